package dev.podd.app;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Handles what no thread caught. An exception is logged. An error that leaves the whole process in doubt, such as a lack
 * of memory, ends it: sessions are closed as at any other exit, and where that takes too long the process is halted.
 * Threads and memory that the end needs are set aside at the start.
 */
final class FatalErrors implements Thread.UncaughtExceptionHandler {
    static final int EXIT_CODE = 1;

    private static final int RESERVE_BYTES = 1 << 20;
    private static final long SECONDS_TO_EXIT = 5;

    private final BugLog bugs;
    private final PrintStream err;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final AtomicReference<byte @Nullable []> reserve = new AtomicReference<>(new byte[RESERVE_BYTES]);

    /**
     * @param err  standard error
     * @param exit ends the process with a code, its last work done; does not return
     * @param halt ends the process with a code at once
     */
    FatalErrors(BugLog bugs, PrintStream err, IntConsumer exit, IntConsumer halt) {
        this.bugs = bugs;
        this.err = err;
        start("podd-fatal-exit", () -> {
            ending.await();
            exit.accept(EXIT_CODE);
        });
        start("podd-fatal-halt", () -> {
            ending.await();
            TimeUnit.SECONDS.sleep(SECONDS_TO_EXIT);
            halt.accept(EXIT_CODE);
        });
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (!isFatal(failure)) {
            err.println("podd: " + bugs.told("thread " + thread.getName(), failure));
            return;
        }
        if (reserve.getAndSet(null) != null) {
            try {
                err.println(failure instanceof OutOfMemoryError
                        ? "podd: out of memory; Podd ends. Sessions keep all that was written; start Podd again"
                        : "podd: the Java virtual machine failed; Podd ends");
                err.println("podd: " + bugs.told("thread " + thread.getName(), failure));
            } finally {
                ending.countDown();
            }
        }
    }

    /** A stack that was too deep is gone when it is thrown; everything else of the kind stays. */
    private static boolean isFatal(Throwable failure) {
        return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    }

    private static void start(String name, Interruptible work) {
        Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private interface Interruptible {
        void run() throws InterruptedException;
    }
}
