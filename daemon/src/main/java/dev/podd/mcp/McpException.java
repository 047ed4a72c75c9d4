package dev.podd.mcp;

import org.jspecify.annotations.Nullable;

/** An MCP server did not do what was asked of it. The message names the server; the detail is in the server's own words. */
class McpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String detail;

    McpException(String message, @Nullable String detail) {
        super(message);
        this.detail = detail == null || detail.isBlank() ? null : detail;
    }

    /** What the server said, as far as it said anything. */
    @Nullable String detail() {
        return detail;
    }

    /** For the person, who sees one line. */
    String inOneLine() {
        String said = detail == null ? "" : ": " + detail.strip().lines().reduce((first, last) -> last).orElse("");
        return getMessage() + said;
    }
}
