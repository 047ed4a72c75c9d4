package dev.podd.manifest;

import dev.podd.search.Glob;
import dev.podd.search.PatternException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares the tool names in a manifest with the tools that this version has. A name or a glob that matches none of them
 * has no effect, which the person would not notice otherwise.
 */
final class ToolNamesCheck {
    /** The tools of this version. */
    static final List<String> TOOLS = List.of("read", "write", "edit", "glob", "grep", "list", "todo", "ask", "shell",
            "diagnostics", "definition", "references", "symbols", "hover", "rename");

    private final Problems problems;

    ToolNamesCheck(Problems problems) {
        this.problems = problems;
    }

    /** @param root the manifest of all layers; it may have errors */
    void check(Node root) {
        List<Node> enabled = items(root, "tools", "enabled");
        List<Node> disabled = items(root, "tools", "disabled");
        enabled.forEach(name -> known(name, "tools.enabled"));
        disabled.forEach(name -> known(name, "tools.disabled"));
        if (TOOLS.stream().noneMatch(tool -> isOffered(tool, root, enabled, disabled))) {
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
        if (root.at("mcp").orElse(null) instanceof Node.Table servers) {
            servers.members().forEach((name, server) -> problems.warning(server.key(), "mcp." + name
                    + ": this version of Podd does not have MCP servers yet; the section has no effect"));
        }
    }

    private static boolean isOffered(String tool, Node root, List<Node> enabled, List<Node> disabled) {
        boolean isOn = root.at("tools", "enabled").isEmpty() || texts(enabled).anyMatch(tool::equals);
        return isOn && texts(disabled).noneMatch(tool::equals);
    }

    private void known(Node name, String path) {
        name.plain(String.class).filter(text -> !TOOLS.contains(text)).ifPresent(text -> problems.warning(name.origin(),
                path + ": there is no tool \"" + text + "\"; the nearest is \"" + NearestWord.to(text, TOOLS)
                        + "\" (there are " + String.join(", ", TOOLS) + ")"));
    }

    private void matching(Node glob, String path) {
        glob.plain(String.class).filter(text -> matchesNone(text))
                .ifPresent(text -> problems.warning(glob.origin(), path + ": \"" + text + "\" matches no tool; the"
                        + " nearest is \"" + NearestWord.to(text, TOOLS) + "\" (there are "
                        + String.join(", ", TOOLS) + ")"));
    }

    private static boolean matchesNone(String text) {
        try {
            Glob glob = Glob.of(text);
            return TOOLS.stream().noneMatch(glob::matches);
        } catch (PatternException e) {
            return false; // told by Shape as an error
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
