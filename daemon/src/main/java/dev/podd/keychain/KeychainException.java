package dev.podd.keychain;

/** The keychain does not answer, or cannot be asked; the message says why and what helps, and holds no key. */
public final class KeychainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeychainException(String message) {
        super(message);
    }

    KeychainException(String message, Throwable cause) {
        super(message, cause);
    }
}
