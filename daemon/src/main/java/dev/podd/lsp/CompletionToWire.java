package dev.podd.lsp;

import dev.podd.json.Json;
import dev.podd.jsonrpc.JsonText;
import dev.podd.lsp.wire.EditorTypes.CompletionMessage;
import dev.podd.lsp.wire.EditorTypes.CompletionPart;
import dev.podd.lsp.wire.EditorTypes.CompletionTool;
import dev.podd.lsp.wire.EditorTypes.EditorCompleteParams;
import dev.podd.lsp.wire.ItemTypes.WireRole;
import dev.podd.model.RequestSettings;
import dev.podd.model.editor.EditorRequest;

/** Requests to an editor's language model as the editor gets them. */
final class CompletionToWire {
    private CompletionToWire() {}

    /** @param completion names it */
    static EditorCompleteParams params(String completion, EditorRequest request) {
        RequestSettings settings = request.settings();
        return new EditorCompleteParams(completion, request.model(), request.system(),
                request.messages().stream().map(CompletionToWire::message).toList(),
                request.tools().stream().map(tool -> new CompletionTool(tool.name(), tool.description(),
                        new JsonText(Json.write(tool.schema())))).toList(),
                settings.maxTokens(), settings.temperature(), settings.topP(),
                settings.stop().isEmpty() ? null : settings.stop());
    }

    private static CompletionMessage message(EditorRequest.Message message) {
        return new CompletionMessage(message.isFromModel() ? WireRole.ASSISTANT : WireRole.USER,
                message.contents().stream().map(CompletionToWire::part).toList());
    }

    private static CompletionPart part(EditorRequest.Content content) {
        return switch (content) {
            case EditorRequest.Content.Text text -> new CompletionPart.Text(text.text());
            case EditorRequest.Content.Image image -> new CompletionPart.Image(image.mimeType(), image.data());
            case EditorRequest.Content.Call call -> new CompletionPart.ToolCall(call.call(), call.name(),
                    new JsonText(call.arguments()));
            case EditorRequest.Content.Result result -> new CompletionPart.ToolResult(result.call(), result.text(),
                    result.hasFailed() ? true : null);
        };
    }
}
