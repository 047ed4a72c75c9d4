package dev.podd.daemon;

import dev.podd.state.PrivateFiles;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
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
    private static final int PATIENCE_SECONDS = 10;
    private static final long MAX_LOG = 1 << 20;
    /** The log file, then the command. */
    private static final String SCRIPT = """
            log=$1
            shift
            if [ -S "${XDG_RUNTIME_DIR:-/nonexistent}/systemd/private" ] \\
                && systemd-run --user --scope --quiet --collect true </dev/null >/dev/null 2>&1; then
                set -- systemd-run --user --scope --quiet --collect "$@"
            fi
            cd /
            exec </dev/null >>"$log" 2>&1
            if setsid --help 2>&1 | grep -q -e --fork; then
                setsid --fork "$@"
            elif command -v perl >/dev/null 2>&1; then
                perl -e 'use POSIX; fork and exit; POSIX::setsid(); exec @ARGV' "$@"
            else
                "$@" & # with the interrupt key ignored, as the shell has it for what runs in the background
            fi
            """;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;

    /**
     * @param command starts the daemon and stays with it
     * @param environment of the person, without what their launcher has changed for Java
     * @param log     takes what it prints
     */
    public Starter(List<String> command, Map<String, String> environment, Path log) {
        this.command = List.copyOf(command);
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
    void start() throws DaemonException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh", log.toString()));
        line.addAll(command);
        try {
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process shell = builder.start();
            if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || shell.exitValue() != 0) {
                throw new DaemonException("the daemon cannot be started by /bin/sh; see " + log);
            }
        } catch (IOException e) {
            throw new DaemonException("the daemon cannot be started: " + e.getMessage(), e);
        }
    }
}
