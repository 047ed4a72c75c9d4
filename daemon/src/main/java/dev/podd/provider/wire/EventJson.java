package dev.podd.provider.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.podd.json.Json;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a server-sent event: leniently, since it is not ours, and cheaply, since a delta is one. */
public final class EventJson {
    private static final ObjectReader READER = Json.mapper().reader()
            .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private EventJson() {}

    /** @throws ProviderFault when {@code data} is no JSON */
    public static JsonNode read(String data) {
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

    /** The number in a field, null where there is none. */
    public static @Nullable Long number(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value != null && value.isNumber() ? (Long) value.longValue() : null;
    }
}
