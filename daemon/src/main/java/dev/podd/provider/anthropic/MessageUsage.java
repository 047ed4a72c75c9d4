package dev.podd.provider.anthropic;

import static dev.podd.provider.wire.SseJson.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.usage.TokenCounts;
import org.jspecify.annotations.Nullable;

/** Adds up the parts of the prompt, which the provider counts apart: new, read from the cache, written to it. */
final class MessageUsage {
    private TokenCounts parts = TokenCounts.NONE;

    TokenCounts updatedBy(JsonNode counts) {
        parts = parts.updatedBy(new TokenCounts(tokens(counts, "input_tokens"),
                tokens(counts, "cache_read_input_tokens"), tokens(counts, "cache_creation_input_tokens"),
                tokens(counts, "output_tokens")));
        @Nullable Long input = parts.input() == null ? null
                : (Long) (parts.input() + orZero(parts.cacheRead()) + orZero(parts.cacheWrite()));
        return new TokenCounts(input, parts.cacheRead(), parts.cacheWrite(), parts.output());
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }
}
