package dev.podd.lsp;

import dev.podd.jsonrpc.Connection;
import dev.podd.pod.Pod;
import dev.podd.pod.Window;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/** The Pods that one editor has open: it gets their events, by at most one cursor each, and they get its window. */
final class Watching {
    private final Connection connection;
    private final EventToWire encoder;
    private final Window window;
    private final Consumer<String> closed;
    private final ConcurrentMap<String, Cursor> cursors = new ConcurrentHashMap<>();
    private final Set<Pod> attached = new HashSet<>(); // guarded by itself
    private boolean isClosed; // guarded by attached

    /** @param closed takes the id of a Pod that was closed, when its last event was fetched */
    Watching(Connection connection, EventToWire encoder, Window window, Consumer<String> closed) {
        this.closed = closed;
        this.connection = connection;
        this.encoder = encoder;
        this.window = window;
    }

    /** Gives a Pod the window, whose person is asked what is open there and not before them now, and what comes. */
    void attach(Pod pod) {
        synchronized (attached) {
            if (!isClosed) {
                attached.add(pod);
                pod.attach(window);
            }
        }
    }

    /** Takes the window from a Pod whose events the editor does not get. */
    void leave(Pod pod) {
        synchronized (attached) {
            if (!isWatching(pod) && attached.remove(pod)) {
                pod.detach(window);
            }
        }
    }

    /** Sends the editor all events of a Pod after {@code seq} from here on, until the Pod is closed. Returns at once. */
    void watch(Pod pod, long seq) {
        String id = pod.id();
        Cursor cursor = new Cursor(pod, seq, connection, encoder, () -> ended(pod));
        Cursor before = cursors.put(id, cursor);
        if (before != null) {
            before.close();
        }
        cursor.wake();
    }

    /** Like {@link #watch} where the editor does not get the Pod's events yet; else they go on as they come. */
    void goOn(Pod pod, long seq) {
        cursors.computeIfAbsent(pod.id(), id -> new Cursor(pod, seq, connection, encoder, () -> ended(pod))).wake();
    }

    /** Whether the editor gets a Pod's events; it may have got more of them by now than another cursor would know. */
    boolean isWatching(Pod pod) {
        return cursors.containsKey(pod.id());
    }

    private void ended(Pod pod) {
        cursors.remove(pod.id());
        synchronized (attached) {
            attached.remove(pod);
        }
        closed.accept(pod.id());
    }

    /** The editor is gone. */
    void close() {
        cursors.values().forEach(Cursor::close);
        synchronized (attached) {
            isClosed = true;
            attached.forEach(pod -> pod.detach(window));
            attached.clear();
        }
    }
}
