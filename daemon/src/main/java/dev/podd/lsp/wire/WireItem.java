package dev.podd.lsp.wire;

import dev.podd.jsonrpc.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One piece of conversation; ids stay the same at every restore. */
public sealed interface WireItem {
    /** What one side said. */
    record Message(String id, WireRole role, List<WirePart> parts, @Nullable Boolean incomplete) implements WireItem {}

    /** What the model thought aloud. */
    record Reasoning(String id, String text) implements WireItem {}

    /** A tool that the model wants run. */
    record ToolCall(String id, String call, String name, JsonText arguments) implements WireItem {}

    /** The one answer to a tool call. */
    record ToolResult(String id, String call, WireToolOutcome outcome, String summary, @Nullable String body)
            implements WireItem {}
}
