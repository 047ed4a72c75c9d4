package dev.podd.provider.editor;

import dev.podd.item.Item;
import dev.podd.item.ToolOutcome;
import dev.podd.model.ModelRequest;
import dev.podd.model.ToolSpec;
import dev.podd.model.editor.EditorRequest;
import dev.podd.model.editor.EditorRequest.Content;
import dev.podd.model.editor.EditorRequest.Message;
import dev.podd.provider.wire.Burst;
import dev.podd.provider.wire.CallArguments;
import dev.podd.provider.wire.Piece;
import dev.podd.provider.wire.ResultText;
import dev.podd.provider.wire.ToolNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request as an editor passes it on. What Podd itself says is the user's; reasoning is left out, since no editor takes it
 * back; results of tools stand in a message of their own, without which Copilot refuses the request.
 */
final class EditorMessages {
    private EditorMessages() {}

    static EditorRequest request(@Nullable String model, ModelRequest request, ToolNames names, Duration silence) {
        List<ToolSpec> tools = request.tools().stream()
                .map(tool -> new ToolSpec(names.toWire(tool.name()), tool.description(), tool.schema())).toList();
        return new EditorRequest(model, request.systemPrompt(), messages(request.history(), names), tools,
                request.settings(), silence);
    }

    private static List<Message> messages(List<Item> history, ToolNames names) {
        List<Message> messages = new ArrayList<>();
        for (Burst burst : Burst.of(history)) {
            switch (burst) {
                case Burst.FromModel(var items) -> add(messages, true,
                        items.stream().flatMap(item -> said(item, names)).toList());
                case Burst.ToModel(var results, var spoken) -> {
                    add(messages, false, results.stream().map(EditorMessages::result).toList());
                    spoken.forEach(message -> add(messages, false,
                            Piece.of(message).stream().map(EditorMessages::content).toList()));
                }
            }
        }
        return messages;
    }

    private static void add(List<Message> messages, boolean isFromModel, List<Content> contents) {
        if (!contents.isEmpty()) {
            messages.add(new Message(isFromModel, contents));
        }
    }

    private static Stream<Content> said(Item item, ToolNames names) {
        return switch (item) {
            case Item.Message message -> Piece.of(message).stream().map(EditorMessages::content);
            case Item.ToolCall call -> Stream.of(new Content.Call(call.call(), names.toWire(call.name()),
                    CallArguments.object(call.arguments())));
            case Item.Reasoning reasoning -> Stream.empty();
            case Item.ToolResult result -> Stream.empty();
        };
    }

    private static Content result(Item.ToolResult result) {
        return new Content.Result(result.call(), ResultText.withoutImages(result),
                result.outcome() != ToolOutcome.OK);
    }

    private static Content content(Piece piece) {
        return switch (piece) {
            case Piece.Text text -> new Content.Text(text.text());
            case Piece.Image image -> new Content.Image(image.mimeType(), image.data());
        };
    }
}
