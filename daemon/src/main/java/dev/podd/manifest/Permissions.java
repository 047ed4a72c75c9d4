package dev.podd.manifest;

import dev.podd.manifest.Manifest.PermissionRule;
import dev.podd.search.Glob;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tool calls run, ask or are denied: any matching deny wins, else the last matching rule, else the default of the
 * tool (semantics 2.2). A call about several paths gets the strictest answer.
 */
public final class Permissions {
    private static final Set<String> HARMLESS = Set.of("read", "glob", "grep", "list", "todo");

    private final List<PermissionRule> rules;
    private final Path workingDirectory;

    /**
     * What the rules say about a call.
     *
     * @param rule the rule that decided; null for the default of the tool
     */
    public record Decision(PermissionAction action, @Nullable PermissionRule rule) {}

    /** @param workingDirectory where a relative pattern on a path begins */
    public Permissions(List<PermissionRule> rules, Path workingDirectory) {
        this.rules = List.copyOf(rules);
        this.workingDirectory = workingDirectory;
    }

    /**
     * Decides about a call.
     *
     * @param paths   absolute paths that the call is about; may be empty
     * @param command the command that the call would run; the paths are then ignored
     */
    public Decision decide(String tool, List<String> paths, @Nullable String command) {
        if (command != null) {
            return decide(tool, new Subject.Command(new CommandText(command)));
        }
        if (paths.isEmpty()) {
            return decide(tool, new Subject.None());
        }
        return paths.stream().map(path -> decide(tool, Subject.File.of(Path.of(path), workingDirectory)))
                .max(Comparator.comparing(Decision::action)).orElseThrow();
    }

    private Decision decide(String tool, Subject subject) {
        Decision last = new Decision(HARMLESS.contains(tool) ? PermissionAction.ALLOW : PermissionAction.ASK, null);
        for (PermissionRule rule : rules) {
            if (Glob.of(rule.tool()).matches(tool) && isAbout(rule, subject)) {
                last = new Decision(rule.action(), rule);
                if (rule.action() == PermissionAction.DENY) {
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
