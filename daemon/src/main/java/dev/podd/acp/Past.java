package dev.podd.acp;

import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.log.Entries;
import dev.podd.log.Entry;
import dev.podd.log.EntryNotFoundException;
import dev.podd.log.SessionNotFoundException;
import dev.podd.log.SessionStore;
import dev.podd.pod.Pod;
import dev.podd.pod.PodSnapshot;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * All that was said in a session, what a summary has taken the place of included, up to one event. What is half-written at
 * that moment is in it as far as it was told.
 *
 * @param items   oldest first, without what Podd itself said
 * @param left    how many older ones are left out because they are too much
 * @param lastSeq number of the last event that is in it
 */
record Past(List<Item> items, int left, long lastSeq) {
    /** Characters of what is kept to be told. */
    private static final long MOST = 32L << 20;
    private static final int TRIES = 100;

    /** @param pod has the session open */
    static Past of(Pod pod, SessionStore sessions) {
        Gathered gathered = new Gathered();
        earlier(pod.session(), sessions, gathered);
        for (int tried = 0;; tried++) {
            long before = pod.lastEvent();
            PodSnapshot snapshot = pod.snapshot();
            List<Item> open = pod.halfWritten();
            if (pod.lastEvent() == before || tried == TRIES) {
                snapshot.history().stream()
                        .filter(item -> !(item instanceof Item.Message message && snapshot.isOurs(message)))
                        .forEach(gathered::put);
                open.forEach(gathered::put);
                return new Past(List.copyOf(gathered.items.values()), gathered.left, before);
            }
        }
    }

    /** What stands in the log, where it has more than one segment: the Pod has the last one. */
    private static void earlier(String session, SessionStore sessions, Gathered gathered) {
        try {
            var _ = sessions.read(session, "2", null, 1);
        } catch (EntryNotFoundException | SessionNotFoundException oneSegment) {
            return;
        }
        Entries.each(sessions, session, entry -> gathered.put(entry.payload()));
    }

    /** Pieces by their ids, as many of the newest as may be kept. */
    private static final class Gathered {
        private final LinkedHashMap<String, Item> items = new LinkedHashMap<>();
        private long length;
        private int left;

        void put(Entry entry) {
            if (entry instanceof Entry.UserInput input) {
                put(input.item());
            } else if (entry instanceof Entry.AssistantItem said) {
                put(said.item());
            } else if (entry instanceof Entry.ToolResult result) {
                put(result.item());
            } else if (entry instanceof Entry.InjectedItem injected && injected.fromThePerson()) {
                put(injected.item());
            } else if (entry instanceof Entry.SegmentStart start && start.compactedFrom() == null) {
                items.clear(); // it was taken back, or comes from elsewhere
                length = 0;
                left = 0;
                start.history().forEach(this::put);
            }
        }

        void put(Item item) {
            Item before = items.put(item.id(), item);
            length += length(item) - (before == null ? 0 : length(before));
            while (length > MOST && items.size() > 1) {
                length -= length(items.pollFirstEntry().getValue());
                left++;
            }
        }
    }

    private static long length(Item item) {
        return switch (item) {
            case Item.Message message -> message.parts().stream()
                    .mapToLong(
                            part -> part instanceof Part.Image image ? image.data().length() : part.asText().length())
                    .sum();
            case Item.Reasoning reasoning -> reasoning.text().length();
            case Item.ToolCall call -> call.arguments().length();
            case Item.ToolResult result -> result.body() == null ? 0 : result.body().length();
        };
    }
}
