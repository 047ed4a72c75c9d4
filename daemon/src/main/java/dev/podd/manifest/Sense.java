package dev.podd.manifest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at what each key allows by itself but all of them together do not, or only with a warning. */
final class Sense {
    private static final Pattern SERVER = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private static final List<String> OF_A_SERVER = List.of("base_url", "api_key_env", "api_key_file", "headers");

    private final Problems problems;

    Sense(Problems problems) {
        this.problems = problems;
    }

    void check(Node.Table root) {
        root.at("provider").ifPresent(node -> provider(node, "provider"));
        root.at("compaction", "provider").ifPresent(node -> provider(node, "compaction.provider"));
        append(root);
        thresholds(root);
        if (root.at("mcp").orElse(null) instanceof Node.Table servers) {
            servers.members().forEach(this::server);
        }
    }

    /** Its name is the beginning of the names of tools, where a dot or a glob's sign would mean something else. */
    private void server(String name, Node.Member member) {
        if (!SERVER.matcher(name).matches()) {
            problems.error(member.key(),
                    "mcp: \"" + name + "\" cannot be the name of a server; it has at most 32 letters,"
                            + " digits, - and _");
        }
        if (member.value().at("url").isPresent()) {
            List.of("args", "env")
                    .forEach(key -> member.value().at(key).ifPresent(node -> problems.warning(node.origin(),
                            "mcp." + name + "." + key
                                    + ": has no effect, since the server is reached at a url and not started")));
        } else {
            member.value().at("headers").ifPresent(node -> problems.warning(node.origin(),
                    "mcp." + name + ".headers: has no effect, since the server is started and not reached at a url"));
        }
    }

    private void provider(Node node, String path) {
        Optional<ProviderKind> kind = node.plain(String.class, "kind").flatMap(ProviderKind::of);
        if (kind.isEmpty()) {
            return;
        }
        Node.Origin place = node.at("kind").orElse(node).origin();
        if (!kind.get().isAvailable()) {
            problems.error(place, path + ".kind: this version of Podd does not have " + kind.get().word()
                    + " yet; it has anthropic, openai, openai-compatible, editor, offline"
                    + (kind.get() == ProviderKind.OLLAMA
                            ? "; Ollama speaks openai-compatible too, with base_url \"http://127.0.0.1:11434/v1\""
                            : ""));
        }
        if (kind.get() == ProviderKind.OPENAI_COMPATIBLE) {
            needs(node, "base_url", path, place);
            needs(node, "model", path, place);
        }
        if (kind.get() == ProviderKind.EDITOR) {
            OF_A_SERVER.forEach(key -> node.at(key).ifPresent(unused -> problems.warning(unused.origin(),
                    path + "." + key + ": has no effect, since the editor asks its own language model")));
        }
    }

    private void needs(Node node, String key, String path, Node.Origin place) {
        if (node.at(key).isEmpty()) {
            problems.error(place, path + "." + key + " is missing; openai-compatible needs it");
        }
    }

    private void append(Node root) {
        if (root.plain(Boolean.class, "worker", "append").equals(Optional.of(false))) {
            problems.warning(root.at("worker", "append").orElse(root).origin(),
                    "worker.append: the model learns of its scope and of AGENTS.md only if the template says it");
        }
    }

    private void thresholds(Node root) {
        Optional<Long> between = root.plain(Long.class, "compaction", "threshold");
        Optional<Long> within = root.plain(Long.class, "compaction", "request_threshold");
        if (between.isPresent() && within.isPresent() && within.get() < between.get()) {
            problems.warning(root.at("compaction", "request_threshold").orElse(root).origin(),
                    "compaction.request_threshold: " + within.get() + " is below threshold, " + between.get()
                            + "; turns will wait for summaries that could have been made between them");
        }
    }
}
