package dev.podd.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an overlay: a partial manifest as JSON. Its nodes have no place in a text, problems name the key. */
final class JsonReader {
    private static final Node.Origin ORIGIN = new Node.Origin("overlay", Place.START);

    private JsonReader() {}

    static Node.Table read(String json, Problems problems) {
        try {
            if (Json.read(json).isObject() && node(Json.read(json)) instanceof Node.Table table) {
                return table;
            }
            problems.error(ORIGIN, "expected an object with the manifest's keys");
        } catch (JsonException e) {
            problems.error(ORIGIN, String.valueOf(e.getMessage()));
        }
        return new Node.Table(Map.of(), ORIGIN);
    }

    private static Node node(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> table(json);
            case ARRAY -> items(json);
            case BOOLEAN -> scalar(json.booleanValue());
            case NUMBER -> scalar(json.isIntegralNumber() && json.canConvertToLong() ? (Object) json.longValue()
                    : (Object) json.doubleValue());
            default -> scalar(json.asText());
        };
    }

    /** Null is read as absent. */
    private static Node table(JsonNode json) {
        Map<String, Node.Member> members = new LinkedHashMap<>();
        json.properties().stream().filter(property -> !property.getValue().isNull())
                .forEach(property -> members.put(property.getKey(),
                        new Node.Member(ORIGIN, node(property.getValue()))));
        return new Node.Table(members, ORIGIN);
    }

    private static Node items(JsonNode json) {
        List<Node> items = new ArrayList<>();
        json.forEach(each -> items.add(node(each)));
        return new Node.Items(items, ORIGIN);
    }

    private static Node scalar(Object value) {
        return new Node.Scalar(value, ORIGIN);
    }
}
