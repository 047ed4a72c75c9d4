package dev.podd.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.item.ToolKind;
import dev.podd.item.Utf8;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import dev.podd.tool.ServerPrompt;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Holds what a server says of its tools and prompts against what models take. Providers refuse a whole request for one tool
 * that they do not like, so a tool that cannot be mended is left out, with a reason. Whatever a server says, all that is kept
 * of it here is bounded.
 */
final class OfferCheck {
    /** Of tools, and of prompts. */
    static final int MOST = 200;
    /** Of all tools and prompts together. */
    static final int MOST_BYTES = 2 << 20;
    /** Of what is left out, so many are named; the others are counted. */
    static final int MOST_NAMED = 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final int DESCRIPTION_BYTES = 4096;
    private static final int SCHEMA_BYTES = 32 * 1024;
    private static final int PROMPT_NAME = 128;
    private static final int PROMPT_DESCRIPTION_BYTES = 1024;
    private static final int MOST_ARGUMENTS = 20;
    /** At the top of a schema, providers take none of them. */
    private static final List<
            String> FOREIGN = List.of("$schema", "$id", "oneOf", "anyOf", "allOf", "not", "if", "then",
                    "else", "enum", "const");

    private final Map<String, ToolList.Offer> tools = new LinkedHashMap<>();
    private final Map<String, ToolList.OfferedPrompt> prompts = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private int leftOutBeside;
    private long bytes;

    void add(McpSchema.Tool tool) {
        String name = Objects.requireNonNullElse(tool.name(), "");
        if (!NAME.matcher(name).matches()) {
            leaveOut("tool", name, "whose name is not 1 to 128 letters, digits, _, - and .");
        } else if (isWanted("tool", name, tools)) {
            add(name, tool);
        }
    }

    private void add(String name, McpSchema.Tool tool) {
        try {
            ObjectNode schema = mended(Json.tree(tool.inputSchema() == null ? Map.of() : tool.inputSchema()));
            String description = description(tool);
            int length = Json.writeBytes(schema).length;
            if (length > SCHEMA_BYTES) {
                leaveOut("tool", name, "whose schema has over " + SCHEMA_BYTES + " bytes");
            } else if (hasRoom("tool", name, name.length() + Utf8.length(description) + length)) {
                tools.put(name, new ToolList.Offer(name, description, schema, kind(tool.annotations())));
            }
        } catch (JsonException | IllegalArgumentException unreadable) {
            leaveOut("tool", name, "whose schema cannot be read");
        }
    }

    void add(McpSchema.Prompt prompt) {
        String name = Objects.requireNonNullElse(prompt.name(), "");
        List<ServerPrompt.Argument> arguments = Objects
                .requireNonNullElse(prompt.arguments(), List.<McpSchema.PromptArgument>of()).stream()
                .filter(each -> each != null && each.name() != null && !each.name().isBlank())
                .limit(MOST_ARGUMENTS + 1).map(OfferCheck::argument).toList();
        if (name.isBlank() || name.length() > PROMPT_NAME) {
            leaveOut("prompt", name, "whose name is not 1 to " + PROMPT_NAME + " characters");
        } else if (arguments.size() > MOST_ARGUMENTS
                || arguments.stream().anyMatch(each -> each.name().length() > PROMPT_NAME)) {
                    leaveOut("prompt", name,
                            "which has over " + MOST_ARGUMENTS + " arguments, or one whose name has over "
                                    + PROMPT_NAME + " characters");
                } else
            if (isWanted("prompt", name, prompts)) {
                String description = Utf8.beginning(Objects.requireNonNullElse(prompt.description(),
                        Objects.requireNonNullElse(prompt.title(), "")), PROMPT_DESCRIPTION_BYTES);
                int length = Utf8.length(name) + Utf8.length(description) + arguments.stream()
                        .mapToInt(each -> Utf8.length(each.name()) + Utf8.length(each.description())).sum();
                if (hasRoom("prompt", name, length)) {
                    prompts.put(name, new ToolList.OfferedPrompt(name, description, arguments));
                }
            }
    }

    private static ServerPrompt.Argument argument(McpSchema.PromptArgument said) {
        return new ServerPrompt.Argument(said.name(),
                Utf8.beginning(Objects.requireNonNullElse(said.description(), ""), PROMPT_DESCRIPTION_BYTES),
                Boolean.TRUE.equals(said.required()));
    }

    private boolean isWanted(String kind, String name, Map<String, ?> known) {
        if (known.containsKey(name)) {
            leaveOut(kind, name, "which is there twice");
            return false;
        }
        if (known.size() == MOST) {
            leaveOut(kind, name, "since it has over " + MOST);
            return false;
        }
        return true;
    }

    private boolean hasRoom(String kind, String name, int length) {
        if (bytes + length > MOST_BYTES) {
            leaveOut(kind, name, "since all that it offers has over " + MOST_BYTES + " bytes");
            return false;
        }
        bytes += length;
        return true;
    }

    private void leaveOut(String kind, String name, String why) {
        if (leftOut.size() < MOST_NAMED) {
            leftOut.add("a " + kind + " that is left out: \"" + Utf8.beginning(name, 80) + "\", " + why);
        } else {
            leftOutBeside++;
        }
    }

    List<ToolList.Offer> tools() {
        return List.copyOf(tools.values());
    }

    List<ToolList.OfferedPrompt> prompts() {
        return List.copyOf(prompts.values());
    }

    /** What is not offered, and why, as the ends of sentences. */
    List<String> leftOut() {
        List<String> all = new ArrayList<>(leftOut);
        if (leftOutBeside > 0) {
            all.add(leftOutBeside + " more tools and prompts that are left out");
        }
        return all;
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
