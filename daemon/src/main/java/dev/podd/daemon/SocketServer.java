package dev.podd.daemon;

import dev.podd.state.PrivateFiles;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/** The daemon's end of the socket. Of all processes of a person one has it; what another left behind is removed. */
public final class SocketServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SocketServer.class.getName());
    private static final int BACKLOG = 128;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(5);

    private final RunFolder folder;
    private final FileChannel service;
    private final ServerSocketChannel listening;
    private final UserPrincipal owner;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private SocketServer(RunFolder folder, FileChannel service, ServerSocketChannel listening) throws IOException {
        this.folder = folder;
        this.service = service;
        this.listening = listening;
        this.owner = Files.getOwner(folder.socket());
    }

    /** Takes one connection; called on a thread of its own, and closes the channel. */
    public interface Handler {
        void serve(SocketChannel connection);
    }

    /**
     * Listens from here on.
     *
     * @param own what this process runs, told to those that look for the daemon
     * @throws DaemonException another process serves, or the folder cannot be used
     */
    public static SocketServer open(RunFolder folder, Edition own) throws DaemonException {
        folder.prepare();
        try {
            FileChannel service = PrivateFiles.open(folder.service(), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            take(service, folder);
            service.truncate(0).write(
                    ByteBuffer.wrap((own.told(ProcessHandle.current().pid()) + "\n").getBytes(StandardCharsets.UTF_8)));
            Files.deleteIfExists(folder.socket());
            return new SocketServer(folder, service, ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                    .bind(UnixDomainSocketAddress.of(folder.socket()), BACKLOG));
        } catch (IOException e) {
            throw new DaemonException("cannot listen at " + folder.socket() + ": " + e, e);
        }
    }

    /** A daemon that is ending keeps the right for a moment longer than its socket. */
    private static void take(FileChannel service, RunFolder folder) throws IOException, DaemonException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (service.tryLock() == null) {
            SocketChannel other = Election.running(folder);
            if (other != null || System.nanoTime() > end) {
                service.close();
                closeQuietly(other);
                throw new DaemonException("another daemon has " + folder.socket());
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private static void closeQuietly(@Nullable SocketChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    /** Takes connections until {@link #close}. */
    public void serve(Handler handler) {
        while (listening.isOpen()) {
            try {
                hand(listening.accept(), handler);
            } catch (IOException e) {
                if (listening.isOpen()) {
                    LOG.log(System.Logger.Level.WARNING, "a connection was not taken", e);
                    LockSupport.parkNanos(STEP.toNanos()); // such as for want of file descriptors
                }
            }
        }
    }

    private void hand(SocketChannel connection, Handler handler) throws IOException {
        boolean isTaken = false;
        try {
            isTaken = isOfOwner(connection);
            if (isTaken) {
                Thread.ofPlatform().daemon().name("podd-connection").start(() -> handler.serve(connection));
            }
        } finally {
            if (!isTaken) {
                connection.close();
            }
        }
    }

    /** The folder keeps others out; where the system tells who connects, it is asked as well. */
    private boolean isOfOwner(SocketChannel connection) throws IOException {
        if (!connection.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return true;
        }
        UnixDomainPrincipal peer = connection.getOption(ExtendedSocketOptions.SO_PEERCRED);
        return peer.user().equals(owner);
    }

    /** Listens no more; connections go on. The next daemon may listen. */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return; // by now the socket may be another daemon's
        }
        try (service) {
            listening.close();
            Files.deleteIfExists(folder.socket());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the socket was not removed", e);
        }
    }
}
