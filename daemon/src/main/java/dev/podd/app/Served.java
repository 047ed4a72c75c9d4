package dev.podd.app;

import dev.podd.buffer.Buffers;
import dev.podd.daemon.DaemonException;
import dev.podd.daemon.RunFolder;
import dev.podd.daemon.SocketServer;
import dev.podd.lsp.Host;
import dev.podd.lsp.LspConnection;
import dev.podd.lsp.RemoteCommand;
import dev.podd.lsp.RemoteConsole;
import dev.podd.pod.PodState;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The shared daemon: serves every window of the person at its socket until it is told to stop, or has been without
 * connections and work for a while.
 */
final class Served implements Host {
    private static final System.Logger LOG = System.getLogger(Served.class.getName());
    /** How long a Pod is kept that nobody has before them and that does nothing. */
    private static final Duration UNWATCHED = Duration.ofMinutes(1);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(100);

    private final AppContext context;
    private final RunFolder folder;
    private final SocketServer server;
    private final Duration idle;
    private final long startedAt;
    private final Lazy<Daemon> daemon;
    private final Map<SocketChannel, LspConnection> connections = new ConcurrentHashMap<>();
    private volatile long busyAt = System.nanoTime();
    private volatile boolean isLeaving;

    /**
     * Listens at once, and makes all else ready in the background.
     *
     * @param idle how long without connections and work until it ends
     * @throws DaemonException another one serves already, or nobody can
     */
    Served(AppContext context, Duration idle) throws DaemonException {
        this.context = context;
        this.folder = context.runFolder();
        this.idle = idle;
        this.startedAt = context.environment().clock().millis();
        this.daemon = new Lazy<>(context::sharedDaemon);
        this.server = SocketServer.open(folder, Version.edition());
        context.environment().atExit().accept(server::close);
    }

    /** Serves until the end; what runs then is cancelled, what waits is written. */
    void run() {
        Thread.ofPlatform().daemon().name("podd-start").start(daemon::prepare);
        Thread.ofPlatform().daemon().name("podd-idle").start(this::watch);
        try {
            server.serve(this::serve);
            while (isLeaving && isWorking()) {
                pause(STEP);
            }
        } finally {
            server.close();
            connections.values().forEach(LspConnection::tellEnding);
            daemon.seal().ifPresent(Daemon::close);
            connections.keySet().forEach(Served::close);
        }
    }

    private void serve(SocketChannel connection) {
        LspConnection conversation = new LspConnection(Channels.newInputStream(connection),
                Channels.newOutputStream(connection), new Buffers(context.environment().clock()),
                () -> daemon.get().pods(), context.environment().variables(), this, context.bugs()::told);
        connections.put(connection, conversation);
        try {
            conversation.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(connection);
            connections.remove(connection);
            busyAt = System.nanoTime();
        }
    }

    private static void close(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection did not close", e);
        }
    }

    /** Ends the daemon when nobody has needed it for long enough. */
    private void watch() {
        Duration step = idle.dividedBy(4).compareTo(LONGEST_STEP) < 0 ? idle.dividedBy(4) : LONGEST_STEP;
        while (true) {
            pause(step);
            daemon.get().pods().closeUnwatched(UNWATCHED);
            if (!connections.isEmpty() || isWorking()) {
                busyAt = System.nanoTime();
            } else if (System.nanoTime() - busyAt > idle.toNanos()) {
                LOG.log(System.Logger.Level.INFO, "nobody has needed the daemon for " + idle);
                server.close();
                return;
            }
        }
    }

    private boolean isWorking() {
        return daemon.get().pods().all().stream().anyMatch(pod -> pod.state() == PodState.RUNNING);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String version() {
        return Version.number();
    }

    @Override
    public Status status() {
        return new Status(ProcessHandle.current().pid(), folder.socket().toString(), startedAt, connections.size(),
                daemon.get().pods().all().size(), Memory.resident());
    }

    /** On a platform thread of its own, since a command may read and write files that hang. */
    @Override
    public int command(RemoteCommand command, RemoteConsole console) throws InterruptedException {
        AppContext here = context.of(RemoteStreams.of(context.environment(), command, console),
                new SharedBackend(daemon.get()));
        FutureTask<Integer> run = new FutureTask<>(
                () -> new Commands(here).run(command.arguments().toArray(String[]::new)));
        Thread thread = Thread.ofPlatform().daemon().name("podd-command").start(run);
        try {
            return run.get();
        } catch (InterruptedException gone) {
            thread.interrupt();
            throw gone;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void stop(boolean whenIdle) {
        isLeaving = whenIdle;
        server.close();
    }
}
