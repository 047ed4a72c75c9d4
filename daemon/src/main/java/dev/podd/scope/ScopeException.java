package dev.podd.scope;

/** Rules that make no scope. */
public final class ScopeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScopeException(String message) {
        super(message);
    }
}
