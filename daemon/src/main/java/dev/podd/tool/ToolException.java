package dev.podd.tool;

import org.jspecify.annotations.Nullable;

/** A call that cannot be done; the model reads the message (and the body) and may act on it. */
public final class ToolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String body;

    public ToolException(String message) {
        this(message, null);
    }

    public ToolException(String message, @Nullable String body) {
        super(message);
        this.body = body;
    }

    public @Nullable String body() {
        return body;
    }
}
