package dev.podd.turn;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Where a Pod's conversation stands now: written by whoever runs the turn, read by anyone at any time. */
public final class ConversationCell {
    private final AtomicReference<Conversation> now;

    public ConversationCell(Conversation conversation) {
        now = new AtomicReference<>(conversation);
    }

    public Conversation get() {
        return now.get();
    }

    public Conversation update(UnaryOperator<Conversation> change) {
        return now.updateAndGet(change);
    }
}
