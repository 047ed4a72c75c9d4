package dev.podd.provider.compatible;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.item.Item;
import dev.podd.item.Opaque;
import dev.podd.json.Json;
import dev.podd.model.ModelInfo;
import dev.podd.provider.wire.Burst;
import dev.podd.provider.wire.CallArguments;
import dev.podd.provider.wire.Piece;
import dev.podd.provider.wire.ResultText;
import dev.podd.provider.wire.ToolNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * History as chat messages. What Podd itself says is sent as the user's, since many chat templates take a system message
 * at the very start only; neighbouring user texts become one message, since some refuse two in a row.
 */
final class ChatMessages {
    private final ModelInfo model;
    private final ToolNames names;
    private final List<ObjectNode> messages = new ArrayList<>();
    private boolean isAmongCalls;

    ChatMessages(ModelInfo model, ToolNames names) {
        this.model = model;
        this.names = names;
    }

    List<ObjectNode> of(@Nullable String systemPrompt, List<Item> history) {
        if (systemPrompt != null && !systemPrompt.isBlank()) {
            messages.add(Json.object().put("role", "system").put("content", systemPrompt));
        }
        for (Burst burst : Burst.of(history)) {
            switch (burst) {
                case Burst.FromModel(var items) -> addAssistant(items);
                case Burst.ToModel(var results, var spoken) -> {
                    isAmongCalls = !results.isEmpty();
                    results.forEach(this::addResult);
                    addUser(spoken);
                }
            }
        }
        return messages;
    }

    private void addAssistant(List<Item> items) {
        String text = items.stream()
                .filter(Item.Message.class::isInstance)
                .map(item -> ((Item.Message) item).text())
                .filter(each -> !each.isBlank())
                .collect(Collectors.joining("\n\n"));
        List<ObjectNode> calls = items.stream()
                .filter(Item.ToolCall.class::isInstance)
                .map(item -> call((Item.ToolCall) item))
                .toList();
        if (text.isEmpty() && calls.isEmpty()) {
            return;
        }
        ObjectNode message = Json.object().put("role", "assistant");
        message.put("content", text.isEmpty() ? null : text);
        if (isAmongCalls || !calls.isEmpty()) {
            putReasoning(message, items);
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", Json.mapper().createArrayNode().addAll(calls));
        }
        messages.add(message);
    }

    /**
     * Reasoning goes back under the field it came in, and only where tools are called: models that reason between calls
     * refuse a request without it there, and have no use for it elsewhere.
     */
    private void putReasoning(ObjectNode message, List<Item> items) {
        for (Item item : items) {
            if (item instanceof Item.Reasoning(String id, String text, Opaque opaque) && opaque != null
                    && opaque.isFrom(model.provider(), model.id())) {
                String before = message.path(opaque.data()).asText("");
                message.put(opaque.data(), before + text);
            }
        }
    }

    private ObjectNode call(Item.ToolCall call) {
        ObjectNode node = Json.object().put("id", call.call()).put("type", "function");
        node.putObject("function")
                .put("name", names.toWire(call.name()))
                .put("arguments", CallArguments.object(call.arguments()));
        return node;
    }

    private void addResult(Item.ToolResult result) {
        messages.add(Json.object()
                .put("role", "tool")
                .put("tool_call_id", result.call())
                .put("content", ResultText.withoutImages(result)));
    }

    private void addUser(List<Item.Message> spoken) {
        StringBuilder texts = new StringBuilder();
        for (Item.Message message : spoken) {
            List<Piece> pieces = Piece.of(message);
            if (Piece.areText(pieces)) {
                pieces.forEach(
                        piece -> texts.append(texts.isEmpty() ? "" : "\n\n").append(((Piece.Text) piece).text()));
            } else {
                addText(texts);
                messages.add(Json.object().put("role", "user").set("content", content(pieces)));
            }
        }
        addText(texts);
    }

    private void addText(StringBuilder texts) {
        if (!texts.isEmpty()) {
            ObjectNode last = messages.isEmpty() ? Json.object() : messages.getLast();
            if (last.path("role").asText().equals("user") && last.path("content").isTextual()) {
                last.put("content", last.get("content").asText() + "\n\n" + texts);
            } else {
                messages.add(Json.object().put("role", "user").put("content", texts.toString()));
            }
            texts.setLength(0);
        }
    }

    private static ArrayNode content(List<Piece> pieces) {
        ArrayNode content = Json.mapper().createArrayNode();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Text(String text) -> content.addObject().put("type", "text").put("text", text);
                case Piece.Image image -> content.addObject()
                        .put("type", "image_url")
                        .putObject("image_url")
                        .put("url", image.url());
            }
        }
        return content;
    }
}
