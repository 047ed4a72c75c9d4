package dev.podd.lsp.wire;

import dev.podd.jsonrpc.JsonText;
import dev.podd.lsp.wire.ItemTypes.WireRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Podd asks of the editor's language servers and of its language models. */
public final class EditorTypes {
    private EditorTypes() {}

    /** What Podd wants to know from the editor's language servers. */
    public record EditorQueryParams(EditorQuery query, Lsp.@Nullable TextDocumentIdentifier textDocument,
            Lsp.@Nullable Position position, @Nullable String text) {}

    /** A request of LSP that the editor passes on to its language servers. */
    public enum EditorQuery {
        DIAGNOSTICS, DEFINITION, REFERENCES, SYMBOLS, HOVER, RENAME
    }

    /** The language models of an editor. */
    public record EditorModelsResult(List<WireEditorModel> models) {}

    /** A language model of an editor. */
    public record WireEditorModel(String id, @Nullable Long contextWindow) {}

    /** A conversation to go on with, whole. */
    public record EditorCompleteParams(String completion, @Nullable String model, @Nullable String system,
            List<CompletionMessage> messages, List<CompletionTool> tools, @Nullable Integer maxTokens,
            @Nullable Double temperature, @Nullable Double topP, @Nullable List<String> stop) {}

    /** What one side said. */
    public record CompletionMessage(WireRole role, List<CompletionPart> parts) {}

    /** A part of a message as a model gets it. */
    public sealed interface CompletionPart {
        /** What was written. */
        record Text(String text) implements CompletionPart {}

        /** A picture. */
        record Image(String mimeType, String data) implements CompletionPart {}

        /** A tool that the model wanted run. */
        record ToolCall(String call, String name, JsonText arguments) implements CompletionPart {}

        /** The answer to a tool call. */
        record ToolResult(String call, String text, @Nullable Boolean failed) implements CompletionPart {}
    }

    /** A tool as a model is told of it. */
    public record CompletionTool(String name, String description, JsonText schema) {}

    /** What a model says. */
    public record EditorCompletingParams(String completion, List<CompletionPiece> pieces) {}

    /** A piece of a model's answer. */
    public sealed interface CompletionPiece {
        /** More text. */
        record Text(String text) implements CompletionPiece {}

        /** A tool that the model wants run, whole. */
        record ToolCall(String call, String name, JsonText arguments) implements CompletionPiece {}
    }

    /** How a model's answer ended. */
    public sealed interface EditorCompleteResult {
        /** It is whole, or cut at the limit of its length. */
        record Completed(@Nullable CompletionStop stop, @Nullable Long input, @Nullable Long output)
                implements EditorCompleteResult {}

        /** There is no whole answer; what came of it stays. */
        record Failed(CompletionFault fault, String message) implements EditorCompleteResult {}
    }

    /** Why a model stopped. */
    public enum CompletionStop {
        /** It has said all, or waits for tools. */
        DONE,
        /** The limit on the answer's length cut it. */
        MAX_TOKENS,
        /** It declines to go on. */
        REFUSED
    }

    /** Why there is no whole answer. */
    public enum CompletionFault {
        NO_MODEL, NO_CONSENT, QUOTA, BLOCKED, OFF_TOPIC, TOO_LONG, BUSY, OTHER
    }
}
