package dev.podd.turn;

import dev.podd.compaction.CompactionSettings;
import dev.podd.context.Prune;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Entry;
import dev.podd.log.SessionState;
import java.util.List;

/** Keeps room in the model's context before each request of one turn: leaves out, takes summaries in, waits for one. */
final class Room {
    private final TurnParts parts;
    /** A summary was waited for, and no request was under the limit since. */
    private boolean hasJustWaited;

    Room(TurnParts parts) {
        this.parts = parts;
    }

    /** @throws TurnFailedException there is no room, and none can be made */
    void make() throws InterruptedException {
        prune();
        parts.compactions().atGap(TurnOutcome.YIELDED);
        if (!parts.compactions().isNeeded()) {
            return;
        }
        if (hasJustWaited) {
            throw new TurnFailedException("compactionThrash",
                    "the context is over [compaction] request_threshold again right after it was compacted", null);
        }
        hasJustWaited = parts.compactions().makeRoom();
    }

    /** Because a hook wants it, whatever the limits; false when nothing can be left out. */
    boolean makeMore() throws InterruptedException {
        return parts.compactions().makeRoom();
    }

    /** A request was sent and measured. */
    void sent() {
        if (parts.compactions().context().lastRequestFit()) {
            hasJustWaited = false;
        }
    }

    private void prune() {
        pruneOldOutput();
        SessionState now = parts.conversation().get();
        List<String> calls = Prune.pictures(now.closedHistory(), now.marks().pruned().keySet());
        if (!calls.isEmpty()) {
            parts.journal().recordSoon(new Entry.Pruned(calls));
        }
    }

    private void pruneOldOutput() {
        CompactionSettings settings = parts.compactions().context().settings();
        if (settings.prune() == null) {
            return;
        }
        SessionState now = parts.conversation().get();
        List<String> calls = Prune.calls(now.closedHistory(), now.marks().inputs(), now.marks().pruned().keySet(),
                now.occupancy(), settings.prune());
        if (!calls.isEmpty()) {
            parts.journal().recordSoon(new Entry.Pruned(calls));
        }
    }
}
