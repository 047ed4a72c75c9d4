package dev.podd.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import dev.podd.manifest.ProviderKind;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model as a person names it: {@code anthropic/claude-sonnet-4-5}.
 *
 * @param provider its kind, as a manifest spells it
 * @param id       as the provider calls it; may hold further slashes
 */
public record ModelName(String provider, String id) {
    /** Empty where a part is missing. */
    public static Optional<ModelName> of(String text) {
        int slash = text.indexOf('/');
        return slash < 1 || slash == text.length() - 1 ? Optional.empty()
                : Optional.of(new ModelName(text.substring(0, slash), text.substring(slash + 1)));
    }

    /** Whether this version speaks to its provider. */
    public boolean isSpoken() {
        return Arrays.stream(ProviderKind.values())
                .anyMatch(kind -> kind.word().equals(provider) && kind.isAvailable());
    }

    /** The overlay in which a Pod asks this model; all else of it stays. */
    String over(@Nullable String overlay) {
        ObjectNode merged = object(overlay);
        merged.withObject("/provider").put("kind", provider).put("model", id);
        return merged.toString();
    }

    /** The overlay in which a Pod asks the model of its manifest. */
    static @Nullable String noneIn(@Nullable String overlay) {
        ObjectNode rest = object(overlay);
        if (rest.path("provider") instanceof ObjectNode named) {
            named.remove("kind");
            named.remove("model");
            if (named.isEmpty()) {
                rest.remove("provider");
            }
        }
        return rest.isEmpty() ? null : rest.toString();
    }

    private static ObjectNode object(@Nullable String overlay) {
        return overlay != null && Json.read(overlay) instanceof ObjectNode given ? given : Json.object();
    }

    @Override
    public String toString() {
        return provider + "/" + id;
    }
}
