package dev.podd.shell;

/** A text that is no command line, or one that means different things to different shells. Ends the reading of it. */
final class UnclearException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnclearException(String message) {
        super(message, null, false, false);
    }
}
