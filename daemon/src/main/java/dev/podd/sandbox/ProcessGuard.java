package dev.podd.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts every process of the daemon, each as the leader of a session of its own, and sees that none outlives it: a
 * second process, the guard, knows their sessions and marks and kills them when the pipe that only the daemon holds is
 * closed, by whatever death. One a daemon. Only what another process starts for a command (a system service, a container
 * engine) is out of reach; without {@code /proc}, also what a command puts into a session of its own.
 */
public final class ProcessGuard implements AutoCloseable {
    private static final String SHELL = "/bin/sh";
    /** Where leaders start: always there, on a file system that answers. */
    private static final Path ROOT = Path.of("/");

    /** Starts all processes and owns all fields below it: some kernels signal children when the thread that started them ends. */
    private final ExecutorService starter = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("podd-process-starter").factory());
    /** Starts isolated commands only, since what its thread starts is isolated as the thread is. */
    private final ExecutorService isolated = Executors.newSingleThreadExecutor(task -> Thread.ofPlatform().daemon()
            .name("podd-isolated-starter").unstarted(() -> {
                Isolation.enter();
                task.run();
            }));
    private final Set<Long> live = new LinkedHashSet<>();
    private final List<String> newSession;
    /** In which Java hands text to the system; what it cannot express becomes a question mark without a word. */
    private final Charset charset;
    private @Nullable ProcessMarks marks;
    private @Nullable Process guard;
    private boolean closed;

    /** @param path folders in which programs are looked for, as in the variable {@code PATH} */
    public ProcessGuard(String path) {
        this(path, Charset.forName(System.getProperty("sun.jnu.encoding"), StandardCharsets.UTF_8));
    }

    ProcessGuard(String path, Charset charset) {
        this.charset = charset;
        newSession = newSession(path);
    }

    /** A command that runs: the leader of its session, and what it has started since. */
    record Started(Process leader, Members members) {}

    /** Starts a command; it runs when this returns. */
    Started start(Command command, Confinement confinement, Map<String, String> environment, boolean errorsApart) {
        return await(CompletableFuture.supplyAsync(() -> startNow(command, confinement, environment, errorsApart),
                starter));
    }

    /** The leader has ended or is being killed: kills what is left of its process group. */
    void ended(Process leader) {
        later(() -> {
            if (live.remove(leader.pid())) {
                tell("- " + leader.pid());
            }
        });
    }

    /** Kills whatever still runs. */
    @Override
    public void close() {
        later(this::closeNow);
        starter.close();
        isolated.close();
    }

    private void closeNow() {
        closed = true;
        Process last = guard;
        if (last != null) {
            closeQuietly(last.getOutputStream());
            last.onExit().completeOnTimeout(last, 1, TimeUnit.SECONDS).join();
        }
    }

    private void later(Runnable task) {
        try {
            starter.execute(task);
        } catch (RejectedExecutionException e) {
            // closed: nothing runs any more
        }
    }

    private Started startNow(Command command, Confinement confinement, Map<String, String> environment,
            boolean errorsApart) {
        if (closed) {
            throw new SandboxException("cannot start \"" + command.text() + "\": Podd is stopping");
        }
        if (newSession.isEmpty()) {
            throw new SandboxException(
                    "cannot start \"" + command.text() + "\": neither setsid nor perl is in a folder of"
                            + " PATH, and without one of them Podd could not end what the command starts");
        }
        requireExpressible(command.text());
        requireExpressible(command.folder().toString());
        List<String> line = new ArrayList<>(newSession);
        line.addAll(List.of(SHELL, "-c", GuardScript.LEADER, "sh", command.text(),
                command.folder().toString()));
        ProcessBuilder builder = new ProcessBuilder(line).directory(ROOT.toFile()).redirectErrorStream(!errorsApart);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process leader = switch (confinement) {
            case Confinement.None _ -> start(builder);
            case Confinement.Isolated _ -> await(CompletableFuture.supplyAsync(() -> start(builder), isolated));
        };
        live.add(leader.pid());
        tell("+ " + leader.pid());
        Members members = new Members(leader.pid(), marks().mark(leader.pid()));
        release(leader);
        return new Started(leader, members);
    }

    /** What runs is what was approved, or nothing runs. */
    private void requireExpressible(String text) {
        if (!charset.newEncoder().canEncode(text)) {
            throw new SandboxException("cannot start \"" + text + "\": the encoding " + charset
                    + " of the locale cannot express it; start Podd under a UTF-8 locale");
        }
    }

    /** Made with the first command: finding the system call takes some milliseconds. */
    private ProcessMarks marks() {
        ProcessMarks known = marks == null ? ProcessMarks.ofThisProcess() : marks;
        marks = known;
        return known;
    }

    private static void release(Process leader) {
        try {
            leader.getOutputStream().write('\n');
            leader.getOutputStream().flush();
        } catch (IOException e) {
            leader.destroyForcibly();
            throw new SandboxException(SHELL + " ended before the command began", e);
        }
    }

    private void tell(String line) {
        Process running = guard;
        if (running == null || !write(running, line)) {
            startGuard();
        }
    }

    private void startGuard() {
        List<String> line = new ArrayList<>(newSession);
        line.addAll(List.of(SHELL, "-c", GuardScript.GUARD, "sh", Long.toString(marks().first()),
                Integer.toString(ProcessMarks.COUNT)));
        ProcessBuilder builder = new ProcessBuilder(line).redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().clear();
        Process started = start(builder);
        guard = started;
        live.forEach(session -> write(started, "+ " + session));
        var _ = started.onExit().thenRun(() -> later(() -> replace(started)));
    }

    /** A guard that somebody killed is replaced at once. */
    private void replace(Process dead) {
        Process current = guard;
        if (!closed && current != null && current.pid() == dead.pid()) {
            startGuard();
        }
    }

    private static boolean write(Process guard, String line) {
        try {
            OutputStream pipe = guard.getOutputStream();
            pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new SandboxException("cannot start a process: " + e.getMessage(), e);
        }
    }

    private static List<String> newSession(String path) {
        Path setsid = find("setsid", path);
        if (setsid != null) {
            return List.of(setsid.toString());
        }
        Path perl = find("perl", path);
        if (perl != null) {
            return List.of(perl.toString(), "-e", "use POSIX; POSIX::setsid(); exec @ARGV");
        }
        return List.of();
    }

    /** In absolute folders only: a relative one is another folder for each workspace, and may hold anything. */
    private static @Nullable Path find(String program, String path) {
        for (String folder : path.split(":")) {
            Path candidate = Path.of(folder, program);
            if (candidate.isAbsolute() && Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static void closeQuietly(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // the other end is gone, which is what closing is for
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SandboxException known ? known : e;
        }
    }
}
