package dev.podd.tool.builtin;

import dev.podd.sandbox.Command;
import dev.podd.sandbox.CommandReply;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.Confinement;
import dev.podd.sandbox.Ending;
import dev.podd.workspace.Unreadable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts matching lines by ripgrep, where it is installed: a large tree is searched in a third of the time. It only
 * says which files are worth reading; what a model sees of them is read by us, under the scope. Its expressions are
 * those of Rust, of RE2's family and linear in time too; one that it does not understand is left to our own search.
 */
final class Ripgrep {
    private static final String OPTIONS = " --no-config --count --null --stats --color never --hidden --crlf"
            + " --no-require-git --no-ignore-global --no-ignore-dot -g '!.git'";
    private static final Confinement CONFINEMENT = new Confinement.Isolated(Confinement.Purpose.SEARCH);
    /** It waits for ever at a {@code .gitignore} that is a pipe, and says nothing until it has seen the whole tree. */
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** Some 100,000 files that match; more of them are found by our own search, which keeps no list of all. */
    private static final int MAX_BYTES = 8 << 20;
    private static final int NO_SUCH_COMMAND = 127;
    private static final Pattern SEARCHED = Pattern.compile("(\\d+) files searched");
    private static final Pattern UNREADABLE = Pattern.compile("(?:rg: )?\\./([^:]+): .*");

    private final CommandRunner runner;
    private final Path workspace;
    private volatile boolean isMissing;

    /** @param workspace its real path */
    Ripgrep(CommandRunner runner, Path workspace) {
        this.runner = runner;
        this.workspace = workspace;
    }

    /**
     * What it found below a folder.
     *
     * @param lines    matching lines by path, from the folder on
     * @param searched how many files it looked at
     */
    record Counts(SortedMap<String, Integer> lines, int searched, Unreadable unreadable) {}

    /** Empty where it is not installed, does not understand the expression, takes too long or finds too much. */
    Optional<Counts> count(Path folder, String pattern, boolean ignoresCase) throws InterruptedException {
        if (isMissing) {
            return Optional.empty();
        }
        String arguments = OPTIONS + (ignoresCase ? " -i" : "") + " -e " + quoted(pattern) + " ./";
        String command = command(quoted(workspace.toString()), arguments);
        CommandReply reply = runner.ask(new Command(command, folder), CONFINEMENT, new byte[0], LIMIT, MAX_BYTES);
        isMissing = reply.ending() instanceof Ending.Exited exited && exited.code() == NO_SUCH_COMMAND;
        return counts(folder, new String(reply.output(), StandardCharsets.UTF_8), reply.errors());
    }

    /**
     * Runs the {@code rg} of the first folder in {@code PATH} that is absolute and not in the workspace: a program that
     * lies there is the workspace's, and a search runs without a question.
     */
    private static String command(String workspace, String arguments) {
        return """
            set -f; IFS=:
            for entry in $PATH; do
              case $entry in /*) ;; *) continue ;; esac
              folder=$(cd -P -- "$entry" 2>/dev/null && pwd -P) || continue
              case $folder/ in %s/*) continue ;; esac
              if [ -f "$folder/rg" ] && [ -x "$folder/rg" ]; then exec "$folder/rg"%s; fi
            done
            exit 127
            """.formatted(workspace, arguments);
    }

    private static Optional<Counts> counts(Path folder, String output, String errors) {
        TreeMap<String, Integer> lines = new TreeMap<>();
        int at = 0;
        while (output.startsWith("./", at)) {
            int end = output.indexOf('\0', at); // a name may hold a line feed
            int next = end < 0 ? -1 : output.indexOf('\n', end);
            if (next < 0) {
                return Optional.empty(); // cut short
            }
            lines.put(output.substring(at + "./".length(), end),
                    Integer.parseInt(output.substring(end + 1, next).strip()));
            at = next + 1;
        }
        Matcher searched = SEARCHED.matcher(output).region(at, output.length());
        if (!searched.find()) {
            return Optional.empty();
        }
        Unreadable unreadable = new Unreadable();
        errors.lines().map(UNREADABLE::matcher).filter(Matcher::matches)
                .forEach(each -> add(folder, each.group(1), unreadable));
        return Optional.of(new Counts(lines, Integer.parseInt(searched.group(1)), unreadable));
    }

    private static void add(Path folder, String path, Unreadable unreadable) {
        if (Files.isDirectory(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
            unreadable.addFolder(path);
        } else {
            unreadable.add(path);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
