package dev.podd.manifest;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lowest layer: what a Pod is where nobody said anything. It says the same as {@code manifests/default.toml}, which
 * is there to be read and copied; being code, it costs no reader of TOML at start.
 */
final class BuiltIn {
    private static final Node.Origin HERE = new Node.Origin("built-in default", Place.START);

    private BuiltIn() {}

    /** Write on the workspace folder, whatever the working directory; read on nothing else. */
    static Layer layer(Path workspaceFolder) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("target", workspaceFolder.toString());
        rule.put("permission", "write");
        Node.Table root = (Node.Table) node(Map.of("scope", Map.of("allow", List.of(rule))));
        return new Layer(workspaceFolder, root);
    }

    private static Node node(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Node.Member> members = new LinkedHashMap<>();
                map.forEach((key, each) -> members.put((String) key, new Node.Member(HERE, node(each))));
                yield new Node.Table(members, HERE);
            }
            case List<?> list -> new Node.Items(list.stream().map(BuiltIn::node).toList(), HERE);
            default -> new Node.Scalar(value, HERE);
        };
    }
}
