package dev.podd.log;

import java.time.Instant;
import java.time.ZoneOffset;

/** A session names the content of a file that the quota of checkpoints has dropped. No damage: the log says so itself. */
public final class CheckpointDroppedException extends LogException {
    private static final long serialVersionUID = 1L;

    private final String hash;
    private final long droppedAt;

    /**
     * @param hash      of the content
     * @param droppedAt when, in milliseconds since 1970
     */
    public CheckpointDroppedException(String session, String hash, long droppedAt) {
        super("session " + session + " has no content " + hash + " any more: the quota of checkpoints dropped it on "
                + day(droppedAt), null);
        this.hash = hash;
        this.droppedAt = droppedAt;
    }

    /** The day in UTC, as in 2026-11-29. */
    public static String day(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    public String hash() {
        return hash;
    }

    /** In milliseconds since 1970. */
    public long droppedAt() {
        return droppedAt;
    }
}
