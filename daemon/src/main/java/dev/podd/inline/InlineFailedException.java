package dev.podd.inline;

/** An inline edit that cannot be made; nothing has changed. */
public final class InlineFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code the name of what went wrong, for programs */
    InlineFailedException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The name of what went wrong. */
    public String code() {
        return code;
    }
}
