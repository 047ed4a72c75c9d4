package dev.podd.usage;

import org.jspecify.annotations.Nullable;

/**
 * Tokens as a provider reports them for one request; null where it reports none. A number that no request can have, below
 * 0 or above a thousand million, counts as not reported.
 *
 * @param input      the whole prompt, cached part included
 * @param cacheRead  the part of {@code input} read from the provider's cache
 * @param cacheWrite the part of {@code input} written to it
 * @param output     what the model wrote, reasoning included
 */
public record TokenCounts(@Nullable Long input, @Nullable Long cacheRead, @Nullable Long cacheWrite,
        @Nullable Long output) {
    private static final long MOST = 1_000_000_000;

    /** Of a provider that reports nothing. */
    public static final TokenCounts NONE = new TokenCounts(null, null, null, null);

    public TokenCounts {
        input = plausible(input);
        cacheRead = plausible(cacheRead);
        cacheWrite = plausible(cacheWrite);
        output = plausible(output);
    }

    private static @Nullable Long plausible(@Nullable Long count) {
        return count == null || count < 0 || count > MOST ? null : count;
    }

    /** The newest value of a field wins when a stream reports several times. */
    public TokenCounts updatedBy(TokenCounts newer) {
        return new TokenCounts(or(newer.input, input), or(newer.cacheRead, cacheRead),
                or(newer.cacheWrite, cacheWrite), or(newer.output, output));
    }

    private static @Nullable Long or(@Nullable Long newer, @Nullable Long older) {
        return newer != null ? newer : older;
    }
}
