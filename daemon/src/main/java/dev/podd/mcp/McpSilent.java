package dev.podd.mcp;

import org.jspecify.annotations.Nullable;

/** An MCP server gave no answer in time. */
final class McpSilent extends McpException {
    private static final long serialVersionUID = 1L;

    McpSilent(String message, @Nullable String detail) {
        super(message, detail);
    }
}
