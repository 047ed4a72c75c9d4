package dev.podd.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Takes what is too large for an entry out of its JSON, and puts it back. What goes to a blob is JSON text itself. */
final class LargeValues {
    /** The longest payload that stays as it is, in bytes. */
    static final int LIMIT = 1 << 20;

    private static final String FIELD = "$blob";
    /** How a reference begins. */
    static final String MARK = "{\"" + FIELD + "\":";

    private final Blobs blobs;

    LargeValues(Blobs blobs) {
        this.blobs = blobs;
    }

    /** Hashes of the values that were taken out of this tree. */
    static List<String> references(JsonNode tree) {
        return tree.findValuesAsText(FIELD);
    }

    String putAway(String json) {
        if (fits(json)) {
            return json;
        }
        JsonNode tree = Json.read(json);
        String smaller = text(withoutLongStrings(tree));
        return fits(smaller) ? smaller : text(reference(tree));
    }

    JsonNode takenBack(JsonNode tree) {
        if (tree instanceof ObjectNode object && object.path(FIELD).isTextual()) {
            byte[] value = blobs.blob(object.path(FIELD).textValue());
            return takenBack(Json.read(new String(value, StandardCharsets.UTF_8)));
        }
        return mapped(tree, this::takenBack);
    }

    private JsonNode withoutLongStrings(JsonNode tree) {
        return tree.isTextual() && tree.textValue().length() > LIMIT / 6 && !fits(text(tree))
                ? reference(tree)
                : mapped(tree, this::withoutLongStrings);
    }

    private JsonNode reference(JsonNode value) {
        return Json.object().put(FIELD, blobs.putBlob(text(value).getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode mapped(JsonNode tree, UnaryOperator<JsonNode> change) {
        switch (tree) {
            case ObjectNode object -> {
                for (Map.Entry<String, JsonNode> field : object.properties()) {
                    field.setValue(change.apply(field.getValue()));
                }
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, change.apply(array.get(i)));
                }
            }
            default -> {
            }
        }
        return tree;
    }

    private static String text(JsonNode value) {
        return Surrogates.escaped(Json.write(value));
    }

    /** A character takes 3 bytes at most; a pair of surrogates takes 4. */
    private static boolean fits(String json) {
        return json.length() <= LIMIT / 3 || json.getBytes(StandardCharsets.UTF_8).length <= LIMIT;
    }
}
