package dev.podd.jsonrpc;

/** When a request is looked at, compared with those around it. */
public enum Order {
    /** At once, on the reader, so that it has its effect before any later message is looked at. It never waits. */
    CONNECTION,
    /**
     * One queue for each {@link Queued#queue}: a request is accepted or refused before the next of the queue is looked
     * at; what follows its acceptance, such as the turn it began, holds nobody up.
     */
    QUEUED,
    /** At once, side by side with whatever runs. */
    FREE
}
