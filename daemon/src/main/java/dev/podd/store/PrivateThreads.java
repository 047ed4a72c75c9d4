package dev.podd.store;

import dev.podd.log.LogException;
import dev.podd.log.StoreFailedException;
import dev.podd.log.StoreFailedException.Reason;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Platform threads that no other code can interrupt. Files are read and written on these alone: an interrupt closes the
 * file that its thread reads or writes, and a read of damaged data may never end, so that its caller must be able to time
 * out.
 */
final class PrivateThreads implements AutoCloseable {
    /** How long an interrupted caller waits for its work to stop; the work of a disk that hangs is left behind. */
    private static final Duration TO_STOP = Duration.ofSeconds(1);

    private final Duration patience;
    private final ExecutorService threads = Executors
            .newCachedThreadPool(Thread.ofPlatform().daemon().name("podd-store").factory());

    /** @param patience how long to wait for something that makes no progress */
    PrivateThreads(Duration patience) {
        this.patience = patience;
    }

    /** Moves on as work is done, and stops the work when its caller wants it no more. */
    static final class Progress {
        private volatile long steps;
        private volatile boolean isCancelled;

        /**
         * On the working thread.
         *
         * @throws CancellationException the caller of {@link PrivateThreads#callInterruptibly} was interrupted
         */
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
        void step() {
            steps++;
            if (isCancelled) {
                throw new CancellationException("the work was cancelled");
            }
        }

        void cancel() {
            isCancelled = true;
        }

        long steps() {
            return steps;
        }
    }

    private interface Wait<T> {
        T result() throws InterruptedException, ExecutionException, TimeoutException;
    }

    /** Work that tells how it gets on. */
    interface Work<T> {
        T run(Progress progress) throws Exception;
    }

    /** How long to wait for something that makes no progress. */
    Duration patience() {
        return patience;
    }

    /** Work that was begun, whose result may be asked for by several. */
    final class Begun<T> {
        private final String what;
        private final Future<T> result;
        private final Progress progress;

        private Begun(String what, Future<T> result, Progress progress) {
            this.what = what;
            this.result = result;
            this.progress = progress;
        }

        boolean isDone() {
            return result.state() == Future.State.SUCCESS;
        }

        /** Waits, interrupted or not, as long as it gets on. */
        T result() {
            try {
                return result(() -> uninterrupted(result, patience));
            } catch (InterruptedException e) {
                throw new IllegalStateException("a wait that no interrupt ends was interrupted", e);
            }
        }

        private T resultOrInterrupt() throws InterruptedException {
            return result(() -> result.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        }

        private T result(Wait<T> wait) throws InterruptedException {
            long seen = 0;
            while (true) {
                try {
                    return wait.result();
                } catch (ExecutionException e) {
                    throw Faults.reading(what, e.getCause() == null ? e : e.getCause());
                } catch (TimeoutException e) {
                    if (progress.steps() == seen) {
                        throw new StoreFailedException(Reason.OTHER,
                                what + " cannot be read: no progress for " + patience.toMillis() + " ms", e);
                    }
                    seen = progress.steps();
                }
            }
        }
    }

    /**
     * Like {@link #call}, for work that may end at any of its steps: an interrupt of the caller ends it at the next one.
     *
     * @throws CancellationException it was ended so; the interrupt is restored
     */
    <T> T callInterruptibly(String what, Work<T> work) {
        Begun<T> begun = begin(what, work);
        boolean isInterrupted = false;
        try {
            return begun.resultOrInterrupt();
        } catch (InterruptedException e) {
            isInterrupted = true;
            begun.progress.cancel();
            return stopped(begun);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T> T stopped(Begun<T> begun) {
        try {
            return uninterrupted(begun.result, TO_STOP);
        } catch (ExecutionException | TimeoutException e) {
            Faults.throwIfFatal(e);
            CancellationException cancelled = new CancellationException(begun.what + ": the reading was cancelled");
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    /** @param what what cannot be read if it fails, for the message */
    <T> Begun<T> begin(String what, Work<T> work) {
        Progress progress = new Progress();
        return new Begun<>(what, threads.submit(() -> work.run(progress)), progress);
    }

    /** What needs no work. */
    <T> Begun<T> done(T result) {
        return new Begun<>("", CompletableFuture.completedFuture(result), new Progress());
    }

    /**
     * Does the work on a thread of its own and waits for it.
     *
     * @throws LogException whatever it threw
     */
    <T> T call(String what, Work<T> work) {
        return begin(what, work).result();
    }

    /** Waits for a result; an interrupt is restored when the wait ends. */
    static <T extends @Nullable Object> T uninterrupted(Future<T> result, Duration patience)
            throws ExecutionException, TimeoutException {
        long end = System.nanoTime() + patience.toNanos();
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return result.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
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

    /** Work that runs is not stopped. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
