package dev.podd.lsp;

import dev.podd.event.Event;
import dev.podd.event.EventText;
import dev.podd.event.PodEvent;
import dev.podd.event.Watcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The events of one Pod as editors get them: numbered without gaps, fetched by each {@link Cursor} at its own pace. While
 * nobody has fetched the last event, a delta that goes on with it becomes part of it, so that an editor that is slow to
 * read has little to catch up with. The newest are kept for editors that come back.
 */
final class Feed implements Watcher {
    private static final int KEPT = 4000;
    private static final long KEPT_TEXT = 4 << 20;
    /** What may come in addition before the oldest are let go, many at once. */
    private static final int SLACK = 500;

    private final ReentrantLock lock = new ReentrantLock();
    /** These five are guarded by the lock. */
    private final List<PodEvent> kept = new ArrayList<>();
    private final Set<Cursor> cursors = new LinkedHashSet<>();
    private long last;
    private long fetched;
    private long text;

    @Override
    public void happened(PodEvent event) {
        List<Cursor> waiting;
        lock.lock();
        try {
            add(event);
            waiting = List.copyOf(cursors);
        } finally {
            lock.unlock();
        }
        waiting.forEach(Cursor::wake);
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

    /** Adds a reader of all events after {@code seq}, or sets back one that is there. */
    void attach(Cursor cursor, long seq) {
        lock.lock();
        try {
            cursor.seq = seq;
            cursors.add(cursor);
        } finally {
            lock.unlock();
        }
        cursor.wake();
    }

    void detach(Cursor cursor) {
        lock.lock();
        try {
            cursors.remove(cursor);
        } finally {
            lock.unlock();
        }
    }

    /** The first event after the cursor's place, which moves behind it; null when there is none yet. */
    @Nullable PodEvent next(Cursor cursor) {
        lock.lock();
        try {
            long first = last - kept.size() + 1;
            long seq = Math.max(cursor.seq + 1, first);
            if (seq > last) {
                return null;
            }
            cursor.seq = seq;
            fetched = Math.max(fetched, seq);
            return kept.get((int) (seq - first));
        } finally {
            lock.unlock();
        }
    }

    private void add(PodEvent event) {
        Optional<Event> joined = last > fetched ? joined(kept.getLast().event(), event.event()) : Optional.empty();
        if (joined.isPresent()) {
            text += EventText.length(event.event());
            kept.set(kept.size() - 1, numbered(event, joined.get(), last));
            return;
        }
        text += EventText.length(event.event());
        kept.add(numbered(event, event.event(), ++last));
        if (kept.size() >= KEPT + SLACK || text > KEPT_TEXT + KEPT_TEXT / 8) {
            letGo();
        }
    }

    /** Of the oldest, as many as there are too many, and never what some editor has yet to fetch. */
    private void letGo() {
        long needed = cursors.stream().mapToLong(cursor -> cursor.seq).min().orElse(last) + 1;
        int most = (int) Math.min(kept.size() - 1, needed - (last - kept.size() + 1));
        int gone = 0;
        while (gone < most && (kept.size() - gone > KEPT || text > KEPT_TEXT)) {
            text -= EventText.length(kept.get(gone).event());
            gone++;
        }
        kept.subList(0, gone).clear();
    }

    private static PodEvent numbered(PodEvent event, Event content, long seq) {
        return new PodEvent(event.pod(), event.session(), seq, content);
    }

    private static Optional<Event> joined(Event before, Event next) {
        if (before instanceof Event.TextDelta one && next instanceof Event.TextDelta two
                && one.item().equals(two.item())) {
            return Optional.of(new Event.TextDelta(one.item(), one.text() + two.text()));
        }
        if (before instanceof Event.ReasoningDelta one && next instanceof Event.ReasoningDelta two
                && one.item().equals(two.item())) {
            return Optional.of(new Event.ReasoningDelta(one.item(), one.text() + two.text()));
        }
        if (before instanceof Event.ToolCallOutput one && next instanceof Event.ToolCallOutput two
                && one.call().equals(two.call())) {
            return Optional.of(new Event.ToolCallOutput(one.call(), one.text() + two.text()));
        }
        return Optional.empty();
    }
}
