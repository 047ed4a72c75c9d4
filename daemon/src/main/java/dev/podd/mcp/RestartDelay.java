package dev.podd.mcp;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long to wait before a server that ended is started again: not at all the first time, then 1, 2, 4 … 60 seconds,
 * until one has lived for a minute. Not safe on several threads.
 */
final class RestartDelay {
    private static final Duration GOOD_LIFE = Duration.ofMinutes(1);
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();
    private static final int MAX_SHIFT = 6;

    private final LongSupplier nanos;
    private int failures;
    private long startedAt;
    private long notBefore;

    /** @param nanos a clock that only runs forward */
    RestartDelay(LongSupplier nanos) {
        this.nanos = nanos;
        this.notBefore = nanos.getAsLong();
    }

    void started() {
        startedAt = nanos.getAsLong();
    }

    void ended() {
        long now = nanos.getAsLong();
        failures = now - startedAt > GOOD_LIFE.toNanos() ? 1 : failures + 1;
        long delay = failures == 1 ? 0
                : Math.min(LONGEST, Duration.ofSeconds(1L << Math.min(failures - 2, MAX_SHIFT)).toNanos());
        notBefore = now + delay;
    }

    /** Until it may be started; not positive when it may. */
    Duration left() {
        return Duration.ofNanos(notBefore - nanos.getAsLong());
    }
}
