package dev.podd.log;

/** When an append must be on the disk. */
public enum Durability {
    /** Before the append returns. */
    NOW,
    /** Within 50 ms; appends are grouped, their order is kept. */
    SOON
}
