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
    /** That one command has at a time in a sandbox; threads count, too. */
    private static final int MAX_PROCESSES = 4096;
    /** Seconds until a thread that puts itself within bounds is waited for no longer. */
    private static final int MAX_STARTING = 10;
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
    private final String path;
    /** In which Java hands text to the system; what it cannot express becomes a question mark without a word. */
    private final Charset charset;
    private final KeptPlaces kept = new KeptPlaces();
    private @Nullable Sandbox sandbox; // guarded by sandboxLock
    private String whyNoBetterSandbox = ""; // guarded by sandboxLock
    private final Object sandboxLock = new Object();
    private @Nullable ProcessMarks marks;
    private @Nullable Process guard;
    private boolean closed;

    /** @param path folders in which programs are looked for, as in the variable {@code PATH} */
    public ProcessGuard(String path) {
        this(path, Charset.forName(System.getProperty("sun.jnu.encoding"), StandardCharsets.UTF_8));
    }

    ProcessGuard(String path, Charset charset) {
        this.charset = charset;
        this.path = path;
        newSession = newSession(path);
    }

    /** One with this sandbox, whatever else the machine has. */
    public ProcessGuard(String path, Sandbox sandbox) {
        this(path);
        this.sandbox = sandbox;
    }

    /** What binds commands here. The first call finds it out, in some milliseconds. */
    public Sandbox sandbox() {
        synchronized (sandboxLock) {
            Sandbox known = sandbox;
            if (known == null) {
                SandboxProbe probe = new SandboxProbe(path);
                // by a thread that nobody interrupts: what it finds holds as long as the daemon runs
                known = CompletableFuture.supplyAsync(probe::find, task -> CommandRunner.thread("probe", task)).join();
                whyNoBetterSandbox = probe.failures();
                sandbox = known;
            }
            return known;
        }
    }

    /** Why {@link #sandbox} is not a better one; empty when it is the best. */
    public String whyNoBetterSandbox() {
        synchronized (sandboxLock) {
            return whyNoBetterSandbox;
        }
    }

    /**
     * A command that runs: the leader of its session, and what it has started since.
     *
     * @param endsTogether whether all of it ends with the command
     * @param whenOver     to be run when nothing of it runs any more
     */
    record Started(Process leader, Members members, boolean endsTogether, Runnable whenOver) {}

    /**
     * Starts a command; it runs when this returns.
     *
     * @throws SandboxException it cannot be started, or this is closed
     */
    Started start(Command command, Confinement confinement, Map<String, String> environment, boolean errorsApart) {
        // done here, since a file system may not answer, and the starter waits for none
        Runnable whenOver = confinement instanceof Confinement.Sandboxed(var _, Bounds bounds) ? kept.hold(bounds)
                : () -> {};
        try {
            Starting starting = await(CompletableFuture.supplyAsync(
                    () -> starting(command, confinement, environment, errorsApart), starter));
            return started(command, await(starting.leader), confinement, whenOver);
        } catch (RejectedExecutionException closing) {
            whenOver.run();
            throw stopping(command);
        } catch (RuntimeException | Error failure) {
            whenOver.run();
            throw failure;
        }
    }

    private static SandboxException stopping(Command command) {
        return new SandboxException("cannot start \"" + command.text() + "\": Podd is stopping");
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

    /** Runs on the starter, and waits for nothing that a file system can hold up. */
    private Starting starting(Command command, Confinement confinement,
            Map<String, String> environment, boolean errorsApart) {
        requireOpen(command);
        if (newSession.isEmpty()) {
            throw new SandboxException(
                    "cannot start \"" + command.text() + "\": neither setsid nor perl is in a folder of"
                            + " PATH, and without one of them Podd could not end what the command starts");
        }
        requireExpressible(command.text());
        requireExpressible(command.folder().toString());
        return switch (confinement) {
            case Confinement.None _ -> done(start(builder(line(command, plain(command)), environment, errorsApart)));
            case Confinement.Isolated _ -> done(
                    isolated(builder(line(command, plain(command)), environment, errorsApart)));
            case Confinement.Sandboxed sandboxed -> sandboxed(command, sandboxed.bounds(), environment, errorsApart);
        };
    }

    /** A command whose leader is there, or will be. */
    private record Starting(CompletableFuture<Process> leader) {}

    private static Starting done(Process leader) {
        return new Starting(CompletableFuture.completedFuture(leader));
    }

    private void requireOpen(Command command) {
        if (closed) {
            throw stopping(command);
        }
    }

    private Started started(Command command, Process leader, Confinement confinement, Runnable whenOver) {
        try {
            return await(CompletableFuture.supplyAsync(() -> {
                requireOpen(command);
                return released(leader, confinement, whenOver);
            }, starter));
        } catch (RuntimeException | Error failure) {
            leader.destroyForcibly();
            throw failure;
        }
    }

    /** The leader has waited until now. */
    private Started released(Process leader, Confinement confinement, Runnable whenOver) {
        live.add(leader.pid());
        tell("+ " + leader.pid());
        Members members = new Members(leader.pid(), marks().mark(leader.pid()));
        release(leader);
        boolean endsTogether = confinement instanceof Confinement.Sandboxed && sandbox() instanceof Bubblewrap;
        return new Started(leader, members, endsTogether, whenOver);
    }

    private List<String> line(Command command, List<String> words) {
        List<String> line = new ArrayList<>(newSession);
        line.addAll(List.of(SHELL, "-c", GuardScript.LEADER, "sh", command.folder().toString()));
        line.addAll(words);
        return line;
    }

    private static List<String> plain(Command command) {
        return List.of(SHELL, "-c", command.text(), "sh");
    }

    private static ProcessBuilder builder(List<String> line, Map<String, String> environment, boolean errorsApart) {
        ProcessBuilder builder = new ProcessBuilder(line).directory(ROOT.toFile()).redirectErrorStream(!errorsApart);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    private Process isolated(ProcessBuilder builder) {
        return await(CompletableFuture.supplyAsync(() -> start(builder), isolated));
    }

    private Starting sandboxed(Command command, Bounds bounds, Map<String, String> environment,
            boolean errorsApart) {
        Sandbox with = sandbox();
        List<String> words = new ArrayList<>(with.launcher(bounds, command.folder()));
        words.forEach(this::requireExpressible);
        words.addAll(words.isEmpty() ? plain(command)
                : List.of(SHELL, "-c", GuardScript.INSIDE, "sh", command.text(), Integer.toString(MAX_PROCESSES)));
        ProcessBuilder builder = builder(line(command, words), with.environment(environment, bounds), errorsApart);
        return switch (with) {
            case Landlock landlock -> landlocked(landlock, command, bounds, builder);
            case NoSandbox _ -> done(isolated(builder));
            // a sandbox that mounts cannot be started from a domain of Landlock
            case Bubblewrap _,Seatbelt _ -> done(start(builder));
        };
    }

    /** By a thread of its own, which can do nothing else afterwards; it looks at files, and file systems may not answer. */
    private Starting landlocked(Landlock landlock, Command command, Bounds bounds,
            ProcessBuilder builder) {
        if (guard == null) {
            startGuard(); // the first process loads what starting one needs, which the thread below may not read
        }
        CompletableFuture<Process> started = new CompletableFuture<>();
        SandboxException late = new SandboxException("cannot start \"" + command.text() + "\": a file system that it"
                + " may use does not answer");
        CompletableFuture.delayedExecutor(MAX_STARTING, TimeUnit.SECONDS)
                .execute(() -> started.completeExceptionally(late));
        Thread.ofPlatform().daemon().name("podd-landlock-starter").start(() -> {
            try {
                landlock.enter(bounds, List.of(Path.of(System.getProperty("java.home"))));
                Process leader = start(builder);
                if (!started.complete(leader)) {
                    leader.destroyForcibly();
                }
            } catch (RuntimeException | Error failure) {
                started.completeExceptionally(failure);
            }
        });
        return new Starting(started);
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
