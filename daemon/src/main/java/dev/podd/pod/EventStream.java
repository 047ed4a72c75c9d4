package dev.podd.pod;

import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The events of one Pod: numbered without gaps, the newest kept, fetched by each {@link EventCursor} at its own
 * pace. {@link #publish} never waits for a watcher, and no watcher makes the stream grow: it keeps at most {@value #KEPT}
 * events and {@value #KEPT_TEXT} characters of them, give or take an eighth. While no cursor has fetched the last event,
 * a delta that continues it is joined to it. A cursor that falls behind what is kept gets a warning in place of the
 * events that it missed. Safe on every thread.
 */
final class EventStream {
    static final int KEPT = 4000;
    static final long KEPT_TEXT = 4 << 20;
    /** Events over {@link #KEPT} at which the oldest are dropped, many at once. */
    private static final int SLACK = 500;
    /** How many output events of other calls a chunk of output may overtake to be joined to its own call's. */
    private static final int OVERTAKEN = 16;

    private final String pod;
    private final ReentrantLock lock = new ReentrantLock();
    /** These six are guarded by the lock. */
    private final List<KeptEvent> kept = new ArrayList<>();
    private final Set<EventCursor> cursors = new LinkedHashSet<>();
    private long last;
    private long fetched;
    private long text;
    private boolean isClosed;

    /** @param last number of the last event of this Pod in a process that has ended; 0 for a new Pod */
    EventStream(String pod, long last) {
        this.pod = pod;
        this.last = last;
    }

    /**
     * Numbers the next event above a number that a watcher has already seen, at least. Watchers that are there already
     * miss what that one has seen, and what they have not fetched, and are warned.
     */
    void skipTo(long seq, String session) {
        List<EventCursor> waiting = List.of();
        lock.lock();
        try {
            if (seq > last) {
                last = seq;
                text = 0;
                kept.clear();
                if (!cursors.isEmpty()) {
                    cursors.forEach(cursor -> cursor.seq = seq);
                    add(session, new Event.Warning("events were left out when Podd was started again; session/read has"
                            + " what came of them"));
                    waiting = List.copyOf(cursors);
                }
            }
        } finally {
            lock.unlock();
        }
        waiting.forEach(EventCursor::wake);
    }

    /** Numbers an event and wakes the cursors; events have the order of these calls. */
    void publish(String session, Event event) {
        List<EventCursor> waiting;
        lock.lock();
        try {
            add(session, event);
            waiting = List.copyOf(cursors);
        } finally {
            lock.unlock();
        }
        waiting.forEach(EventCursor::wake);
    }

    /**
     * Adds a cursor.
     *
     * @param afterSeq number of the last event that it skips, at most that of the last event; null for new events only
     * @param wake     called after each event, on the thread that published it; returns at once
     */
    EventCursor cursor(@Nullable Long afterSeq, Runnable wake) {
        lock.lock();
        try {
            EventCursor cursor = new EventCursor(this, wake, afterSeq == null ? last : Math.clamp(afterSeq, 0, last));
            fetched = Math.max(fetched, cursor.seq); // what it skips must not grow by what comes
            cursors.add(cursor);
            return cursor;
        } finally {
            lock.unlock();
        }
    }

    void remove(EventCursor cursor) {
        lock.lock();
        try {
            cursors.remove(cursor);
        } finally {
            lock.unlock();
        }
    }

    /** Number of the last event. */
    long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** Number of the last event, to which nothing is joined from here on: a cursor that skips it misses nothing. */
    long closeLast() {
        lock.lock();
        try {
            fetched = last;
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** The first event after the cursor's place and up to a number; null when there is none. */
    @Nullable PodEvent next(EventCursor cursor, long upTo) {
        lock.lock();
        try {
            long first = last - kept.size() + 1;
            if (cursor.seq >= Math.min(upTo, last) || !cursors.contains(cursor)) {
                return null;
            }
            if (kept.isEmpty()) {
                cursor.seq = last; // what was before is gone with another process
                return null;
            }
            if (cursor.seq + 1 < first) {
                return missed(cursor, first - 1);
            }
            cursor.seq++;
            fetched = Math.max(fetched, cursor.seq);
            return kept.get((int) (cursor.seq - first)).get();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the Pod is closed and a cursor has fetched all that there was. */
    boolean isAtEnd(EventCursor cursor) {
        lock.lock();
        try {
            return isClosed && cursor.seq >= last;
        } finally {
            lock.unlock();
        }
    }

    /** There will be no more events; those that are kept can still be fetched. */
    void close() {
        List<EventCursor> waiting;
        lock.lock();
        try {
            isClosed = true;
            waiting = List.copyOf(cursors);
        } finally {
            lock.unlock();
        }
        waiting.forEach(EventCursor::wake);
    }

    /** A warning with the number of the last event that the cursor missed. */
    private PodEvent missed(EventCursor cursor, long upTo) {
        String which = cursor.seq + 1 == upTo ? "event " + upTo : "events " + (cursor.seq + 1) + " to " + upTo;
        cursor.seq = upTo;
        return new PodEvent(pod, kept.getFirst().get().session(), upTo, new Event.Warning(which
                + " of Pod " + pod + " left out: only the newest are kept; session/read has what came of them"));
    }

    private void add(String session, Event event) {
        KeptEvent before = joinable(event);
        if (before != null) {
            text += before.join(event);
        } else {
            KeptEvent next = new KeptEvent(pod, session, ++last, event);
            kept.add(next);
            text += next.length();
        }
        if (kept.size() >= KEPT + SLACK || text > KEPT_TEXT + KEPT_TEXT / 8) {
            dropOldest();
        }
    }

    /** An event that no cursor has fetched and that a delta can be joined to. */
    private @Nullable KeptEvent joinable(Event event) {
        for (int back = 0; back <= OVERTAKEN && last - back > fetched && back < kept.size(); back++) {
            KeptEvent before = kept.get(kept.size() - 1 - back);
            if (before.takes(event)) {
                return before;
            }
            if (!before.isOutput() || !(event instanceof Event.ToolCallOutput)) {
                return null;
            }
        }
        return null;
    }

    private void dropOldest() {
        int gone = 0;
        while (gone < kept.size() - 1 && (kept.size() - gone > KEPT || text > KEPT_TEXT)) {
            text -= kept.get(gone).length();
            gone++;
        }
        kept.subList(0, gone).clear();
    }
}
