package dev.podd.jsonrpc;

import org.jspecify.annotations.Nullable;

/**
 * Where notifications of which there may be very many come from. They are fetched one by one when the peer can take
 * them, so that what waits can still be made shorter, and nobody who makes them ever waits for the peer.
 */
@FunctionalInterface
public interface Stream {
    /** The params of the next notification, or null when there is none now. Returns at once. */
    @Nullable Object next();
}
