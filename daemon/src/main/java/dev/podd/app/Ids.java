package dev.podd.app;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes ids: UUIDv7 for sessions, which sort by time; short random ones for what lives inside a session. */
final class Ids {
    private static final int SHORT_BITS = 60;

    private final Clock clock;
    /** Guarded by this. */
    private final RandomGenerator random;

    Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** RFC 9562, 5.7: 48 bits of milliseconds, version, 12 random bits; variant, 62 random bits. */
    synchronized String session() {
        long high = clock.millis() << 16 | 0x7000 | random.nextLong() >>> 52;
        long low = 0x8000_0000_0000_0000L | random.nextLong() >>> 2;
        return new UUID(high, low).toString();
    }

    /** The letter says what it is an id of. */
    synchronized String item(String letter) {
        return letter + Long.toString(random.nextLong() >>> 64 - SHORT_BITS, Character.MAX_RADIX);
    }

    /** From 0 to 1. */
    synchronized double fraction() {
        return random.nextDouble();
    }
}
