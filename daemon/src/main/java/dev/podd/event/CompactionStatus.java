package dev.podd.event;

/** How compaction stands; {@code failures} are those in a row. */
public record CompactionStatus(State state, int failures) {
    /** What compaction does. */
    public enum State {
        /** Nothing unless it is asked for. */
        OFF, IDLE, RUNNING,
        /** It failed too often in a row. */
        DISABLED
    }
}
