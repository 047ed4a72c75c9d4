package dev.podd.usage;

import org.jspecify.annotations.Nullable;

/**
 * What a model takes for a million tokens, in US dollars.
 *
 * @param input      of a prompt, read anew
 * @param cacheRead  of the part of a prompt that came from the provider's cache; null: as input
 * @param cacheWrite of the part of a prompt that was written to it; null: as input
 */
public record Price(double input, double output, @Nullable Double cacheRead, @Nullable Double cacheWrite) {
    private static final double MILLION = 1e6;

    /** The same tokens, with what they cost. */
    public Usage of(Usage usage) {
        long fresh = usage.input() - usage.cacheRead() - usage.cacheWrite();
        double cost = fresh * input + usage.cacheRead() * (cacheRead == null ? input : cacheRead)
                + usage.cacheWrite() * (cacheWrite == null ? input : cacheWrite) + usage.output() * output;
        return usage.costing(cost / MILLION);
    }
}
