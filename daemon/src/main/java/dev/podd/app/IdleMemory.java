package dev.podd.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Gives memory back to the system that a busy time has left: the collector does so only when it is asked. Asks on a
 * thread of its own while nothing runs, the heap is large and something has happened since it last asked; less often
 * where that gave nothing back, and soon all the same once much has been taken since. How much of the heap may stay
 * free is an option of the launcher.
 */
final class IdleMemory implements AutoCloseable {
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(3);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(24);
    /** A heap that is smaller is left as it is. */
    private static final long SMALL_BYTES = 24L << 20;
    /** So much is taken by a few requests; a daemon that nobody uses needs hours for it. */
    private static final long SOME_BYTES = 1L << 20;
    /** So much more is another busy time, whatever came of asking after the one before. */
    private static final long MUCH_BYTES = 64L << 20;

    private final BooleanSupplier isBusy;
    private final Thread thread;
    /** What was taken and what was used after the last time; of the thread alone. */
    private long lastTotal;
    private long lastUsed;

    IdleMemory(BooleanSupplier isBusy) {
        this.isBusy = isBusy;
        this.thread = Thread.ofPlatform().daemon().name("podd-memory").start(this::watch);
    }

    private void watch() {
        Duration pause = LEAST_PAUSE;
        Duration waited = Duration.ZERO;
        try {
            while (true) {
                Thread.sleep(LEAST_PAUSE);
                waited = waited.plus(LEAST_PAUSE);
                boolean isDue = waited.compareTo(pause) >= 0 || total() > lastTotal + MUCH_BYTES;
                if (isDue && isWorthIt() && !isBusy.getAsBoolean()) {
                    Duration longer = pause.multipliedBy(2);
                    pause = hasShrunk() ? LEAST_PAUSE : longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
                    waited = Duration.ZERO;
                }
            }
        } catch (InterruptedException closed) {
            // nothing is left to do
        }
    }

    private boolean isWorthIt() {
        return total() > SMALL_BYTES && (total() > lastTotal || used() > lastUsed + SOME_BYTES);
    }

    private boolean hasShrunk() {
        long before = total();
        Runtime.getRuntime().gc();
        lastTotal = total();
        lastUsed = used();
        return lastTotal < before;
    }

    private static long total() {
        return Runtime.getRuntime().totalMemory();
    }

    private static long used() {
        return total() - Runtime.getRuntime().freeMemory();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
