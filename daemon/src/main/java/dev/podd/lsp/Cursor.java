package dev.podd.lsp;

import dev.podd.event.PodEvent;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.Stream;
import dev.podd.pod.EventCursor;
import dev.podd.pod.Pod;
import org.jspecify.annotations.Nullable;

/** The events of one Pod on their way to one editor, encoded when the editor can take them. */
final class Cursor implements Stream {
    private final Connection connection;
    private final EventToWire encoder;
    private final Runnable ended;
    private final EventCursor events;

    /** @param ended called when the Pod is closed and its last event was fetched */
    Cursor(Pod pod, long afterSeq, Connection connection, EventToWire encoder, Runnable ended) {
        this.connection = connection;
        this.encoder = encoder;
        this.ended = ended;
        this.events = pod.events(afterSeq, this::wake);
    }

    @Override
    public long last() {
        return events.last();
    }

    @Override
    public @Nullable Object next(long upTo) {
        PodEvent event = events.next(upTo);
        if (event != null) {
            return encoder.event(event);
        }
        if (events.isAtEnd()) {
            ended.run();
        }
        return null;
    }

    void wake() {
        connection.wake("pod/event", this);
    }

    void close() {
        events.close();
    }
}
