package dev.podd.provider.wire;

/** A model's answer, or one event of it, is longer than Podd takes; the message says which limit, without a subject. */
public final class AnswerTooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AnswerTooLong(String message) {
        super(message);
    }
}
