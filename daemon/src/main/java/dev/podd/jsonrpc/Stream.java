package dev.podd.jsonrpc;

import org.jspecify.annotations.Nullable;

/**
 * A source of notifications of which there may be very many, numbered in their order. The writer fetches them one by one
 * when the peer can take them, so the source may still shorten what waits, and never waits for the peer. Both methods
 * return at once.
 */
public interface Stream {
    /** Number of the newest notification; 0 before the first. */
    long last();

    /** The params of the next notification with a number of at most {@code upTo}, or null when there is none now. */
    @Nullable Object next(long upTo);
}
