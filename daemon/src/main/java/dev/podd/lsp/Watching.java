package dev.podd.lsp;

import dev.podd.approval.Person;
import dev.podd.jsonrpc.Connection;
import dev.podd.pod.Pod;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The Pods that one editor has open: it gets their events, by at most one cursor each, and its person their questions. */
final class Watching {
    private final Connection connection;
    private final EventToWire encoder;
    private final Person person;
    private final ConcurrentMap<String, Cursor> cursors = new ConcurrentHashMap<>();

    Watching(Connection connection, EventToWire encoder, Person person) {
        this.connection = connection;
        this.encoder = encoder;
        this.person = person;
    }

    /** Puts a Pod's questions to the person: what is open and not before them now, and what comes. */
    void answer(Pod pod) {
        pod.attach(person);
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

    /** The editor is gone. */
    void close() {
        cursors.values().forEach(Cursor::close);
        cursors.values().forEach(cursor -> cursor.pod().detach(person));
    }
}
