package dev.podd.item;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a turn ended; the names are those of the log. */
public enum TurnOutcome {
    @JsonProperty("finished")
    FINISHED,
    /** A hook stopped it, or it waits for a person; it can be resumed. */
    @JsonProperty("paused")
    PAUSED,
    /** It needed more requests than a turn may make. */
    @JsonProperty("limit_reached")
    LIMIT_REACHED,
    @JsonProperty("cancelled")
    CANCELLED,
    @JsonProperty("error")
    ERROR,
    /** A compaction takes over and resumes it; never seen outside the log. */
    @JsonProperty("yielded")
    YIELDED;

    /** Whether the turn stopped before the model was done with it. */
    public boolean isInterrupted() {
        return switch (this) {
            case PAUSED, CANCELLED, ERROR, YIELDED -> true;
            case FINISHED, LIMIT_REACHED -> false;
        };
    }
}
