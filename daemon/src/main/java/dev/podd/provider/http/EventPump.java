package dev.podd.provider.http;

import dev.podd.provider.wire.AnswerReader;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import org.jspecify.annotations.Nullable;

/** Passes the events of one response to the answer's reader, on the thread that reads the socket. */
final class EventPump extends EventSourceListener {
    private static final String PING = "ping";

    private final AnswerReader reader;
    private final BoundedStream stream;
    private String last = "";
    private boolean isWhole;
    private @Nullable RuntimeException thrown;
    private @Nullable Throwable broken;

    /** @param stream told of each event, and whether the answer goes on with it */
    EventPump(AnswerReader reader, BoundedStream stream) {
        this.reader = reader;
        this.stream = stream;
    }

    @Override
    public void onEvent(EventSource source, @Nullable String id, @Nullable String type, String data) {
        if (Thread.currentThread().isInterrupted()) {
            source.cancel();
            return;
        }
        boolean saysNothing = PING.equals(type) || data.isBlank();
        stream.eventRead(saysNothing || data.equals(last));
        last = saysNothing ? last : data;
        try {
            isWhole = reader.accept(data);
        } catch (RuntimeException e) {
            thrown = e;
        }
        if (isWhole || thrown != null) {
            source.cancel();
        }
    }

    @Override
    public void onFailure(EventSource source, @Nullable Throwable t, @Nullable Response response) {
        broken = t;
    }

    /** Whether the reader has seen the end of the answer. */
    boolean isWhole() {
        return isWhole;
    }

    /** What reader or listener threw. */
    @Nullable RuntimeException thrown() {
        return thrown;
    }

    /** Why the stream broke, null when it ended. */
    @Nullable Throwable broken() {
        return broken;
    }
}
