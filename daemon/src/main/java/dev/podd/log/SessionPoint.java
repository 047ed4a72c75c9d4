package dev.podd.log;

import dev.podd.item.Item;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnOutcome;
import java.util.List;

/**
 * A session as it was right after one of its entries, for a segment that goes on from there. Every tool call has a
 * result: those that were open then are answered, since nobody else ever will; but not those of a pause, which may be
 * taken up again.
 *
 * @param workspace URI of the workspace folder that it belongs to
 * @param origin    the entry
 */
public record SessionPoint(String workspace, Origin origin, SessionState state) {
    private static final String LEFT = "Not run: the conversation goes on from before its end.";

    /** @param then the state of the entry's segment right after the entry */
    public static SessionPoint of(String workspace, Origin origin, SessionState then) {
        SessionState now = then;
        if (then.outcome() != TurnOutcome.PAUSED) {
            for (Item.ToolCall call : then.openCalls()) {
                now = now.plus(new Entry.ToolResult(left(call), true));
            }
        }
        boolean isUnderWay = then.turnOpen() || then.outcome() == TurnOutcome.YIELDED;
        return new SessionPoint(workspace, origin, isUnderWay
                ? now.plus(new Entry.TurnEnded(TurnOutcome.CANCELLED, true, now.turns(), null))
                : now);
    }

    private static Item.ToolResult left(Item.ToolCall call) {
        return new Item.ToolResult(call.id() + "-left", call.call(), ToolOutcome.CANCELLED, LEFT, null);
    }

    /** How another session begins that goes on from here. */
    public Entry.SegmentStart forked() {
        return state.start().forkedFrom(origin);
    }

    /** How the next segment of the same session begins when it goes on from here. */
    public Entry.SegmentStart rewound() {
        return state.start().rewoundFrom(origin);
    }

    /** The entries after that start: what waited to be heard waits still. */
    public List<Entry> waiting() {
        return state.queued().stream().<Entry>map(Entry.InputQueued::new).toList();
    }
}
