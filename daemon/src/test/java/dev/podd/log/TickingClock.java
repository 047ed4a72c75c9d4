package dev.podd.log;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A millisecond passes between any two looks at it. */
final class TickingClock extends Clock {
    private final AtomicLong now = new AtomicLong(1_763_800_000_000L);

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now.incrementAndGet());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(@Nullable ZoneId zone) {
        return this;
    }
}
