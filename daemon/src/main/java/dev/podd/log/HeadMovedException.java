package dev.podd.log;

/** Another writer has appended since. */
public final class HeadMovedException extends LogException {
    private static final long serialVersionUID = 1L;

    public HeadMovedException(Head expected, Head actual) {
        super("the session's head is " + actual + ", not " + expected, null);
    }
}
