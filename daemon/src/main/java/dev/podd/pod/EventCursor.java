package dev.podd.pod;

import dev.podd.event.PodEvent;
import org.jspecify.annotations.Nullable;

/**
 * One watcher's place in the events of a Pod. Events wait in the Pod until they are fetched, so a watcher that is slow
 * holds no memory of its own. Safe on every thread; one thread at a time fetches.
 */
public final class EventCursor implements AutoCloseable {
    private final EventStream stream;
    private final Runnable wake;
    /** Number of the last event fetched; guarded by the stream's lock. */
    long seq;

    EventCursor(EventStream stream, Runnable wake, long seq) {
        this.stream = stream;
        this.wake = wake;
        this.seq = seq;
    }

    /** The next event, or null when there is none now. Returns at once. */
    public @Nullable PodEvent next() {
        return next(Long.MAX_VALUE);
    }

    /** The next event whose number is at most {@code upTo}, or null when there is none now. Returns at once. */
    public @Nullable PodEvent next(long upTo) {
        return stream.next(this, upTo);
    }

    /** Number of the Pod's last event; 0 before the first. */
    public long last() {
        return stream.last();
    }

    /** Whether the Pod is closed and all of its events were fetched. */
    public boolean isAtEnd() {
        return stream.isAtEnd(this);
    }

    /** Fetches nothing more; the caller is no longer woken. */
    @Override
    public void close() {
        stream.remove(this);
    }

    void wake() {
        wake.run();
    }
}
