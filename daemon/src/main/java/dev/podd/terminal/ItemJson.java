package dev.podd.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.TextRange;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items as an editor gets them: what a provider hides in them stays out. */
final class ItemJson {
    private ItemJson() {}

    static ObjectNode of(Item item) {
        return switch (item) {
            case Item.Message message -> message(message);
            case Item.Reasoning reasoning -> tagged("reasoning", reasoning).put("text", reasoning.text());
            case Item.ToolCall call -> tagged("toolCall", call).put("call", call.call()).put("name", call.name())
                    .set("arguments", arguments(call.arguments()));
            case Item.ToolResult result -> result(result);
        };
    }

    private static ObjectNode tagged(String type, Item item) {
        return Json.object().put("type", type).put("id", item.id());
    }

    /** What a model wrote: itself if it is JSON, else a text that holds it. */
    private static JsonNode arguments(String arguments) {
        try {
            return Json.read(arguments);
        } catch (JsonException e) {
            return TextNode.valueOf(arguments);
        }
    }

    private static ObjectNode message(Item.Message message) {
        ObjectNode json = tagged("message", message).put("role", EventJson.word(message.role()));
        json.set("parts", parts(message.parts()));
        return message.incomplete() ? json.put("incomplete", true) : json;
    }

    private static ObjectNode result(Item.ToolResult result) {
        ObjectNode json = tagged("toolResult", result).put("call", result.call())
                .put("outcome", EventJson.word(result.outcome())).put("summary", result.summary());
        EventJson.put(json, "body", result.body());
        return json;
    }

    private static ArrayNode parts(List<Part> parts) {
        ArrayNode all = Json.mapper().createArrayNode();
        parts.forEach(part -> all.add(part(part)));
        return all;
    }

    private static ObjectNode part(Part part) {
        return switch (part) {
            case Part.Text text -> Json.object().put("type", "text").put("text", text.text());
            case Part.File file -> withRange(Json.object().put("type", "file").put("uri", file.uri()), file.range());
            case Part.Selection selection -> withRange(
                    Json.object().put("type", "selection").put("uri", selection.uri()), selection.range());
            case Part.Diagnostics diagnostics -> Json.object().put("type", "diagnostics").put("uri", diagnostics.uri());
            case Part.Image image -> Json.object().put("type", "image").put("mimeType", image.mimeType())
                    .put("data", image.data());
        };
    }

    private static ObjectNode withRange(ObjectNode json, @Nullable TextRange range) {
        if (range != null) {
            ObjectNode place = json.putObject("range");
            place.putObject("start").put("line", range.startLine()).put("character", range.startCharacter());
            place.putObject("end").put("line", range.endLine()).put("character", range.endCharacter());
        }
        return json;
    }
}
