package dev.podd.lsp.plain;

/** A chat cannot do what it was told to; the message says why, for the person. */
final class ChatRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChatRefusal(String message) {
        super(message);
    }
}
