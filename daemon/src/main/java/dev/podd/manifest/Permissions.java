package dev.podd.manifest;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which tool calls may run: any matching deny wins, else the last matching rule, else what the tool does by itself
 * decides (semantics 2.2).
 */
public final class Permissions {
    private static final Set<String> HARMLESS = Set.of("read", "glob", "grep", "list", "todo");

    private final List<Compiled> rules;
    private final Path workingDirectory;

    /** @param workingDirectory what a relative pattern on a path is relative to */
    public Permissions(List<Manifest.PermissionRule> rules, Path workingDirectory) {
        this.rules = rules.stream().map(Compiled::of).toList();
        this.workingDirectory = workingDirectory;
    }

    /** @param subject an absolute path or a command; empty when a call is about neither */
    public PermissionAction decide(String tool, String subject) {
        PermissionAction last = null;
        for (Compiled rule : rules) {
            if (rule.matches(tool, subject, workingDirectory)) {
                if (rule.action() == PermissionAction.DENY) {
                    return PermissionAction.DENY;
                }
                last = rule.action();
            }
        }
        if (last != null) {
            return last;
        }
        return HARMLESS.contains(tool) ? PermissionAction.ALLOW : PermissionAction.ASK;
    }

    private record Compiled(Pattern tool, @Nullable Pattern text, @Nullable PathMatcher path,
            PermissionAction action) {
        static Compiled of(Manifest.PermissionRule rule) {
            String pattern = rule.pattern();
            return pattern == null ? new Compiled(Wildcards.compile(rule.tool()), null, null, rule.action())
                    : new Compiled(Wildcards.compile(rule.tool()), Wildcards.compile(pattern), path(pattern),
                            rule.action());
        }

        private static PathMatcher path(String pattern) {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        }

        boolean matches(String calledTool, String subject, Path workingDirectory) {
            if (!tool.matcher(calledTool).matches()) {
                return false;
            }
            return text == null || text.matcher(subject).matches() || matchesPath(subject, workingDirectory);
        }

        private boolean matchesPath(String subject, Path workingDirectory) {
            if (path == null || !subject.startsWith("/")) {
                return false;
            }
            try {
                Path absolute = Path.of(subject);
                return path.matches(absolute) || (absolute.startsWith(workingDirectory)
                        && path.matches(workingDirectory.relativize(absolute)));
            } catch (InvalidPathException noPath) {
                return false;
            }
        }
    }
}
