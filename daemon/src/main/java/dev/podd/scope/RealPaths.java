package dev.podd.scope;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where files really lie that nobody asked for, such as those open in editors. A folder that does not answer within a second
 * is left out, with its files, until it does: it must not hold up who asks about other files. Safe on every thread.
 */
public final class RealPaths {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** When so many folders hang, the next one is waited for. */
    private static final int MAX_HANGING = 8;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(0, MAX_HANGING, IDLE.toSeconds(),
            TimeUnit.SECONDS, new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("podd-real-paths").factory());
    private final Set<Path> silent = ConcurrentHashMap.newKeySet();

    /** By the names of the files; without those that are left out, or cannot be resolved. */
    public Map<Path, Path> of(Collection<Path> files) {
        Map<Path, Path> found = new HashMap<>();
        Deque<Path> rest = new ArrayDeque<>(files);
        while (!rest.isEmpty()) {
            rest.removeIf(file -> silent.contains(folder(file)));
            Round round = new Round(rest);
            try {
                threads.execute(round);
            } catch (RejectedExecutionException manyHang) {
                round.run();
            }
            Path stuck = round.await();
            found.putAll(round.found);
            rest.removeIf(round.done::contains);
            if (stuck != null) {
                rest.remove(stuck);
            }
        }
        return found;
    }

    /** Whether a file is left out now since its folder has not answered. */
    public boolean isSilent(Path file) {
        return silent.contains(folder(file));
    }

    private static Path folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    /** Looks at one file after the other, until one hangs. */
    private final class Round implements Runnable {
        private final Deque<Path> files;
        private final Map<Path, Path> found = new ConcurrentHashMap<>();
        private final Set<Path> done = ConcurrentHashMap.newKeySet();
        private final CountDownLatch isOver = new CountDownLatch(1);
        private @Nullable Path now; // guarded by this
        private boolean isLate; // guarded by this

        Round(Collection<Path> files) {
            this.files = new ArrayDeque<>(files);
        }

        @Override
        public void run() {
            try {
                for (Path file = next(); file != null; file = next()) {
                    Path asked = file;
                    RealPath.of(asked).ifPresent(real -> found.put(asked, real));
                    done.add(asked);
                }
            } finally {
                end();
            }
        }

        private synchronized @Nullable Path next() {
            if (isLate) {
                return null;
            }
            now = files.poll();
            return now;
        }

        private synchronized void end() {
            if (isLate && now != null) {
                silent.remove(folder(now));
            }
            isOver.countDown();
        }

        /** The file that it hangs at; null when it is over. Not interruptible: it does not take long. */
        @Nullable Path await() {
            long end = System.nanoTime() + PATIENCE.toNanos();
            boolean isInterrupted = false;
            try {
                while (true) {
                    try {
                        return isOver.await(end - System.nanoTime(), TimeUnit.NANOSECONDS) ? null : late();
                    } catch (InterruptedException e) {
                        isInterrupted = true;
                    }
                }
            } finally {
                if (isInterrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private synchronized @Nullable Path late() {
            if (isOver.getCount() == 0 || now == null) {
                return null;
            }
            isLate = true;
            silent.add(folder(now));
            return now;
        }
    }
}
