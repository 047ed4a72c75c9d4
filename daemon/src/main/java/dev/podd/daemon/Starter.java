package dev.podd.daemon;

import dev.podd.state.PrivateFiles;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts the daemon apart from the process that needs it: in a session of its own, no child of it, out of its control
 * group where a service manager of the person's can do that, and in no folder that somebody may want to remove.
 */
public final class Starter {
    /** With which arguments the program is the daemon. */
    public static final List<String> ARGUMENTS = List.of("daemon", "serve");

    private static final int PATIENCE_SECONDS = 10;
    private static final long MAX_LOG = 1 << 20;
    /** Of what the program says. */
    private static final String PREFIX = "podd: ";
    /** In bytes; what a file takes at least on most disks. */
    private static final int ROOM_FOR_A_LINE = 4096;
    /**
     * The log file, then the command. Prints the process id of the daemon: a shell in its place says it before it becomes
     * the daemon, and the end of that shell's standard output is what the script waits for.
     */
    private static final String SCRIPT = """
            log=$1
            shift
            if [ -S "${XDG_RUNTIME_DIR:-/nonexistent}/systemd/private" ] \\
                && systemd-run --user --scope --quiet --collect true </dev/null >/dev/null 2>&1; then
                set -- systemd-run --user --scope --quiet --collect "$@"
            fi
            cd /
            exec </dev/null 2>>"$log"
            set -- /bin/sh -c 'echo "$$"; exec >&2; exec "$@"' sh "$@"
            if setsid --help 2>&1 | grep -q -e --fork; then
                setsid --fork "$@" | cat
            elif command -v perl >/dev/null 2>&1; then
                perl -e 'use POSIX; fork and exit; POSIX::setsid(); exec @ARGV' "$@" | cat
            else
                "$@" & # with the interrupt key ignored, as the shell has it for what runs in the background
            fi
            """;

    private final String program;
    private final Map<String, String> environment;
    private final Path log;

    /**
     * @param program becomes the daemon
     * @param environment of the person, without what their launcher has changed for Java
     * @param log     takes what it prints
     */
    public Starter(String program, Map<String, String> environment, Path log) {
        this.program = program;
        this.environment = Map.copyOf(environment);
        this.log = log;
    }

    Path log() {
        return log;
    }

    /** Makes the log, readable by its owner alone; a long one begins anew. */
    void prepareLog() throws IOException {
        PrivateFiles.createFolders(log.toAbsolutePath().resolve("..").normalize());
        try (FileChannel file = PrivateFiles.open(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (file.size() > MAX_LOG) {
                file.truncate(0);
            }
        }
        PrivateFiles.restrictFile(log);
    }

    /** Returns when it has been started, which does not mean that it listens. */
    Started start() throws DaemonException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh", log.toString()));
        line.add(program);
        line.addAll(ARGUMENTS);
        try {
            long known = Files.size(log);
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile())).redirectError(Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process shell = builder.start();
            if (!hasEnded(shell) || shell.exitValue() != 0) {
                throw new DaemonException("the daemon cannot be started by /bin/sh; see " + log);
            }
            String pid = new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return new Started(pid.matches("[0-9]{1,10}") ? Long.parseLong(pid) : 0, log, known);
        } catch (IOException e) {
            throw new DaemonException("the daemon cannot be started: " + e.getMessage(), e);
        }
    }

    /** Leaves no shell behind that could start a daemon later, when nobody waits for it any more. */
    private static boolean hasEnded(Process shell) throws InterruptedException {
        try {
            return shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            if (shell.isAlive()) {
                List<ProcessHandle> started = shell.descendants().toList();
                shell.destroyForcibly();
                started.forEach(ProcessHandle::destroyForcibly);
            }
        }
    }

    /**
     * A daemon that was started.
     *
     * @param pid   its process id, 0 if it is not known; a hint of an early end and nothing else, since ids are used again
     * @param known length of the log before
     */
    record Started(long pid, Path log, long known) {
        /** Whether it has ended for certain. */
        boolean hasEnded() {
            return pid != 0 && !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }

        /** The last line that it has printed; that the disk is full where that is why it has printed nothing. */
        String reason() {
            try {
                if (Files.getFileStore(log).getUsableSpace() < ROOM_FOR_A_LINE) {
                    return "the disk of " + log.getParent() + " is full";
                }
                byte[] all = Files.readAllBytes(log);
                String said = new String(all, (int) Math.min(known, all.length), (int) Math.max(0, all.length - known),
                        StandardCharsets.UTF_8).strip();
                String last = said.substring(said.lastIndexOf('\n') + 1);
                return last.startsWith(PREFIX) ? last.substring(PREFIX.length()) : last;
            } catch (IOException e) {
                return "";
            }
        }
    }
}
