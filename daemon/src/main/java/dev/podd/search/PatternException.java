package dev.podd.search;

/** A pattern that cannot be read; the message says where and why. */
public final class PatternException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PatternException(String message) {
        super(message);
    }

    PatternException(String message, Throwable cause) {
        super(message, cause);
    }
}
