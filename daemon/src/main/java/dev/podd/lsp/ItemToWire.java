package dev.podd.lsp;

import dev.podd.item.Item;
import dev.podd.item.Location;
import dev.podd.item.Part;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import dev.podd.jsonrpc.JsonText;
import dev.podd.lsp.wire.ItemTypes.WireItem;
import dev.podd.lsp.wire.ItemTypes.WireLocation;
import dev.podd.lsp.wire.ItemTypes.WirePart;
import dev.podd.lsp.wire.ItemTypes.WireRole;
import dev.podd.lsp.wire.ItemTypes.WireToolOutcome;
import java.util.List;

/** Pieces of conversation as editors get them. */
final class ItemToWire {
    private final Documents documents;

    ItemToWire(Documents documents) {
        this.documents = documents;
    }

    WireItem item(Item item) {
        return switch (item) {
            case Item.Message message -> message(message, WireRole.valueOf(message.role().name()));
            case Item.Reasoning reasoning -> new WireItem.Reasoning(reasoning.id(), reasoning.text());
            case Item.ToolCall call -> new WireItem.ToolCall(call.id(), call.call(), call.name(),
                    new JsonText(json(call.arguments())));
            case Item.ToolResult result -> new WireItem.ToolResult(result.id(), result.call(),
                    WireToolOutcome.valueOf(result.outcome().name()), result.summary(), result.body());
        };
    }

    /** A message that Podd itself said, in whatever role the model has it. */
    WireItem ours(Item.Message message) {
        return message(message, WireRole.SYSTEM);
    }

    private WireItem message(Item.Message message, WireRole role) {
        return new WireItem.Message(message.id(), role, message.parts().stream().map(this::part).toList(),
                message.incomplete() ? true : null);
    }

    static List<WireLocation> locations(List<Location> locations) {
        return locations.stream().map(location -> new WireLocation(location.uri(), location.line())).toList();
    }

    private WirePart part(Part part) {
        return switch (part) {
            case Part.Text text -> new WirePart.Text(text.text());
            case Part.File file -> new WirePart.File(file.uri(),
                    file.range() == null ? null : documents.toWire(file.uri(), file.range()));
            case Part.Selection selection -> new WirePart.Selection(selection.uri(),
                    documents.toWire(selection.uri(), selection.range()));
            case Part.Diagnostics diagnostics -> new WirePart.Diagnostics(diagnostics.uri());
            case Part.Image image -> new WirePart.Image(image.mimeType(), image.data());
        };
    }

    /** What a model wrote as arguments: itself if it is JSON, else a text that holds it. */
    private static String json(String arguments) {
        try {
            return Json.write(Json.read(arguments));
        } catch (JsonException e) {
            return Json.write(arguments);
        }
    }
}
