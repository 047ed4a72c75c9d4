package dev.podd.terminal;

import dev.podd.event.PodEvent;
import dev.podd.pod.EventCursor;
import dev.podd.pod.Pod;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Events of a Pod, fetched by the show thread when it can show them; closing it shows those that happened by then. */
final class ShownEvents implements AutoCloseable {
    private final Pod pod;
    private final ShowThread show;
    private final Screen screen;
    private final AtomicBoolean isQueued = new AtomicBoolean();
    private @Nullable EventCursor events; // the show thread only

    ShownEvents(Pod pod, ShowThread show, Screen screen) {
        this.pod = pod;
        this.show = show;
        this.screen = screen;
    }

    /** Shows events from here on. */
    void start() {
        EventCursor cursor = pod.events(null, this::wake);
        show.tell(view -> events = cursor);
        wake();
    }

    /** Lets the rest be shown; events after this are not. */
    @Override
    public void close() {
        long last = pod.lastEvent();
        show.tell(view -> {
            EventCursor cursor = events;
            if (cursor != null) {
                show(view, last);
                cursor.close();
            }
        });
    }

    /** Events later than those of now come behind what others let the show thread do meanwhile. */
    private void wake() {
        if (isQueued.compareAndSet(false, true)) {
            long last = pod.lastEvent();
            show.tell(view -> {
                isQueued.set(false);
                show(view, last);
                if (pod.lastEvent() > last) {
                    wake();
                }
            });
        }
    }

    private void show(TurnView view, long upTo) {
        EventCursor cursor = events;
        PodEvent next = cursor == null ? null : cursor.next(upTo);
        while (cursor != null && next != null) {
            view.happened(next);
            if (screen.out().checkError()) {
                pod.cancel(); // nobody reads the answer any more
            }
            next = cursor.next(upTo);
        }
    }
}
