package dev.podd.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings what a layer says into its usual form: older names under their new ones, a section set to false, or
 * to the value of its main key, spelled out.
 */
final class Spelling {
    private Spelling() {}

    static Node.Table usual(Node.Table root) {
        boolean isOff = root.plain(Boolean.class, "compaction").equals(Optional.of(false));
        return usual(isOff ? withoutCompaction(root) : root, Shapes.MANIFEST);
    }

    private static Node.Table withoutCompaction(Node.Table root) {
        Node.Origin at = root.at("compaction").orElse(root).origin();
        Map<String, Node.Member> off = new LinkedHashMap<>();
        for (String key : List.of("threshold", "request_threshold", "prune")) {
            off.put(key, new Node.Member(at, new Node.Scalar(false, at)));
        }
        return root.with("compaction", new Node.Table(off, at));
    }

    private static Node.Table usual(Node.Table table, Shape.Section section) {
        Map<String, Node.Member> members = new LinkedHashMap<>();
        table.members().forEach((key, member) -> section.find(key).ifPresentOrElse(
                entry -> members.put(entry.name(),
                        new Node.Member(member.key(), usual(member.value(), entry.shape()))),
                () -> members.put(key, member)));
        return new Node.Table(members, table.origin());
    }

    private static Node usual(Node node, Shape shape) {
        if (!(shape instanceof Shape.Section section)) {
            return node;
        }
        if (node instanceof Node.Table table) {
            return usual(table, section);
        }
        return section.shorthand().<Node>map(key -> new Node.Table(Map.of(key, new Node.Member(node.origin(), node)),
                node.origin())).orElse(node);
    }
}
