package dev.podd.provider.compatible;

import static dev.podd.provider.wire.SseJson.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.usage.TokenCounts;
import org.jspecify.annotations.Nullable;

/** Token counts of a chat completion; the cached part stands in one of two places. */
final class ChatUsage {
    private ChatUsage() {}

    static TokenCounts of(JsonNode usage) {
        JsonNode details = usage.path("prompt_tokens_details");
        @Nullable Long cached = tokens(details, "cached_tokens");
        return new TokenCounts(tokens(usage, "prompt_tokens"),
                cached != null ? cached : tokens(usage, "prompt_cache_hit_tokens"),
                tokens(details, "cache_write_tokens"), tokens(usage, "completion_tokens"));
    }
}
