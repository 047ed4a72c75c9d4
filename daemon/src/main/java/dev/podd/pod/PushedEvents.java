package dev.podd.pod;

import dev.podd.event.PodEvent;
import dev.podd.event.Watcher;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to a {@link Watcher}, in order, one thread at a time: the thread that published an event, or one that is
 * still handing over those before it.
 */
final class PushedEvents implements Subscription {
    private final EventCursor cursor;
    private final Watcher watcher;
    private final AtomicInteger waiting = new AtomicInteger();

    PushedEvents(EventStream stream, @Nullable Long afterSeq, Watcher watcher) {
        this.watcher = watcher;
        this.cursor = stream.cursor(afterSeq, this::handOver);
    }

    /** Hands over what is there. No lock is held: a thread that finds another at it leaves it to that one. */
    void handOver() {
        if (waiting.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        while (seen > 0) {
            for (PodEvent next = cursor.next(); next != null; next = cursor.next()) {
                watcher.happened(next);
            }
            seen = waiting.addAndGet(-seen);
        }
    }

    @Override
    public void close() {
        cursor.close();
    }
}
