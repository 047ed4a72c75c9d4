package dev.podd.app;

import dev.podd.acp.AcpConnection;
import dev.podd.buffer.Buffers;
import dev.podd.daemon.DaemonException;
import dev.podd.daemon.RunFolder;
import dev.podd.daemon.SocketServer;
import dev.podd.daemon.Starter;
import dev.podd.door.DoorConnection;
import dev.podd.lsp.Host;
import dev.podd.lsp.LspConnection;
import dev.podd.lsp.RemoteCommand;
import dev.podd.lsp.RemoteConsole;
import dev.podd.terminal.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PushbackInputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The shared daemon: serves every window of the person at its socket until it is told to stop, or has been without
 * connections and work for a while.
 */
final class Served implements Host {
    private static final System.Logger LOG = System.getLogger(Served.class.getName());
    private static final String IDLE_VARIABLE = "PODD_IDLE_SECONDS";
    private static final Duration IDLE = Duration.ofMinutes(10);
    /** How long a Pod is kept that nobody has before them and that does nothing. */
    private static final Duration UNWATCHED = Duration.ofMinutes(1);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(10);
    private static final Duration LEAVING_STEP = Duration.ofMillis(100);

    private final AppContext context;
    private final RunFolder folder;
    private final SocketServer server;
    private final Duration idle;
    private final Duration step;
    private final Thread watching;
    private final long startedAt;
    private final Lazy<Daemon> daemon;
    private final Map<SocketChannel, DoorConnection> connections = new ConcurrentHashMap<>();
    private volatile long busyAt = System.nanoTime();
    /** Opened when it is to end with its last turn. */
    private final CountDownLatch leaving = new CountDownLatch(1);

    /**
     * Listens at once, and makes all else ready in the background.
     *
     * @throws DaemonException another one serves already, or nobody can
     */
    private Served(AppContext context) throws DaemonException {
        this.context = context;
        this.folder = context.runFolder();
        this.idle = idle(context.environment().variable(IDLE_VARIABLE));
        this.step = idle.dividedBy(4).compareTo(LONGEST_STEP) < 0 ? idle.dividedBy(4) : LONGEST_STEP;
        this.watching = Thread.ofPlatform().daemon().name("podd-idle").unstarted(this::watch);
        this.startedAt = context.environment().clock().millis();
        this.daemon = new Lazy<>(context::sharedDaemon);
        this.server = SocketServer.open(folder, Version.edition());
        context.environment().atExit().accept(server::close);
    }

    /** Whether the daemon is asked for, which windows wait for, so that the command line need not be read at length. */
    static boolean isAllOf(String... arguments) {
        return List.of(arguments).equals(Starter.ARGUMENTS);
    }

    /** @return the exit code */
    static int run(AppContext context) {
        try {
            new Served(context).run();
            return ExitCode.FINISHED.code();
        } catch (DaemonException e) {
            PrintStream err = context.environment().screen().err();
            err.println("podd: " + e.getMessage());
            err.flush();
            return ExitCode.ERROR.code();
        }
    }

    /** How long without connections and work until it ends. */
    private static Duration idle(@Nullable String seconds) {
        return seconds != null && seconds.matches("[1-9][0-9]{0,6}") ? Duration.ofSeconds(Long.parseLong(seconds))
                : IDLE;
    }

    /** Serves until the end; what runs then is cancelled, what waits is written. */
    private void run() {
        Thread.ofPlatform().daemon().name("podd-start").start(daemon::prepare);
        context.prepareManifests();
        watching.start();
        try {
            server.serve(this::serve);
        } finally {
            server.close();
            connections.values().forEach(DoorConnection::tellEnding);
            daemon.seal().ifPresent(Daemon::close);
            connections.keySet().forEach(Served::close);
        }
    }

    private void serve(SocketChannel connection) {
        try {
            DoorConnection conversation = conversation(new PushbackInputStream(Channels.newInputStream(connection)),
                    Channels.newOutputStream(connection));
            connections.put(connection, conversation);
            conversation.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection ended before it said anything", e);
        } finally {
            close(connection);
            connections.remove(connection);
            busyAt = System.nanoTime();
        }
    }

    /** The first byte tells which protocol is spoken: a header has letters, a line is an object. */
    private DoorConnection conversation(PushbackInputStream in, OutputStream out) throws IOException {
        int first = in.read();
        if (first >= 0) {
            in.unread(first);
        }
        return first == '{'
                ? new AcpConnection(in, out, () -> daemon.get().pods(), context.environment().variables(), version(),
                        context.bugs()::told)
                : new LspConnection(in, out, new Buffers(context.environment().clock()), () -> daemon.get().pods(),
                        context.environment().variables(), this, context.bugs()::told);
    }

    private static void close(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection did not close", e);
        }
    }

    /** Ends the daemon when nobody has needed it for long enough, or when it is to leave and has nothing to do. */
    private void watch() {
        while (!hasToEnd()) {
            pause();
        }
        server.close();
    }

    private boolean hasToEnd() {
        try {
            daemon.get().pods().closeUnwatched(UNWATCHED);
            boolean isWorking = daemon.get().pods().areWorking();
            if (!connections.isEmpty() || isWorking) {
                busyAt = System.nanoTime();
            }
            return leaving.getCount() == 0 ? !isWorking : System.nanoTime() - busyAt > idle.toNanos();
        } catch (RuntimeException e) {
            context.bugs().told("the daemon's watch", e);
            return false;
        }
    }

    private void pause() {
        try {
            if (leaving.await(step.toMillis(), TimeUnit.MILLISECONDS)) {
                Thread.sleep(LEAVING_STEP);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("a thread that nobody knows was interrupted", e);
        }
    }

    @Override
    public String version() {
        return Version.number();
    }

    @Override
    public Status status() {
        return new Status(ProcessHandle.current().pid(), folder.socket().toString(), startedAt, editors(),
                daemon.get().pods().all().size(), Memory.resident());
    }

    @Override
    public @Nullable String trouble() {
        return null;
    }

    private int editors() {
        return (int) connections.values().stream().filter(DoorConnection::isEditor).count();
    }

    /** On a platform thread of its own, since a command may read and write files that hang. */
    @Override
    public int command(RemoteCommand command, RemoteConsole console) throws InterruptedException {
        AppContext here = context.of(RemoteStreams.of(context.environment(), command, console),
                new SharedBackend(daemon.get()));
        FutureTask<Integer> run = new FutureTask<>(
                () -> new Commands(here).run(command.arguments().toArray(String[]::new)));
        AtomicBoolean isStopped = new AtomicBoolean();
        Thread thread = Thread.ofPlatform().daemon().name("podd-command").unstarted(run);
        console.whenInterrupted(() -> {
            isStopped.set(true);
            thread.interrupt();
        });
        thread.start();
        try {
            int code = run.get();
            return isStopped.get() && code == ExitCode.ERROR.code() ? ExitCode.CANCELLED.code() : code;
        } catch (InterruptedException gone) {
            thread.interrupt();
            throw gone;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void stop(boolean whenIdle) {
        if (whenIdle) {
            leaving.countDown();
        } else {
            server.close();
        }
    }
}
