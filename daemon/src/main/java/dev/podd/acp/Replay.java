package dev.podd.acp;

import dev.podd.acp.wire.SessionUpdate;
import dev.podd.jsonrpc.Stream;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Updates of the past, each made when the client can take it. One thread at a time. */
final class Replay<T> implements Stream {
    private final String session;
    private final List<T> past;
    private final Function<T, List<SessionUpdate>> encoder;
    private int at;
    private List<SessionUpdate> left = List.of();

    Replay(String session, List<T> past, Function<T, List<SessionUpdate>> encoder) {
        this.session = session;
        this.past = past;
        this.encoder = encoder;
    }

    @Override
    public long last() {
        return past.size();
    }

    @Override
    public @Nullable Object next(long upTo) {
        while (left.isEmpty()) {
            if (at == past.size()) {
                return null;
            }
            left = encoder.apply(past.get(at));
            at++;
        }
        SessionUpdate update = left.getFirst();
        left = left.subList(1, left.size());
        return new SessionUpdate.Notification(session, update);
    }
}
