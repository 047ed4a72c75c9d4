package dev.podd.usage;

import org.jspecify.annotations.Nullable;

/**
 * Tokens spent, in one request or added up over many.
 *
 * @param input includes what the cache held
 * @param cost  in US dollars, at the price of when they were spent; of several requests, of those whose price was
 *              known, and null when none was
 */
public record Usage(long input, long cacheRead, long cacheWrite, long output, @Nullable Double cost) {
    public static final Usage ZERO = new Usage(0, 0, 0, 0);

    /** Costs are rounded to this part of a dollar, since sums of binary fractions are not exact. */
    private static final double FINEST = 1e9;

    public Usage(long input, long cacheRead, long cacheWrite, long output) {
        this(input, cacheRead, cacheWrite, output, null);
    }

    /** Counts that the provider did not report are 0. */
    public static Usage of(TokenCounts counts) {
        return new Usage(orZero(counts.input()), orZero(counts.cacheRead()), orZero(counts.cacheWrite()),
                orZero(counts.output()));
    }

    public Usage plus(Usage other) {
        return new Usage(input + other.input, cacheRead + other.cacheRead, cacheWrite + other.cacheWrite,
                output + other.output, sum(cost, other.cost));
    }

    /** What these tokens cost at a price; null where none is known. */
    public Usage at(@Nullable Price price) {
        return price == null ? this : price.of(this);
    }

    Usage costing(double dollars) {
        return new Usage(input, cacheRead, cacheWrite, output, rounded(dollars));
    }

    private static @Nullable Double sum(@Nullable Double one, @Nullable Double other) {
        return one == null ? other : other == null ? one : Double.valueOf(rounded(one + other));
    }

    private static double rounded(double dollars) {
        return Math.round(dollars * FINEST) / FINEST;
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
