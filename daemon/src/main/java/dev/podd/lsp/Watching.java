package dev.podd.lsp;

import dev.podd.jsonrpc.Connection;
import dev.podd.pod.Pod;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The Pods that one editor watches: at most one cursor each. */
final class Watching {
    private final Connection connection;
    private final EventToWire encoder;
    private final ConcurrentMap<String, Cursor> cursors = new ConcurrentHashMap<>();

    Watching(Connection connection, EventToWire encoder) {
        this.connection = connection;
        this.encoder = encoder;
    }

    /** Sends the editor all events of a Pod after {@code seq} from here on, until the Pod is closed. Returns at once. */
    void watch(Pod pod, long seq) {
        String id = pod.id();
        Cursor cursor = new Cursor(pod, seq, connection, encoder, () -> cursors.remove(id));
        Cursor before = cursors.put(id, cursor);
        if (before != null) {
            before.close();
        }
        cursor.wake();
    }

    void close() {
        cursors.values().forEach(Cursor::close);
    }
}
