package dev.podd.scope;

import org.jspecify.annotations.Nullable;

/** Rules that make no scope. */
public final class ScopeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable String path;

    /** What is wrong with them. */
    public enum Reason {
        /** There is no allow rule. */
        EMPTY_ALLOW,
        /** Relative targets have nothing firm to begin from. */
        BASE_NOT_ABSOLUTE,
        /** A target leads nowhere: a link to nothing, a {@code ..} beyond what exists, no path at all. */
        UNRESOLVABLE_TARGET,
        /** A name is no glob. */
        INVALID_NAME
    }

    ScopeException(Reason reason, @Nullable String path, String message) {
        super(message);
        this.reason = reason;
        this.path = path;
    }

    public Reason reason() {
        return reason;
    }

    /** The path or glob in question, as it was written; null when it is about none. */
    public @Nullable String path() {
        return path;
    }
}
