package dev.podd.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Gives memory back to the system that a busy time has left: the collector does so only when it is asked. Asks on a
 * thread of its own while nothing runs and the heap is large; less often where that gave nothing back.
 */
final class IdleMemory implements AutoCloseable {
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(3);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(24);
    /** A heap that is smaller is left as it is. */
    private static final long SMALL_BYTES = 96L << 20;
    /** The collector gives back a part each time, all of it with the fourth. */
    private static final int STEPS = 4;

    private final BooleanSupplier isBusy;
    private final Thread thread;

    IdleMemory(BooleanSupplier isBusy) {
        this.isBusy = isBusy;
        this.thread = Thread.ofPlatform().daemon().name("podd-memory").start(this::watch);
    }

    private void watch() {
        Duration pause = LEAST_PAUSE;
        try {
            while (true) {
                Thread.sleep(pause);
                if (Runtime.getRuntime().totalMemory() > SMALL_BYTES && !isBusy.getAsBoolean()) {
                    Duration longer = pause.multipliedBy(2);
                    pause = hasShrunk() ? LEAST_PAUSE : longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
                }
            }
        } catch (InterruptedException closed) {
            // nothing is left to do
        }
    }

    private static boolean hasShrunk() {
        Runtime runtime = Runtime.getRuntime();
        long before = runtime.totalMemory();
        runtime.gc();
        if (runtime.freeMemory() < before / 2) {
            return false;
        }
        for (int i = 1; i < STEPS; i++) {
            runtime.gc();
        }
        return true;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
