package dev.podd.lsp.wire;

/** What a Pod is doing. */
public enum WireState {
    /** Nothing. */
    IDLE,
    /** A turn runs. */
    RUNNING,
    /** Its last turn waits to be resumed. */
    PAUSED
}
