package dev.podd.lsp.wire;

/** What compaction does. */
public enum CompactionState {
    /** Nothing unless it is asked for; the model's window is not known, or the manifest says so. */
    OFF,
    /** Nothing now. */
    IDLE,
    /** A summary is being made, or waits to take hold. */
    RUNNING,
    /** It failed too often in a row; by hand it can be tried again. */
    DISABLED
}
