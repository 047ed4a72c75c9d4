package dev.podd.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Moves values that are too large for an entry into blobs, and puts them back. Such a blob holds JSON text in UTF-8. */
final class LargeValues {
    /** The longest payload that an entry holds itself, in bytes. */
    static final int LIMIT = 1 << 20;

    private static final String FIELD = "$blob";
    /** How a reference begins. */
    static final String MARK = "{\"" + FIELD + "\":";

    private final Blobs blobs;

    LargeValues(Blobs blobs) {
        this.blobs = blobs;
    }

    /** Hashes of the values that were moved out of this tree. */
    static List<String> references(JsonNode tree) {
        return tree.findValuesAsText(FIELD);
    }

    /** The value as JSON text in UTF-8 of at most {@link #LIMIT} bytes. */
    byte[] text(Object value) {
        Start start = new Start();
        Json.write(value, start);
        if (start.isWhole) {
            return start.bytes.toByteArray();
        }
        // Of the value, not of its text: the strings in the tree are those of the value, and are not copied.
        JsonNode smaller = withoutLongStrings(Json.tree(value));
        return Json.writeBytes(Utf8Json.lengthOf(smaller) <= LIMIT ? smaller : reference(smaller));
    }

    JsonNode restored(JsonNode tree) {
        if (tree instanceof ObjectNode object && object.path(FIELD).isTextual()) {
            return restored(Json.read(blobs.blob(object.path(FIELD).textValue())));
        }
        return mapped(tree, this::restored);
    }

    private JsonNode withoutLongStrings(JsonNode tree) {
        return tree.isTextual() && tree.textValue().length() > LIMIT / 6 && Utf8Json.lengthOf(tree) > LIMIT
                ? reference(tree)
                : mapped(tree, this::withoutLongStrings);
    }

    private JsonNode reference(JsonNode value) {
        return Json.object().put(FIELD, blobs.putBlob(Utf8Json.of(value)));
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

    /** Keeps up to {@link #LIMIT} bytes, and whether that was all. */
    private static final class Start extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean isWhole = true;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] more, int from, int count) {
            isWhole &= bytes.size() + count <= LIMIT;
            if (isWhole) {
                bytes.write(more, from, count);
            }
        }
    }
}
