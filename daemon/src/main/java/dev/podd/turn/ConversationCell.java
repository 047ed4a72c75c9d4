package dev.podd.turn;

import dev.podd.log.SessionState;
import java.util.concurrent.atomic.AtomicReference;

/** The state of a Pod's session now. Its {@link Journal} writes it, all threads read it. */
public final class ConversationCell {
    private final AtomicReference<SessionState> now;

    public ConversationCell(SessionState state) {
        now = new AtomicReference<>(state);
    }

    public SessionState get() {
        return now.get();
    }

    void set(SessionState state) {
        now.set(state);
    }
}
