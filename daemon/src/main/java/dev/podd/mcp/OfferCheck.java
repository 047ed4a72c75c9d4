package dev.podd.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.item.ToolKind;
import dev.podd.item.Utf8;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Holds what a server says of its tools against what models take. Providers refuse a whole request for one tool that they
 * do not like, so a tool that cannot be mended is left out, with a reason.
 */
final class OfferCheck {
    static final int MOST_TOOLS = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final int DESCRIPTION_BYTES = 4096;
    private static final int SCHEMA_BYTES = 32 * 1024;
    /** At the top of a schema, providers take none of them. */
    private static final List<
            String> FOREIGN = List.of("$schema", "$id", "oneOf", "anyOf", "allOf", "not", "if", "then",
                    "else", "enum", "const");

    private final Map<String, ToolList.Offer> offers = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    void add(McpSchema.Tool tool) {
        String name = Objects.requireNonNullElse(tool.name(), "");
        if (!NAME.matcher(name).matches()) {
            leftOut.add("\"" + Utf8.beginning(name, 80) + "\", whose name is not 1 to 128 letters, digits, _, - and .");
        } else if (offers.containsKey(name)) {
            leftOut.add("a second \"" + name + "\"");
        } else if (offers.size() == MOST_TOOLS) {
            leftOut.add("\"" + name + "\", since it has over " + MOST_TOOLS);
        } else {
            add(name, tool);
        }
    }

    private void add(String name, McpSchema.Tool tool) {
        try {
            ObjectNode schema = mended(Json.tree(tool.inputSchema() == null ? Map.of() : tool.inputSchema()));
            if (Json.writeBytes(schema).length > SCHEMA_BYTES) {
                leftOut.add("\"" + name + "\", whose schema has over " + SCHEMA_BYTES + " bytes");
            } else {
                offers.put(name, new ToolList.Offer(name, description(tool), schema, kind(tool.annotations())));
            }
        } catch (JsonException | IllegalArgumentException unreadable) {
            leftOut.add("\"" + name + "\", whose schema cannot be read");
        }
    }

    List<ToolList.Offer> offers() {
        return List.copyOf(offers.values());
    }

    /** What is not offered, and why, as the ends of sentences. */
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    private static String description(McpSchema.Tool tool) {
        String text = Objects.requireNonNullElse(tool.description(), Objects.requireNonNullElse(tool.title(), ""));
        return Utf8.length(text) <= DESCRIPTION_BYTES ? text : Utf8.beginning(text, DESCRIPTION_BYTES) + "…";
    }

    /** An object with named properties, whatever the server wrote. */
    private static ObjectNode mended(JsonNode said) {
        ObjectNode schema = said instanceof ObjectNode object ? object : Json.object();
        schema.remove(FOREIGN);
        schema.put("type", "object");
        if (!schema.path("properties").isObject()) {
            schema.putObject("properties");
        }
        JsonNode required = schema.path("required");
        if (!required.isMissingNode() && !isListOfTexts(required)) {
            schema.remove("required");
        }
        return schema;
    }

    private static boolean isListOfTexts(JsonNode node) {
        if (!(node instanceof ArrayNode list)) {
            return false;
        }
        for (JsonNode each : list) {
            if (!each.isTextual()) {
                return false;
            }
        }
        return true;
    }

    private static ToolKind kind(McpSchema.ToolAnnotations hints) {
        if (hints == null || !Boolean.TRUE.equals(hints.readOnlyHint())) {
            return ToolKind.OTHER;
        }
        return Boolean.TRUE.equals(hints.openWorldHint()) ? ToolKind.FETCH : ToolKind.READ;
    }
}
