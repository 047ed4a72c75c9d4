package dev.podd.usage;

import org.jspecify.annotations.Nullable;

/**
 * Tokens as a provider reports them for one request; null where it has not said.
 *
 * @param input      the whole prompt, cached part included
 * @param cacheRead  the part of {@code input} read from the provider's cache
 * @param cacheWrite the part of {@code input} written to it
 * @param output     what the model wrote, reasoning included
 */
public record TokenCounts(@Nullable Long input, @Nullable Long cacheRead, @Nullable Long cacheWrite,
        @Nullable Long output) {
    public static final TokenCounts NONE = new TokenCounts(null, null, null, null);

    /** The newest value of a field wins when a stream reports several times. */
    public TokenCounts updatedBy(TokenCounts newer) {
        return new TokenCounts(or(newer.input, input), or(newer.cacheRead, cacheRead),
                or(newer.cacheWrite, cacheWrite), or(newer.output, output));
    }

    private static @Nullable Long or(@Nullable Long newer, @Nullable Long older) {
        return newer != null ? newer : older;
    }
}
