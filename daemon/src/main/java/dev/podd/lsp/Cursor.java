package dev.podd.lsp;

import dev.podd.event.PodEvent;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.Stream;
import org.jspecify.annotations.Nullable;

/** One editor's place in a {@link Feed}. */
final class Cursor implements Stream {
    private final Feed feed;
    private final Connection connection;
    private final EventToWire events;
    /** Number of the last event fetched; guarded by the feed's lock. */
    long seq;

    Cursor(Feed feed, Connection connection, EventToWire events) {
        this.feed = feed;
        this.connection = connection;
        this.events = events;
    }

    @Override
    public @Nullable Object next() {
        PodEvent event = feed.next(this);
        return event == null ? null : events.event(event);
    }

    void wake() {
        connection.wake("pod/event", this);
    }
}
