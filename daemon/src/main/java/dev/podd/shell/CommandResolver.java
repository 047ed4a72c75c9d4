package dev.podd.shell;

import dev.podd.shell.ShellCommand.Nature;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what simple commands run: looks through those that run others, and reads the texts that shells get. */
final class CommandResolver {
    /** An assignment in front of one of them stays. */
    private static final Set<String> KEEP_ASSIGNMENTS = Set.of(":", ".", "source", "break", "continue", "eval", "exec",
            "exit", "export", "readonly", "return", "set", "shift", "times", "trap", "unset", "command", "builtin");

    private final Dialect dialect;
    private final ShellVariables variables;
    private final Folders folders;
    private final Effort effort;
    private final int depth;

    CommandResolver(Dialect dialect, ShellVariables variables, Folders folders, Effort effort, int depth) {
        this.dialect = dialect;
        this.variables = variables;
        this.folders = folders;
        this.effort = effort;
        this.depth = depth;
    }

    /** @throws UnclearException it changes what later words mean */
    ShellCommand resolve(Simple simple) {
        boolean stay = simple.words.isEmpty() || simple.isCall || !simple.words.getFirst().isFixed()
                || KEEP_ASSIGNMENTS.contains(simple.words.getFirst().text());
        if (stay) {
            simple.assignments.forEach(variables::assigned);
        }
        RunPlan plan = simple.words.isEmpty() || simple.isCall ? RunPlan.inert() : plan(simple.words, simple, depth);
        return command(simple.words, simple.assignments, simple.redirections, plan);
    }

    /** A command that another one runs. */
    ShellCommand run(List<Word> words, int level) {
        return command(words, List.of(), List.of(), plan(words, null, level + 1));
    }

    private static ShellCommand command(List<Word> words, List<Assignment> assignments,
            List<Redirection> redirections, RunPlan plan) {
        List<Assignment> around = new ArrayList<>(assignments);
        around.addAll(plan.assignments());
        List<Redirection> files = new ArrayList<>(redirections);
        files.addAll(plan.redirections());
        return new ShellCommand(words, around, files, plan.nature(),
                plan.inner().stream().map(each -> each.within(around)).toList(), plan.hides());
    }

    private RunPlan plan(List<Word> words, @Nullable Simple simple, int level) {
        if (level > ScriptReader.MAX_DEPTH) {
            throw new UnclearException("more than " + ScriptReader.MAX_DEPTH + " commands within each other");
        }
        Word first = words.getFirst();
        if (!first.isFixed()) {
            return RunPlan.hiding();
        }
        String name = Program.name(first.text());
        RunPlan plan = planned(name, words, simple, level);
        boolean isBuiltin = plan.nature() == Nature.INERT && first.text().contains("/");
        return isBuiltin || !Program.isOfTheSystem(first.text()) ? plan.as(plan.inner().isEmpty() ? Nature.PROGRAM
                : Nature.GUARDED) : plan;
    }

    private RunPlan planned(String name, List<Word> words, @Nullable Simple simple, int level) {
        return switch (name) {
            case "cd" -> folders.enters(words, simple == null || simple.repeats) ? RunPlan.inert() : RunPlan.program();
            case "pushd", "popd" -> {
                folders.unknown();
                yield RunPlan.program();
            }
            case "alias" -> {
                if (words.stream().anyMatch(word -> word.text().contains("=") || !word.isFixed())) {
                    throw new UnclearException("an alias, which changes what later words mean");
                }
                yield RunPlan.program();
            }
            case "eval" -> evaluated(words);
            case "trap" -> trapped(words);
            case "sh", "bash", "dash", "ash", "rbash", "zsh", "ksh", "mksh", "fish", "csh",
                    "tcsh" -> new ShellRun(this, name, words, simple).plan();
            default -> {
                RunPlan runner = new Runners(this, level).plan(name, words);
                yield runner == null ? Builtins.plan(name, words, variables) : runner;
            }
        };
    }

    private RunPlan evaluated(List<Word> words) {
        if (words.size() == 1) {
            return RunPlan.inert();
        }
        if (!words.stream().allMatch(Word::isFixed)) {
            return RunPlan.hiding();
        }
        return text(String.join(" ", words.subList(1, words.size()).stream().map(Word::text).toList()),
                Set.of(dialect), variables);
    }

    private RunPlan trapped(List<Word> words) {
        int at = words.size() > 1 && words.get(1).is("--") ? 2 : 1;
        if (words.size() <= at + 1 || words.get(at).is("-") || words.get(at).is("")) {
            return RunPlan.program();
        }
        return words.get(at).isFixed() ? text(words.get(at).text(), Set.of(dialect), variables) : RunPlan.hiding();
    }

    /** What a shell does that gets a text. */
    RunPlan text(String text, Set<Dialect> dialects, @Nullable ShellVariables shared) {
        CommandReader.Result result = new CommandReader(folders, effort).read(text, dialects, depth + 1, shared);
        return new RunPlan(result.problem() == null ? Nature.SHELL : Nature.PROGRAM, result.commands(),
                result.problem() != null, List.of(), List.of());
    }
}
