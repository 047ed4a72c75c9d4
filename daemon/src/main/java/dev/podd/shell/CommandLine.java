package dev.podd.shell;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text for {@code sh}, understood: the commands that it runs, in order. Immutable.
 *
 * @param text     what was read
 * @param commands each command of lists, pipes, groups, substitutions, conditions, loops and functions; those that a
 *                 command runs are within it; as far as the text was understood
 * @param folders  where they may run, relative to where the text is run or absolute; none if that is not known
 * @param problem  why the text is not understood; null if it is
 */
public record CommandLine(String text, List<ShellCommand> commands, List<String> folders, @Nullable String problem) {
    /** A longer text is not understood. */
    static final int MAX_LENGTH = 1 << 20;

    /** Reads a text; never fails, and takes time linear in its length. */
    public static CommandLine read(String text) {
        if (text.length() > MAX_LENGTH || text.indexOf('\0') >= 0) {
            return new CommandLine(text, List.of(), List.of(), "it is too long, or holds a character that is none");
        }
        Folders folders = new Folders();
        CommandReader.Result result = new CommandReader(folders, new Effort(text.length())).read(text, Dialect.SH, 0,
                null);
        return new CommandLine(text, result.commands(), folders.all(), result.problem());
    }

    public boolean isUnderstood() {
        return problem == null;
    }

    /** All commands, those that others run among them. */
    public Stream<ShellCommand> all() {
        return commands.stream().flatMap(ShellCommand::all);
    }
}
