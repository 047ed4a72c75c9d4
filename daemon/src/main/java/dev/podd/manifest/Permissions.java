package dev.podd.manifest;

import dev.podd.manifest.Manifest.PermissionRule;
import dev.podd.search.Glob;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tool calls run, ask or are refused: any matching deny wins, else the last matching rule, else what the tool is
 * known for (semantics 2.2). A call about several paths gets the strictest answer.
 */
public final class Permissions {
    private static final Set<String> HARMLESS = Set.of("read", "glob", "grep", "list", "todo");

    private final List<PermissionRule> rules;
    private final Path workingDirectory;

    /** @param workingDirectory where a relative pattern on a path begins */
    public Permissions(List<PermissionRule> rules, Path workingDirectory) {
        this.rules = List.copyOf(rules);
        this.workingDirectory = workingDirectory;
    }

    /**
     * What happens to a call.
     *
     * @param paths   absolute paths that it is about; may be empty
     * @param command the command that it would run; then the paths do not matter
     */
    public PermissionAction decide(String tool, List<String> paths, @Nullable String command) {
        if (command != null) {
            return decide(tool, new Subject.Command(command));
        }
        if (paths.isEmpty()) {
            return decide(tool, new Subject.None());
        }
        return paths.stream().map(path -> decide(tool, Subject.File.of(Path.of(path), workingDirectory)))
                .max(PermissionAction::compareTo).orElseThrow();
    }

    private PermissionAction decide(String tool, Subject subject) {
        PermissionAction last = HARMLESS.contains(tool) ? PermissionAction.ALLOW : PermissionAction.ASK;
        for (PermissionRule rule : rules) {
            if (Glob.of(rule.tool()).matches(tool) && isAbout(rule, subject)) {
                last = rule.action();
                if (last == PermissionAction.DENY) {
                    return last;
                }
            }
        }
        return last;
    }

    private static boolean isAbout(PermissionRule rule, Subject subject) {
        return rule.pattern() == null || (rule.action() == PermissionAction.ALLOW ? subject.isWholly(rule.pattern())
                : subject.isPartly(rule.pattern()));
    }
}
