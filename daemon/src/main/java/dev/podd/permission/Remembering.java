package dev.podd.permission;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be remembered of a yes to a question: rules that cover the call that was asked about, and calls like it.
 *
 * @param forSession until the session is deleted; null where nothing may be remembered
 * @param always     in every session of the folder; null where that would allow more than a person sees
 */
public record Remembering(@Nullable ToolRule forSession, @Nullable ToolRule always) {
    /** Each call is asked about. */
    public static final Remembering NOTHING = new Remembering(null, null);

    private static final String GLOB_SIGNS = "*?[]{}!\\";

    /** A rule about commands says which; there is none about all. */
    static Remembering ofCommand(String tool, List<String> shapes) {
        if (shapes.isEmpty()) {
            return NOTHING;
        }
        ToolRule rule = allow(tool, shapes.size() == 1 ? shapes.getFirst() : "{" + String.join(",", shapes) + "}");
        return new Remembering(rule, rule);
    }

    /** What asked is what is allowed: the files of its pattern, else all for a session and those of a folder for good. */
    static Remembering ofFiles(String tool, List<Path> files, Path workingDirectory, @Nullable ToolRule asked) {
        if (asked != null && asked.pattern() != null) {
            ToolRule rule = allow(tool, asked.pattern());
            return new Remembering(rule, rule);
        }
        String folder = folder(files, workingDirectory);
        return new Remembering(allow(tool, null), folder == null ? null : allow(tool, folder + "/**"));
    }

    /** All pages of the host, and of no other. */
    static Remembering ofHost(String tool, String host) {
        return new Remembering(allow(tool, host), allow(tool, host));
    }

    static Remembering ofTool(String tool) {
        return new Remembering(allow(tool, null), allow(tool, null));
    }

    private static ToolRule allow(String tool, @Nullable String pattern) {
        return new ToolRule(tool, pattern, PermissionAction.ALLOW);
    }

    /** The one that holds all files, relative to the working directory; null where there is none but that itself. */
    private static @Nullable String folder(List<Path> files, Path workingDirectory) {
        Path folder = files.getFirst().getParent();
        if (folder == null || folder.equals(workingDirectory) || !folder.startsWith(workingDirectory)
                || !files.stream().allMatch(file -> folder.equals(file.getParent()))) {
            return null;
        }
        String name = workingDirectory.relativize(folder).toString();
        return name.chars().anyMatch(sign -> GLOB_SIGNS.indexOf(sign) >= 0) ? null : name;
    }
}
