package dev.podd.lsp.wire;

/** How a turn ended. */
public enum WireOutcome {
    /** The model was done. */
    FINISHED,
    /** It waits to be resumed. */
    PAUSED,
    /** It needed more requests than a turn may make. */
    LIMIT_REACHED,
    /** The person stopped it. */
    CANCELLED,
    /** It could not go on. */
    ERROR
}
