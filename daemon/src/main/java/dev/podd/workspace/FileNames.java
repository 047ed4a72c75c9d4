package dev.podd.workspace;

import dev.podd.scope.Scope;
import dev.podd.thread.PlatformWork;
import dev.podd.thread.WorkStoppedException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The files below one folder, listed again when that was a while ago; a listing that takes long goes on in the background,
 * while callers get the one before, or what it has so far. Safe on every thread.
 */
final class FileNames {
    /** A listing that ended no longer ago is not made again. */
    private static final Duration FRESH = Duration.ofSeconds(2);
    /** How long a caller waits for the first listing. */
    private static final Duration FIRST = Duration.ofSeconds(1);
    /** How long a caller waits for a newer one than it could have. */
    private static final Duration NEWER = Duration.ofMillis(100);
    /** What is more is left out. */
    private static final int MAX_FILES = 400_000;

    private final Path folder;
    private final Scope scope;
    private final PlatformWork threads;
    private @Nullable Listing running; // guarded by this
    private @Nullable SoftReference<List<Name>> last; // guarded by this
    private long endedAt; // guarded by this

    /** A file by its path from the folder, and when it was changed, milliseconds since 1970. */
    record Name(String path, long modifiedAt) {}

    FileNames(Path folder, Scope scope, PlatformWork threads) {
        this.folder = folder;
        this.scope = scope;
        this.threads = threads;
    }

    /**
     * In no order.
     *
     * @throws WorkStoppedException there is no listing, and none could be made
     */
    Collection<Name> get() throws InterruptedException {
        List<Name> before;
        Listing listing;
        synchronized (this) {
            before = last == null ? null : last.get();
            if (before != null && System.nanoTime() - endedAt < FRESH.toNanos()) {
                return before;
            }
            if (running == null) {
                running = new Listing();
                Thread.ofVirtual().name("file names").start(running);
            }
            listing = running;
        }
        boolean isDone = listing.done.await((before == null ? FIRST : NEWER).toMillis(), TimeUnit.MILLISECONDS);
        WorkStoppedException failure = listing.failure;
        if (failure != null && before == null) {
            throw failure;
        }
        return (isDone && failure == null) || before == null ? listing.names : before;
    }

    private synchronized void ended(Listing listing) {
        running = null;
        if (listing.isWhole) {
            last = new SoftReference<>(List.copyOf(listing.names));
            endedAt = System.nanoTime();
        }
    }

    /** One walk over the folder. */
    private final class Listing implements Runnable {
        private final ConcurrentLinkedQueue<Name> names = new ConcurrentLinkedQueue<>();
        private final AtomicInteger count = new AtomicInteger();
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile @Nullable WorkStoppedException failure;
        private volatile boolean isWhole;

        @Override
        public void run() {
            try {
                threads.call("finding files", folder.toString(), this::walk);
                isWhole = true;
            } catch (WorkStoppedException e) {
                failure = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended(this);
                done.countDown();
            }
        }

        private Unreadable walk() throws InterruptedException {
            return new Walk(scope, this::add).run(folder, RulesAbove.of(folder, scope));
        }

        private void add(FoundFile file) {
            if (count.incrementAndGet() <= MAX_FILES) {
                names.add(new Name(file.path(), file.modifiedAt()));
            }
        }
    }
}
