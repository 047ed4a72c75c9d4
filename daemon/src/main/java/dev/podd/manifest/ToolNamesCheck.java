package dev.podd.manifest;

import dev.podd.search.Glob;
import dev.podd.search.PatternException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares the tool names in a manifest with the tools that this version has. A name or a glob that matches none of them
 * has no effect, which the person would not notice otherwise.
 */
final class ToolNamesCheck {
    /** The tools of this version. */
    static final List<
            String> TOOLS = List.of("read", "write", "edit", "glob", "grep", "list", "todo", "ask", "shell", "fetch",
                    "diagnostics", "definition", "references", "symbols", "hover", "rename");

    /** Of these, those that a Pod has only where its manifest names them. */
    private static final Set<String> OFF = Set.of("fetch");

    private final Problems problems;
    private final Node root;
    /** Of MCP, whose tools nobody knows before they are asked. */
    private final List<String> servers;

    /** @param root the manifest of all layers; it may have errors */
    ToolNamesCheck(Problems problems, Node root) {
        this.problems = problems;
        this.root = root;
        this.servers = sections(root, "mcp");
    }

    void check() {
        List<Node> enabled = items(root, "tools", "enabled");
        List<Node> disabled = items(root, "tools", "disabled");
        enabled.forEach(name -> known(name, "tools.enabled"));
        disabled.forEach(name -> known(name, "tools.disabled"));
        if (servers.isEmpty() && TOOLS.stream().noneMatch(tool -> isOffered(tool, enabled, disabled))) {
            root.at("tools", "enabled").or(() -> root.at("tools", "disabled")).ifPresent(said -> problems.warning(
                    said.origin(), "tools: no tool is left, so that the model can only talk"));
        }
        items(root, "permissions")
                .forEach(rule -> rule.at("tool").ifPresent(glob -> matching(glob, "permissions.tool")));
        sections(root, "hooks").forEach(point -> items(root, "hooks", point).forEach(hook -> items(hook, "tools")
                .forEach(glob -> matching(glob, "hooks." + point + ".tools"))));
        if (root.at("worker", "tool_output", "per_tool").orElse(null) instanceof Node.Table limits) {
            limits.members().forEach((tool, limit) -> known(new Node.Scalar(tool, limit.key()),
                    "worker.tool_output.per_tool"));
        }
    }

    private boolean isOffered(String tool, List<Node> enabled, List<Node> disabled) {
        boolean isOn = root.at("tools", "enabled").isEmpty() ? !OFF.contains(tool)
                : texts(enabled).anyMatch(glob -> matches(glob, tool));
        return isOn && texts(disabled).noneMatch(glob -> matches(glob, tool));
    }

    private void known(Node name, String path) {
        name.plain(String.class).filter(this::matchesNone).ifPresent(text -> problems.warning(name.origin(),
                path + ": there is no tool \"" + text + "\"; the nearest is \"" + NearestWord.to(text, TOOLS)
                        + "\" (there are " + String.join(", ", TOOLS) + ")"));
    }

    private void matching(Node glob, String path) {
        glob.plain(String.class).filter(this::matchesNone)
                .ifPresent(text -> problems.warning(glob.origin(), path + ": \"" + text + "\" matches no tool; the"
                        + " nearest is \"" + NearestWord.to(text, TOOLS) + "\" (there are "
                        + String.join(", ", TOOLS) + ")"));
    }

    private boolean matchesNone(String glob) {
        return TOOLS.stream().noneMatch(tool -> matches(glob, tool)) && !mayBeOfServer(glob);
    }

    /** {@code github.*}: what stands before the first dot is a server, or a glob on servers. */
    private boolean mayBeOfServer(String glob) {
        int dot = glob.indexOf('.');
        return dot >= 0 && servers.stream().anyMatch(server -> matches(glob.substring(0, dot), server));
    }

    /** One that cannot be read is told by Shape as an error. */
    private static boolean matches(String glob, String name) {
        try {
            return Glob.of(glob).matches(name);
        } catch (PatternException e) {
            return true;
        }
    }

    private static List<Node> items(Node node, String... keys) {
        return node.at(keys).orElse(null) instanceof Node.Items items ? items.items() : List.of();
    }

    private static List<String> sections(Node node, String key) {
        return node.at(key).orElse(null) instanceof Node.Table table ? List.copyOf(table.members().keySet())
                : List.of();
    }

    private static Stream<String> texts(List<Node> items) {
        return items.stream().flatMap(item -> item.plain(String.class).stream());
    }
}
