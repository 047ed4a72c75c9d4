package dev.podd.acp.wire;

import dev.podd.jsonrpc.Spelled;
import org.jspecify.annotations.Nullable;

/** What a tool call shows. */
@Spelled
public sealed interface ToolCallContent {
    record Content(ContentBlock content) implements ToolCallContent {}

    /** A change of a file; {@code oldText} is absent where there was none. */
    record Diff(String path, @Nullable String oldText, String newText) implements ToolCallContent {}
}
