package dev.podd.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.item.Item;
import dev.podd.item.Opaque;
import dev.podd.item.Role;
import dev.podd.json.Json;
import dev.podd.model.ModelInfo;
import dev.podd.provider.wire.Burst;
import dev.podd.provider.wire.CallArguments;
import dev.podd.provider.wire.Piece;
import dev.podd.provider.wire.ResultText;
import dev.podd.provider.wire.ToolNames;
import java.util.ArrayList;
import java.util.List;

/**
 * History as input items, in its own order. Reasoning goes back only where something of the same burst follows it, which
 * the provider demands.
 */
final class ResponsesInput {
    private final ModelInfo model;
    private final ToolNames names;

    ResponsesInput(ModelInfo model, ToolNames names) {
        this.model = model;
        this.names = names;
    }

    List<ObjectNode> of(List<Item> history) {
        List<ObjectNode> input = new ArrayList<>();
        for (Burst burst : Burst.of(history)) {
            switch (burst) {
                case Burst.FromModel(var items) -> input.addAll(fromModel(items));
                case Burst.ToModel(var results, var spoken) -> {
                    results.forEach(result -> input.add(output(result)));
                    spoken.forEach(message -> addMessage(message, input));
                }
            }
        }
        return input;
    }

    private List<ObjectNode> fromModel(List<Item> items) {
        List<ObjectNode> input = new ArrayList<>();
        for (Item item : items) {
            switch (item) {
                case Item.Message message -> addMessage(message, input);
                case Item.Reasoning reasoning -> addReasoning(reasoning, input);
                case Item.ToolCall call -> input.add(call(call));
                case Item.ToolResult result -> throw new IllegalArgumentException("a result in the model's burst");
            }
        }
        while (!input.isEmpty() && input.getLast().path("type").asText().equals("reasoning")) {
            input.removeLast();
        }
        return input;
    }

    private static void addMessage(Item.Message message, List<ObjectNode> input) {
        List<Piece> pieces = Piece.of(message);
        if (!pieces.isEmpty()) {
            ObjectNode node = Json.object().put("type", "message").put("role", role(message.role()));
            node.set("content", content(pieces, message.role() == Role.ASSISTANT ? "output_text" : "input_text"));
            input.add(node);
        }
    }

    private static ArrayNode content(List<Piece> pieces, String textType) {
        ArrayNode content = Json.mapper().createArrayNode();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Text(String text) -> content.addObject().put("type", textType).put("text", text);
                case Piece.Image image -> content.addObject().put("type", "input_image").put("image_url", image.url());
            }
        }
        return content;
    }

    private static String role(Role role) {
        return switch (role) {
            case USER -> "user";
            case ASSISTANT -> "assistant";
            case SYSTEM -> "system";
        };
    }

    private void addReasoning(Item.Reasoning reasoning, List<ObjectNode> input) {
        Opaque opaque = reasoning.opaque();
        if (opaque != null && opaque.isFrom(model.provider(), model.id())) {
            JsonNode kept = Json.read(opaque.data());
            ObjectNode node = Json.object().put("type", "reasoning");
            node.set("summary", kept.path("summary"));
            input.add(node.set("encrypted_content", kept.path("encrypted_content")));
        }
    }

    private ObjectNode call(Item.ToolCall call) {
        return Json.object()
                .put("type", "function_call")
                .put("call_id", call.call())
                .put("name", names.toWire(call.name()))
                .put("arguments", CallArguments.object(call.arguments()));
    }

    private static ObjectNode output(Item.ToolResult result) {
        ObjectNode output = Json.object().put("type", "function_call_output").put("call_id", result.call());
        if (result.images().isEmpty()) {
            return output.put("output", ResultText.marked(result));
        }
        List<Piece> pieces = new ArrayList<>(List.of(new Piece.Text(ResultText.marked(result))));
        result.images().forEach(image -> pieces.add(new Piece.Image(image)));
        return output.set("output", content(pieces, "input_text"));
    }
}
