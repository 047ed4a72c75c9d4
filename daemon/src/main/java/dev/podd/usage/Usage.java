package dev.podd.usage;

import org.jspecify.annotations.Nullable;

/** Tokens spent, in one request or added up over many; {@code input} includes what the cache held. */
public record Usage(long input, long cacheRead, long cacheWrite, long output) {
    public static final Usage ZERO = new Usage(0, 0, 0, 0);

    /** Fields that the provider left out count as 0. */
    public static Usage of(TokenCounts counts) {
        return new Usage(orZero(counts.input()), orZero(counts.cacheRead()), orZero(counts.cacheWrite()),
                orZero(counts.output()));
    }

    public Usage plus(Usage other) {
        return new Usage(input + other.input, cacheRead + other.cacheRead, cacheWrite + other.cacheWrite,
                output + other.output);
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
