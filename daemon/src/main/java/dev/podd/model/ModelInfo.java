package dev.podd.model;

import dev.podd.usage.Price;
import org.jspecify.annotations.Nullable;

/**
 * Which model answers, and what it can take.
 *
 * @param provider             the provider's name as in the manifest ("anthropic", "openai", …)
 * @param id                   the model's name as the provider spells it
 * @param contextWindow        tokens of prompt and answer together, null when unknown
 * @param continuesOwnMessage  whether a request may end with an assistant message, to be continued
 * @param price                what its tokens cost, null when unknown
 */
public record ModelInfo(String provider, String id, @Nullable Long contextWindow, boolean continuesOwnMessage,
        @Nullable Price price) {
    public ModelInfo(String provider, String id, @Nullable Long contextWindow, boolean continuesOwnMessage) {
        this(provider, id, contextWindow, continuesOwnMessage, null);
    }
}
