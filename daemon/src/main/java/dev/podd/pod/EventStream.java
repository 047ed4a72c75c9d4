package dev.podd.pod;

import dev.podd.event.Event;
import dev.podd.event.EventText;
import dev.podd.event.PodEvent;
import dev.podd.event.Watcher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Pod's events in their order, and who watches them. Lives on the Pod's thread. */
final class EventStream {
    /** Events kept for those who come later, and characters that they may have together. */
    private static final int KEPT = 1000;
    private static final long KEPT_TEXT = 1 << 20;

    private final String pod;
    private final Deque<PodEvent> past = new ArrayDeque<>();
    private List<Watcher> watchers = List.of();
    private long pastText;
    private long seq;

    EventStream(String pod) {
        this.pod = pod;
    }

    void publish(String session, Event event) {
        PodEvent happened = new PodEvent(pod, session, ++seq, event);
        past.addLast(happened);
        pastText += EventText.length(event);
        while (past.size() > KEPT || (pastText > KEPT_TEXT && past.size() > 1)) {
            pastText -= EventText.length(past.removeFirst().event());
        }
        for (Watcher watcher : watchers) {
            watcher.happened(happened);
        }
    }

    void add(@Nullable Long afterSeq, Watcher watcher) {
        if (afterSeq != null) {
            past.stream().filter(event -> event.seq() > afterSeq).forEach(watcher::happened);
        }
        List<Watcher> more = new ArrayList<>(watchers);
        more.add(watcher);
        watchers = List.copyOf(more);
    }

    void remove(Watcher watcher) {
        watchers = watchers.stream().filter(each -> !each.equals(watcher)).toList();
    }
}
