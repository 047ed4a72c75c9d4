package dev.podd.tool.builtin;

import dev.podd.tool.ToolException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the work of the file and search tools of one Pod on platform threads, a few at once, each up to a time limit.
 * Comparing, matching and hashing take a processor for seconds, and a system call on a network drive may not return; on
 * a virtual thread either would hold a carrier thread, of which all Pods together have as many as there are processors.
 * Safe on every thread.
 */
final class PlatformWork {
    /** How long an interrupted thread is waited for. */
    private static final Duration LAST_STEP = Duration.ofSeconds(1);

    private final Semaphore permits = new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
    private final Duration limit;

    /** @param limit for one piece of work, the wait for a thread included */
    PlatformWork(Duration limit) {
        this.limit = limit;
    }

    /**
     * Returns what the work returns and throws what it throws.
     *
     * @param name for the thread, and for the message of an exception
     * @throws ToolException        the time limit has passed
     * @throws InterruptedException the caller was interrupted; the work has been interrupted too
     */
    <T> T call(String name, Callable<T> work) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        if (!permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw late(name);
        }
        try {
            return callNow(name, work, end);
        } finally {
            permits.release(); // also when the thread hangs in a system call: it must not keep later calls out
        }
    }

    private <T> T callNow(String name, Callable<T> work, long end) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = Thread.ofPlatform().daemon().name("podd-tool " + name).start(task);
        try {
            return task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            stop(thread);
            throw late(name);
        } catch (InterruptedException e) {
            stop(thread);
            throw e;
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
    }

    private static void stop(Thread thread) throws InterruptedException {
        thread.interrupt();
        thread.join(LAST_STEP);
    }

    private static RuntimeException unwrapped(@Nullable Throwable cause) throws InterruptedException {
        return switch (cause) {
            case RuntimeException e -> e;
            case InterruptedException e -> throw e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(cause);
        };
    }

    private ToolException late(String name) {
        return new ToolException(name + " took longer than " + limit.toSeconds()
                + " s and was stopped; ask for less at once");
    }
}
