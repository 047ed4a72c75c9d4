package dev.podd.pod;

/** What a session asks of its person. */
public enum Attention {
    NONE, RUNNING,
    /** A question waits, or the turn is paused. */
    NEEDS_YOU,
    /** A turn has ended while no window had it open any more. */
    UNREAD
}
