package dev.podd.daemon;

import dev.podd.state.PrivateFiles;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Finds the daemon or starts it: of many that need one at the same instant, one starts it and the others wait. */
public final class Election {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration HANDOVER = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(4);

    private final RunFolder folder;
    private final Starter starter;
    private final Edition own;

    /** @param own what this process runs; an older daemon hands over to it */
    public Election(RunFolder folder, Starter starter, Edition own) {
        this.folder = folder;
        this.starter = starter;
        this.own = own;
    }

    /** A connection to the daemon that runs; null where none does. */
    public static @Nullable SocketChannel running(RunFolder folder) {
        if (!folder.isOwn()) {
            return null;
        }
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(folder.socket()));
        } catch (IOException nobodyListens) {
            return null;
        }
    }

    /**
     * A connection to the daemon, which is started if none runs.
     *
     * @throws DaemonException there is none, and none can be started
     */
    public SocketChannel connect() throws DaemonException, InterruptedException {
        SocketChannel found = running(folder);
        if (found != null && isOlder()) {
            askToHandOver(found);
            found = running(folder); // the older one, while its turns run
        }
        return found != null ? found : start();
    }

    private boolean isOlder() {
        try {
            return own.isNewerThan(Files.readString(folder.service()));
        } catch (IOException gone) {
            return false;
        }
    }

    /** Asks an older daemon to end when no turn runs; waits until it has taken note, or for a while. */
    private static void askToHandOver(SocketChannel older) throws InterruptedException {
        Thread asking = Thread.ofPlatform().daemon().name("podd-handover").start(() -> ask(older));
        asking.join(HANDOVER);
        if (asking.isAlive()) {
            asking.interrupt(); // which closes the channel too
            asking.join();
        }
    }

    private static void ask(SocketChannel older) {
        boolean[] isDone = {false};
        try (older) {
            FrameCutter frames = new FrameCutter(new Cutter.Sink() {
                @Override
                public void message(byte[] body) {
                    isDone[0] = true;
                }

                @Override
                public void stray(byte[] bytes) {
                    isDone[0] = true;
                }
            });
            Wire.send(older, Wire.request("1", "daemon/stop", "{\"whenIdle\":true}"));
            byte[] buffer = new byte[4096];
            for (int count = 0; count >= 0 && !isDone[0];) {
                count = older.read(ByteBuffer.wrap(buffer));
                frames.take(buffer, Math.max(0, count));
            }
        } catch (IOException ended) {
            // which is what was wanted
        }
    }

    private SocketChannel start() throws DaemonException, InterruptedException {
        folder.prepare();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (FileChannel file = PrivateFiles.open(folder.election(), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            FileLock turn = file.tryLock();
            while (turn == null) {
                SocketChannel found = pausedAndFound(end);
                if (found != null) {
                    return found;
                }
                turn = file.tryLock();
            }
            SocketChannel found = running(folder);
            if (found != null) {
                return found;
            }
            starter.prepareLog();
            Starter.Started started = starter.start();
            while (found == null) {
                boolean hasEnded = started.hasEnded(); // looked at first: it may have found another one that listens
                found = pausedAndFound(end);
                if (found == null && hasEnded) {
                    throw new DaemonException("the daemon ended as it began (" + started.reason() + "); see "
                            + starter.log());
                }
            }
            return found;
        } catch (IOException e) {
            throw new DaemonException("the daemon cannot be started at " + folder.socket() + ": " + e, e);
        }
    }

    private @Nullable SocketChannel pausedAndFound(long end) throws DaemonException, InterruptedException {
        if (System.nanoTime() > end) {
            throw new DaemonException("the daemon did not answer at " + folder.socket() + " within "
                    + PATIENCE.toSeconds() + " s; see " + starter.log());
        }
        Thread.sleep(STEP);
        return running(folder);
    }
}
