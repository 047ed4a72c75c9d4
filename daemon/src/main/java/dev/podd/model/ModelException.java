package dev.podd.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that got no whole answer. The message is for the person and never holds a key. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as what to do next depends on it. */
    public enum Kind {
        /** Could not connect, or a time limit ran out. */
        UNREACHABLE,
        /** 408, 425, 429, 5xx, 529: the same request may work later. */
        BUSY,
        /** The stream ended or fell silent in the middle. */
        CUT,
        /** The conversation is too long for the model. */
        CONTEXT_OVERFLOW,
        /** Anything else: the same request would fail again. */
        REFUSED
    }

    private final Kind kind;
    private final int status;
    private final @Nullable Duration retryAfter;

    /**
     * @param status     HTTP status, 0 when there was none
     * @param retryAfter how long the provider asks us to wait
     */
    public ModelException(Kind kind, int status, @Nullable Duration retryAfter, String message,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    public int status() {
        return status;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the same request may work when it is sent again. */
    public boolean isPassing() {
        return switch (kind) {
            case UNREACHABLE, BUSY, CUT -> true;
            case CONTEXT_OVERFLOW, REFUSED -> false;
        };
    }
}
