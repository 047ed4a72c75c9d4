package dev.podd.daemon;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts the daemon apart from the process that needs it: in a session of its own, no child of it, out of its control
 * group where a service manager of the person's can do that, and in no folder that somebody may want to remove.
 */
public final class Starter {
    private static final int PATIENCE_SECONDS = 10;
    /** The log file, then the command. */
    private static final String SCRIPT = """
            log=$1
            shift
            if [ -S "${XDG_RUNTIME_DIR:-/nonexistent}/systemd/private" ] \\
                && systemd-run --user --scope --quiet --collect true </dev/null >/dev/null 2>&1; then
                set -- systemd-run --user --scope --quiet --collect "$@"
            fi
            if command -v setsid >/dev/null 2>&1; then
                set -- setsid "$@"
            elif command -v perl >/dev/null 2>&1; then
                set -- perl -e 'use POSIX; POSIX::setsid(); exec @ARGV' "$@"
            fi
            cd /
            "$@" </dev/null >>"$log" 2>&1 &
            """;

    private final List<String> command;
    private final Path log;

    /**
     * @param command starts the daemon and stays with it
     * @param log     takes what it prints
     */
    public Starter(List<String> command, Path log) {
        this.command = List.copyOf(command);
        this.log = log;
    }

    Path log() {
        return log;
    }

    /** Returns when it has been started, which does not mean that it listens. */
    void start() throws DaemonException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh", log.toString()));
        line.addAll(command);
        try {
            Process shell = new ProcessBuilder(line).redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
            if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || shell.exitValue() != 0) {
                throw new DaemonException("the daemon cannot be started by /bin/sh; see " + log);
            }
        } catch (IOException e) {
            throw new DaemonException("the daemon cannot be started: " + e.getMessage(), e);
        }
    }
}
