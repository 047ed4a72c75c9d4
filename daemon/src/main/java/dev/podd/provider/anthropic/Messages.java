package dev.podd.provider.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.podd.item.Item;
import dev.podd.item.Opaque;
import dev.podd.item.ToolOutcome;
import dev.podd.json.Json;
import dev.podd.model.ModelInfo;
import dev.podd.provider.wire.Burst;
import dev.podd.provider.wire.CallArguments;
import dev.podd.provider.wire.Piece;
import dev.podd.provider.wire.ResultText;
import dev.podd.provider.wire.ToolNames;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * History as messages: one for each burst of the model, one for all that answers it, results first. The format has no
 * system role inside a conversation, so what Podd says is sent as the user's. Blank text is refused by the provider and
 * never sent, nor thoughts at the end of a message.
 */
final class Messages {
    private static final Pattern FOREIGN_ID = Pattern.compile("[^a-zA-Z0-9_-]");

    private final ModelInfo model;
    private final ToolNames names;

    Messages(ModelInfo model, ToolNames names) {
        this.model = model;
        this.names = names;
    }

    List<ObjectNode> of(List<Item> history) {
        List<ObjectNode> messages = new ArrayList<>();
        for (Burst burst : Burst.of(history)) {
            switch (burst) {
                case Burst.FromModel(var items) -> add("assistant", assistant(items), messages);
                case Burst.ToModel(var results, var spoken) -> add("user", user(results, spoken), messages);
            }
        }
        return messages;
    }

    /** A burst that comes to nothing leaves two messages of the other side, which become one. */
    private static void add(String role, List<ObjectNode> content, List<ObjectNode> messages) {
        if (content.isEmpty()) {
            return;
        }
        if (!messages.isEmpty() && messages.getLast().path("role").asText().equals(role)) {
            ((ArrayNode) messages.getLast().get("content")).addAll(content);
        } else {
            ObjectNode message = Json.object().put("role", role);
            message.putArray("content").addAll(content);
            messages.add(message);
        }
    }

    private List<ObjectNode> assistant(List<Item> items) {
        List<ObjectNode> blocks = new ArrayList<>();
        for (Item item : items) {
            switch (item) {
                case Item.Message message -> addPieces(message, blocks);
                case Item.Reasoning reasoning -> addThinking(reasoning, blocks);
                case Item.ToolCall call -> blocks.add(toolUse(call));
                case Item.ToolResult result -> throw new IllegalArgumentException("a result in the model's burst");
            }
        }
        while (!blocks.isEmpty() && blocks.getLast().path("type").asText().contains("thinking")) {
            blocks.removeLast();
        }
        return blocks;
    }

    private List<ObjectNode> user(List<Item.ToolResult> results, List<Item.Message> spoken) {
        List<ObjectNode> blocks = new ArrayList<>();
        results.forEach(result -> blocks.add(toolResult(result)));
        spoken.forEach(message -> addPieces(message, blocks));
        return blocks;
    }

    private static void addPieces(Item.Message message, List<ObjectNode> blocks) {
        Piece.of(message).forEach(piece -> blocks.add(block(piece)));
    }

    private static ObjectNode block(Piece piece) {
        return switch (piece) {
            case Piece.Text(String text) -> Json.object().put("type", "text").put("text", text);
            case Piece.Image(String mimeType, String data) -> {
                ObjectNode image = Json.object().put("type", "image");
                image.putObject("source").put("type", "base64").put("media_type", mimeType).put("data", data);
                yield image;
            }
        };
    }

    private void addThinking(Item.Reasoning reasoning, List<ObjectNode> blocks) {
        Opaque opaque = reasoning.opaque();
        if (opaque != null && opaque.isFrom(model.provider(), model.id())) {
            blocks.add(Signature.read(opaque.data()).block(reasoning.text()));
        }
    }

    private ObjectNode toolUse(Item.ToolCall call) {
        return Json.object()
                .put("type", "tool_use")
                .put("id", id(call.call()))
                .put("name", names.toWire(call.name()))
                .putRawValue("input", new RawValue(CallArguments.object(call.arguments())));
    }

    private static ObjectNode toolResult(Item.ToolResult result) {
        ObjectNode block = Json.object()
                .put("type", "tool_result")
                .put("tool_use_id", id(result.call()));
        String text = ResultText.of(result);
        if (result.images().isEmpty()) {
            block.put("content", text);
        } else {
            ArrayNode content = block.putArray("content").add(block(new Piece.Text(text)));
            result.images().forEach(image -> content.add(block(new Piece.Image(image))));
        }
        return result.outcome() == ToolOutcome.OK ? block : block.put("is_error", true);
    }

    /** Calls that other providers named may have ids that this one refuses. */
    private static String id(String call) {
        return FOREIGN_ID.matcher(call).replaceAll("_");
    }
}
