package dev.podd.thread;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on platform threads, some at once, each up to a time limit. Comparing, matching and hashing take a processor
 * for seconds, and a system call on a network drive may not return; on a virtual thread either would hold a carrier
 * thread, of which all Pods together have as many as there are processors. A thread that an interrupt does not end is
 * left behind and counted as hanging until it ends after all; there are never more threads than work at once and hanging
 * threads together. Safe on every thread.
 */
public final class PlatformWork {
    /** How long an interrupted thread is waited for. */
    private static final Duration LAST_STEP = Duration.ofSeconds(1);
    /** The same where the caller was interrupted, who must be answered soon. */
    private static final Duration LAST_STEP_OF_CANCEL = Duration.ofMillis(50);
    /** Hanging threads about one path: one more would hang too. */
    private static final int MAX_SAME = 4;

    private final Duration limit;
    private final int maxHanging;
    private final Semaphore permits;
    private final Set<Work> running = ConcurrentHashMap.newKeySet();

    /**
     * @param limit      for one piece of work, the wait for a thread included
     * @param atOnce     pieces of work that run while their callers wait; more wait for a thread
     * @param maxHanging hanging threads, beyond which work is refused
     */
    public PlatformWork(Duration limit, int atOnce, int maxHanging) {
        this.limit = limit;
        this.maxHanging = maxHanging;
        this.permits = new Semaphore(atOnce, true);
    }

    /** One piece of work, from the start of its thread to the thread's end. */
    private static final class Work {
        private final String name;
        private final String path;
        private final long begun = System.nanoTime();
        private volatile boolean hangs;

        private Work(String name, String path) {
            this.name = name;
            this.path = path;
        }

        @Override
        public String toString() {
            return name + (path.isEmpty() ? "" : " of " + path);
        }
    }

    /**
     * Returns what the work returns and throws what it throws.
     *
     * @param name for the thread, and for the message of an exception
     * @param path that the work looks at, for the same message; empty for none in particular
     * @throws WorkStoppedException the time limit has passed, or too much hangs
     * @throws InterruptedException the caller was interrupted; the work has been interrupted too
     */
    public <T> T call(String name, String path, Callable<T> work) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        requireFewHanging(name, path);
        if (!permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new WorkStoppedException(new Work(name, path) + " waited longer than " + limit.toSeconds()
                    + " s for other work to end, and was not begun");
        }
        try {
            return callNow(new Work(name, path), work, end);
        } finally {
            permits.release(); // also when the thread hangs in a system call: it must not keep later calls out
        }
    }

    /**
     * Like {@link #call}; an interrupt of the caller remains set.
     *
     * @throws WorkStoppedException the caller was interrupted, too
     */
    public <T> T get(String name, String path, Supplier<T> work) {
        try {
            return call(name, path, work::get);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkStoppedException(new Work(name, path) + " was stopped");
        }
    }

    /** How many threads hang now. */
    int hanging() {
        return (int) running.stream().filter(work -> work.hangs).count();
    }

    private void requireFewHanging(String name, String path) {
        List<Work> hanging = running.stream().filter(work -> work.hangs)
                .sorted(Comparator.comparingLong(work -> work.begun)).toList();
        List<Work> same = hanging.stream().filter(work -> !path.isEmpty() && work.path.equals(path)).toList();
        if (hanging.size() >= maxHanging || same.size() >= MAX_SAME) {
            Work first = same.size() >= MAX_SAME ? same.getFirst() : hanging.getFirst();
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - first.begun);
            throw new WorkStoppedException(new Work(name, path) + " was not begun: " + hanging.size()
                    + " earlier calls still hang where a file system does not answer, such as " + first + " for "
                    + seconds + " s. It can be tried again when they have ended");
        }
    }

    private <T> T callNow(Work work, Callable<T> task, long end) throws InterruptedException {
        FutureTask<T> result = new FutureTask<>(task);
        Thread thread = Thread.ofPlatform().daemon().name("podd-work " + work.name).start(() -> {
            running.add(work);
            try {
                result.run();
            } finally {
                running.remove(work);
            }
        });
        try {
            return result.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            stop(work, thread, LAST_STEP);
            throw late(work);
        } catch (InterruptedException e) {
            stop(work, thread, LAST_STEP_OF_CANCEL);
            throw e;
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
    }

    private static void stop(Work work, Thread thread, Duration patience) throws InterruptedException {
        thread.interrupt();
        try {
            thread.join(patience);
        } finally {
            work.hangs = thread.isAlive();
        }
    }

    private static RuntimeException unwrapped(@Nullable Throwable cause) throws InterruptedException {
        return switch (cause) {
            case RuntimeException e -> e;
            case InterruptedException e -> throw e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(cause);
        };
    }

    private WorkStoppedException late(Work work) {
        return new WorkStoppedException(work + " took longer than " + limit.toSeconds() + " s and "
                + (work.hangs ? "hangs still: the file system does not answer"
                        : "was stopped; ask for less at once"));
    }
}
