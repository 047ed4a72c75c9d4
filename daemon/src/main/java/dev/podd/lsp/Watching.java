package dev.podd.lsp;

import dev.podd.jsonrpc.Connection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What one editor watches: at most one cursor in each feed. */
final class Watching {
    private final Connection connection;
    private final EventToWire events;
    private final ConcurrentMap<Feed, Cursor> cursors = new ConcurrentHashMap<>();

    Watching(Connection connection, EventToWire events) {
        this.connection = connection;
        this.events = events;
    }

    /** From here on the editor gets all events of a feed after {@code seq}. */
    void watch(Feed feed, long seq) {
        feed.attach(cursors.computeIfAbsent(feed, same -> new Cursor(same, connection, events)), seq);
    }

    /** There will be no more events; those that there are still go out. */
    void forget(Feed feed) {
        cursors.remove(feed);
    }

    void close() {
        cursors.forEach(Feed::detach);
    }
}
