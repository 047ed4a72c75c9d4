package dev.podd.pod;

/** What a Pod is doing. */
public enum PodState {
    IDLE, RUNNING,
    /** Its last turn waits to be resumed. */
    PAUSED
}
