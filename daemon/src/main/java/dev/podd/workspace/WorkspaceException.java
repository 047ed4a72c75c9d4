package dev.podd.workspace;

import org.jspecify.annotations.Nullable;

/** A file that cannot be read or written as asked. The message names it and says what to do, for a model to act on. */
public final class WorkspaceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String detail;

    WorkspaceException(String message) {
        this(message, null, null);
    }

    WorkspaceException(String message, Throwable cause) {
        this(message, null, cause);
    }

    WorkspaceException(String message, @Nullable String detail, @Nullable Throwable cause) {
        super(message, cause);
        this.detail = detail;
    }

    /** More than a message should hold: a diff. */
    public @Nullable String detail() {
        return detail;
    }
}
