package dev.podd.model;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before a request is made again: full jitter, doubling from half a second to half a minute. */
public final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private BackOff() {}

    /**
     * @param failures how often it has failed, from 1
     * @param random   0 to 1
     */
    public static Duration after(ModelException fault, int failures, DoubleSupplier random) {
        if (fault.retryAfter() != null) {
            return fault.retryAfter();
        }
        Duration longest = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        Duration bounded = longest.compareTo(LONGEST) > 0 ? LONGEST : longest;
        return Duration.ofMillis((long) (bounded.toMillis() * random.getAsDouble()));
    }
}
