package dev.podd.manifest;

import java.util.Optional;

/**
 * The model that makes summaries: what its section leaves out comes from the Pod's own, unless it names another kind.
 */
final class SummariserDefaults {
    private SummariserDefaults() {}

    static Node.Table completed(Node.Table root) {
        if (root.at("compaction").orElse(null) instanceof Node.Table compaction
                && compaction.at("provider").orElse(null) instanceof Node.Table summariser
                && root.at("provider").orElse(null) instanceof Node.Table own && isLike(own, summariser)) {
            Node.Table whole = Merge.tables(ofSameModel(own, summariser), summariser, Shapes.PROVIDER);
            return root.with("compaction", compaction.with("provider", whole));
        }
        return root;
    }

    /** Another model has another window, and another price. */
    private static Node.Table ofSameModel(Node.Table own, Node.Table summariser) {
        Optional<String> model = summariser.plain(String.class, "model");
        return model.isEmpty() || model.equals(own.plain(String.class, "model")) ? own
                : own.without("price").without("context_window");
    }

    private static boolean isLike(Node own, Node summariser) {
        Optional<String> kind = summariser.plain(String.class, "kind");
        return kind.isEmpty() || kind.equals(own.plain(String.class, "kind"));
    }
}
