package dev.podd.provider.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.podd.json.Json;
import dev.podd.json.TreeSize;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a server-sent event: leniently, since it is not ours, and cheaply, since a delta is one. */
public final class SseJson {
    private static final ObjectReader READER = Json.mapper().reader()
            .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private static final double MAX_TOKENS = 1e9;

    private SseJson() {}

    /** @throws ProviderFault when {@code data} is no JSON */
    public static JsonNode read(String data) {
        if (TreeSize.isTooLarge(data)) {
            throw new ProviderFault(502, "",
                    "sent an event of " + data.length() + " characters that holds too many values");
        }
        try {
            return READER.readTree(data);
        } catch (JsonProcessingException e) {
            throw new ProviderFault(502, "", "sent an event that is not JSON: " + data);
        }
    }

    /** The text of a field; empty where it is missing, null or something else. */
    public static String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value != null && value.isTextual() ? value.textValue() : "";
    }

    /** A count of tokens in a field; null where there is none, or one that no request can have. */
    public static @Nullable Long tokens(JsonNode node, String field) {
        JsonNode value = node.get(field);
        boolean isCount = value != null && value.isNumber() && value.doubleValue() >= 0
                && value.doubleValue() <= MAX_TOKENS;
        return isCount ? (Long) value.longValue() : null;
    }
}
