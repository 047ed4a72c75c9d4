package dev.podd.jsonrpc;

/** Params of a method with {@link Order#QUEUED}. */
public interface Queued {
    /** Names the queue; requests of equal queues keep their order. */
    Object queue();
}
