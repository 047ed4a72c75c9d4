package dev.podd.compaction;

/** There is no summary that could take the place of a history; the message says why, for the person. */
public final class SummaryFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SummaryFailedException(String reason) {
        super(reason);
    }

    SummaryFailedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
