package dev.podd.turn;

import dev.podd.item.TurnError;

import org.jspecify.annotations.Nullable;

/** Ends a turn with outcome error. */
public final class TurnFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code as in {@link TurnError} */
    public TurnFailedException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    static TurnFailedException aborted(String reason) {
        return new TurnFailedException("aborted", reason, null);
    }

    TurnError error() {
        return new TurnError(code, String.valueOf(getMessage()));
    }
}
