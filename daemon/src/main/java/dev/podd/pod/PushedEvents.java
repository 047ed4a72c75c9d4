package dev.podd.pod;

import dev.podd.event.PodEvent;
import dev.podd.event.Watcher;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to a {@link Watcher}, in order, one thread at a time: the thread that published an event, or one that is
 * still handing over those before it.
 */
final class PushedEvents implements Subscription {
    private static final System.Logger LOG = System.getLogger(PushedEvents.class.getName());

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
        try {
            while (seen > 0) {
                for (PodEvent next = cursor.next(); next != null; next = cursor.next()) {
                    tell(next);
                }
                seen = waiting.addAndGet(-seen);
            }
        } catch (Error fatal) {
            waiting.set(0); // the thread of the next event hands over what is left
            throw fatal;
        }
    }

    /** A watcher that fails misses that event, and nobody else is concerned. */
    private void tell(PodEvent event) {
        try {
            watcher.happened(event);
        } catch (RuntimeException failed) {
            LOG.log(Level.ERROR, "a watcher of Pod " + event.pod() + " failed at event " + event.seq(), failed);
        }
    }

    @Override
    public void close() {
        cursor.close();
    }
}
