package dev.podd.acp;

import dev.podd.acp.wire.SessionUpdate;
import dev.podd.event.PodEvent;
import dev.podd.jsonrpc.Stream;
import dev.podd.pod.EventCursor;
import dev.podd.pod.Pod;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What happens in one session on its way to the client, put into words when the client can take it. */
final class Updates implements Stream {
    static final String METHOD = "session/update";

    private final AcpClient client;
    private final String session;
    private final Pod pod;
    private final EventToUpdates encoder;
    /** Of the event that was fetched last; the writer's thread only. */
    private final Deque<SessionUpdate> left = new ArrayDeque<>();
    private volatile @Nullable EventCursor events;

    Updates(AcpClient client, String session, Pod pod) {
        this.client = client;
        this.session = session;
        this.pod = pod;
        this.encoder = new EventToUpdates(client, pod.snapshot().workingDirectory());
    }

    /** Begins with what happens from here on. */
    void begin(long afterSeq) {
        events = pod.events(afterSeq, this::wake);
        wake();
    }

    private void wake() {
        client.connection().wake(METHOD, this);
    }

    @Override
    public long last() {
        EventCursor now = events;
        return now == null ? 0 : now.last();
    }

    @Override
    public @Nullable Object next(long upTo) {
        EventCursor now = events;
        while (left.isEmpty() && now != null) {
            PodEvent event = now.next(upTo);
            if (event == null) {
                return null;
            }
            left.addAll(encoder.updates(event.event()));
        }
        SessionUpdate update = left.poll();
        return update == null ? null : new SessionUpdate.Notification(session, update);
    }

    void close() {
        EventCursor now = events;
        if (now != null) {
            now.close();
        }
    }
}
