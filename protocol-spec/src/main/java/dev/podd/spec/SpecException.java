package dev.podd.spec;

/** The specification, or a transcript, does not hold together. */
public final class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpecException(String message) {
        super(message);
    }
}
