package dev.podd.language;

/** The language servers of an editor do not answer, or not as they should; the message says why. */
public final class LanguageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LanguageException(String message) {
        super(message);
    }
}
