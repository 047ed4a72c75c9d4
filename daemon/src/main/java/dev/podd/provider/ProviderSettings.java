package dev.podd.provider;

import dev.podd.provider.http.ApiKey;
import dev.podd.provider.http.Timeouts;
import dev.podd.usage.Price;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which model to ask, and how to reach it.
 *
 * @param model         its name as the provider spells it
 * @param baseUrl       what stands before {@code /messages}, {@code /responses}, {@code /chat/completions}; null is the
 *                      vendor's own
 * @param headers       sent with every request
 * @param contextWindow tokens of prompt and answer together; null takes what is known of the model
 * @param price         of its tokens; null takes what is known of the vendor's own models
 */
public record ProviderSettings(Kind kind, String model, @Nullable String baseUrl, @Nullable ApiKey key,
        Map<String, String> headers, @Nullable Long contextWindow, @Nullable Price price,
        Timeouts timeouts) {
    public ProviderSettings {
        headers = Map.copyOf(headers);
    }

    /** Which wire format the provider speaks. */
    public enum Kind {
        ANTHROPIC("anthropic", "https://api.anthropic.com/v1"), OPENAI("openai", "https://api.openai.com/v1"),
        OPENAI_COMPATIBLE("openai-compatible", null);

        private final String id;
        private final @Nullable String vendorUrl;

        Kind(String id, @Nullable String vendorUrl) {
            this.id = id;
            this.vendorUrl = vendorUrl;
        }

        /** Its name in a manifest. */
        public String id() {
            return id;
        }

        @Nullable String vendorUrl() {
            return vendorUrl;
        }
    }

    /** Headers may hold keys, and a URL may, so that neither is shown. */
    @Override
    public String toString() {
        return "ProviderSettings[" + kind.id() + ", model=" + model + ", headers=" + headers.keySet() + "]";
    }
}
