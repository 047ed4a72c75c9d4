package dev.podd.permission;

import dev.podd.search.Glob;
import dev.podd.shell.CommandLine;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tool calls run, ask or are denied: any matching deny wins, else the last matching rule, else the default of the
 * tool (semantics 2.2). A call about several paths gets the strictest answer. A deny with a pattern that holds for {@code
 * read} holds for tools that search too: their results show what {@code read} would.
 */
public final class Permissions {
    private static final Set<
            String> HARMLESS = Set.of("read", "glob", "grep", "list", "todo", "ask", "diagnostics", "definition",
                    "references", "symbols", "hover");
    /** They change files and nothing else. */
    private static final Set<String> EDITS = Set.of("write", "edit", "rename");
    private static final Set<String> SEARCHES = Set.of("glob", "grep", "list", "diagnostics", "definition",
            "references", "symbols", "hover");
    private static final String ALL_BELOW = "/**";

    private final List<ToolRule> rules;
    private final Path workingDirectory;
    private final boolean reviewsEdits;

    /**
     * What the rules say about a call.
     *
     * @param rule the rule that decided; null for the default of the tool
     * @param risk why the question is asked though a sandbox holds: "x is read by git, which …"; null where that is no reason
     */
    public record Decision(PermissionAction action, @Nullable ToolRule rule, @Nullable String risk) {
        Decision(PermissionAction action, @Nullable ToolRule rule) {
            this(action, rule, null);
        }
    }

    /** @param workingDirectory where a relative pattern on a path begins */
    public Permissions(List<ToolRule> rules, Path workingDirectory) {
        this(rules, workingDirectory, false);
    }

    private Permissions(List<ToolRule> rules, Path workingDirectory, boolean reviewsEdits) {
        this.rules = List.copyOf(rules);
        this.workingDirectory = workingDirectory;
        this.reviewsEdits = reviewsEdits;
    }

    /** The same rules where the person can keep and undo changes afterwards: without a rule, tools that edit run at once. */
    public Permissions reviewingEdits() {
        return new Permissions(rules, workingDirectory, true);
    }

    /**
     * A call, to be judged.
     *
     * @param paths   absolute paths, or one URL, that the call is about; may be empty
     * @param command the command that the call would run; the paths are then ignored
     */
    public Call call(String tool, List<String> paths, @Nullable String command) {
        return new Call(tool, paths, command);
    }

    /** A call as the rules see it. Its command is read once, however often it is judged. */
    public final class Call {
        private final String tool;
        private final List<String> paths;
        private final @Nullable CommandLine command;
        private final Decision decision;

        private Call(String tool, List<String> paths, @Nullable String command) {
            this.tool = tool;
            this.paths = List.copyOf(paths);
            this.command = command == null ? null : CommandLine.read(command);
            decision = decide();
        }

        /** What the rules of the manifest say. */
        public Decision decision() {
            return decision;
        }

        private Decision decide() {
            if (command != null) {
                return judge(List.of(), tool, command).decide();
            }
            if (paths.isEmpty()) {
                return Permissions.this.decide(tool, new Subject.None());
            }
            return paths.stream().map(path -> Subject.Address.is(path)
                    ? Permissions.this.decide(tool, Subject.Address.of(path))
                    : Permissions.this.decide(tool, Path.of(path)))
                    .max(Comparator.comparing(Decision::action)).orElseThrow();
        }

        /**
         * Whether rules that the person gave answer the question in their place. A rule without a pattern does not answer
         * one that a rule with a pattern asks.
         */
        public boolean isAllowed(List<ToolRule> given) {
            return command == null ? areAllowed(given, decision, tool, paths)
                    : judge(given, tool, command).decide().action().compareTo(PermissionAction.ASK) < 0;
        }

        /** What may be remembered of a yes to the question. */
        public Remembering remembering() {
            if (command != null) {
                return Remembering.ofCommand(tool, shapes(tool, command));
            }
            if (!paths.isEmpty() && Subject.Address.is(paths.getFirst())) {
                return Remembering.ofHost(tool, Subject.Address.of(paths.getFirst()).host());
            }
            return paths.isEmpty() ? Remembering.ofTool(tool)
                    : Remembering.ofFiles(tool, paths.stream().map(Path::of).toList(), workingDirectory,
                            decision.rule());
        }
    }

    private boolean areAllowed(List<ToolRule> given, Decision asked, String tool, List<String> paths) {
        ToolRule asking = asked.rule();
        List<Subject> subjects = paths.isEmpty() ? List.of(new Subject.None())
                : paths.stream().<Subject>map(path -> Subject.Address.is(path) ? Subject.Address.of(path)
                        : Subject.File.of(Path.of(path), workingDirectory)).toList();
        List<ToolRule> fitting = given.stream().filter(rule -> Glob.of(rule.tool()).matches(tool)
                && (rule.pattern() != null || asking == null || asking.pattern() == null)).toList();
        return subjects.stream().allMatch(subject -> fitting.stream().anyMatch(rule -> isAbout(rule, subject)));
    }

    /** Patterns for the commands that are asked about; empty if one of them may not be remembered. */
    private List<String> shapes(String tool, CommandLine command) {
        CommandJudge judge = judge(List.of(), tool, command);
        judge.decide();
        return judge.shapes();
    }

    private CommandJudge judge(List<ToolRule> given, String tool, CommandLine command) {
        RedirectedFiles files = new RedirectedFiles(workingDirectory, (fileTool, path) -> {
            Decision decision = decide(fileTool, path);
            return decision.action() == PermissionAction.ASK
                    && areAllowed(given, decision, fileTool, List.of(path.toString()))
                            ? new Decision(PermissionAction.ALLOW, decision.rule()) : decision;
        });
        return new CommandJudge(command, about(rules, tool), about(given, tool), files);
    }

    private static List<ToolRule> about(List<ToolRule> rules, String tool) {
        return rules.stream().filter(rule -> Glob.of(rule.tool()).matches(tool)).toList();
    }

    /**
     * What a tool that searches leaves out: files and folders, by their real paths, that a deny with a pattern covers;
     * empty when there is no such rule.
     */
    public Optional<Predicate<Path>> denied(String tool) {
        return denies(tool).map(rule -> Subject.File.matching(Objects.requireNonNull(rule.pattern())))
                .reduce(Predicate::or)
                .map(any -> path -> any.test(Subject.File.of(path, workingDirectory)));
    }

    private Stream<ToolRule> denies(String tool) {
        return !SEARCHES.contains(tool) ? Stream.empty()
                : rules.stream().filter(rule -> rule.action() == PermissionAction.DENY && rule.pattern() != null
                        && Stream.of(tool, "read").anyMatch(Glob.of(rule.tool())::matches));
    }

    private Decision decide(String tool, Path path) {
        return denies(tool).filter(rule -> isWithin(path, Objects.requireNonNull(rule.pattern()))).findFirst()
                .map(rule -> new Decision(PermissionAction.DENY, rule))
                .orElseGet(() -> decide(tool, Subject.File.of(path, workingDirectory)));
    }

    /** Whether a pattern covers where a search begins, or all that lies below it. */
    private boolean isWithin(Path start, String pattern) {
        Predicate<Subject.File> matching = Subject.File.matching(pattern);
        return matching.test(Subject.File.of(start, workingDirectory)) || (pattern.endsWith(ALL_BELOW)
                && matching.test(Subject.File.of(start.resolve("any"), workingDirectory)));
    }

    private Decision decide(String tool, Subject subject) {
        Decision last = new Decision(usual(tool), null);
        for (ToolRule rule : rules) {
            if (Glob.of(rule.tool()).matches(tool) && isAbout(rule, subject)) {
                last = new Decision(rule.action(), rule);
                if (rule.action() == PermissionAction.DENY) {
                    return last;
                }
            }
        }
        return last;
    }

    private PermissionAction usual(String tool) {
        return HARMLESS.contains(tool) ? PermissionAction.ALLOW
                : reviewsEdits && EDITS.contains(tool) ? PermissionAction.REVIEW : PermissionAction.ASK;
    }

    /** A lenient rule has to hold for all of a subject, a strict one for some of it. */
    private static boolean isAbout(ToolRule rule, Subject subject) {
        boolean isLenient = rule.action().compareTo(PermissionAction.ASK) < 0;
        return rule.pattern() == null || (isLenient ? subject.isWholly(rule.pattern())
                : subject.isPartly(rule.pattern()));
    }
}
