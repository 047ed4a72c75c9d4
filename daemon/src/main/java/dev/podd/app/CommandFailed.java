package dev.podd.app;

/** A command cannot do what it was asked to; the message says why, and what to do. */
final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailed(String message) {
        super(message);
    }
}
