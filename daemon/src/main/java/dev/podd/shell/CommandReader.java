package dev.podd.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a text by one grammar or by both, and resolves what is found. */
final class CommandReader {
    private final Folders folders;
    private final Effort effort;

    /** @param problem why the text is not understood; then the commands are those before that place */
    record Result(List<ShellCommand> commands, @Nullable String problem) {}

    CommandReader(Folders folders, Effort effort) {
        this.folders = folders;
        this.effort = effort;
    }

    /**
     * Reads a text. Read by both grammars, bash has to understand it, and what dash would run in it otherwise counts too.
     *
     * @param shared the variables of the shell that runs it, if that is one that is being read already
     */
    Result read(String text, Set<Dialect> dialects, int depth, @Nullable ShellVariables shared) {
        if (dialects.size() == 1) {
            return one(text, dialects.iterator().next(), depth, shared);
        }
        CommandReader other = new CommandReader(folders.copy(), effort);
        Result bash = one(text, Dialect.BASH, depth, shared);
        if (bash.problem() != null) {
            return bash;
        }
        Set<ShellCommand> all = new LinkedHashSet<>(bash.commands());
        all.addAll(other.one(text, Dialect.DASH, depth, shared).commands());
        folders.add(other.folders);
        return new Result(List.copyOf(all), null);
    }

    private Result one(String text, Dialect dialect, int depth, @Nullable ShellVariables shared) {
        ShellVariables variables = shared == null ? new ShellVariables() : shared;
        Script script = new Script(variables);
        List<ShellCommand> found = new ArrayList<>();
        String problem = null;
        try {
            effort.read(text);
            new ScriptReader(text, dialect, script, depth).read();
        } catch (UnclearException e) {
            problem = e.getMessage();
        }
        List<Simple> simples = problem == null || dialect.isBash() ? script.commands() : script.wholeLines();
        try {
            CommandResolver resolver = new CommandResolver(dialect, variables, folders, effort, depth);
            simples.forEach(simple -> found.add(resolver.resolve(simple)));
            variables.checkNumbers();
        } catch (UnclearException e) {
            problem = problem == null ? e.getMessage() : problem;
        }
        List<Assignment> harmful = variables.harmful();
        return new Result(found.stream().map(command -> command.within(harmful)).toList(), problem);
    }
}
