package dev.podd.workspace;

/** An editor does not change a document, or does not show that it has; the message says why. */
public final class DocumentException extends Exception {
    private static final long serialVersionUID = 1;

    public DocumentException(String why) {
        super(why);
    }
}
