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

    /** @param fold all entries of the entry's segment up to it; taken over */
    public static SessionPoint of(String workspace, Origin origin, Fold fold) {
        SessionState then = fold.state();
        if (then.outcome() != TurnOutcome.PAUSED) {
            then.openCalls().forEach(call -> fold.add(new Entry.ToolResult(left(call), true)));
        }
        SessionState answered = fold.state();
        boolean isUnderWay = then.turnOpen() || then.outcome() == TurnOutcome.YIELDED;
        return new SessionPoint(workspace, origin, isUnderWay ? answered.cut() : answered);
    }

    private static Item.ToolResult left(Item.ToolCall call) {
        return new Item.ToolResult(call.id() + "-left", call.call(), ToolOutcome.CANCELLED, LEFT, null);
    }

    /** How another session begins that goes on from here. */
    public Entry.SegmentStart forked() {
        return start().forkedFrom(origin);
    }

    /** How the next segment of the same session begins when it goes on from here. */
    public Entry.SegmentStart rewound() {
        return start().rewoundFrom(origin);
    }

    /** The entries after that start: what waited to be heard waits still. */
    public List<Entry> waiting() {
        return state.queued().stream().<Entry>map(Entry.InputQueued::new).toList();
    }

    private Entry.SegmentStart start() {
        return new Entry.SegmentStart(state.systemPrompt(), state.renderFailed(), state.settings(), state.history(),
                state.usage(), state.turns(), state.marks(), state.outcome(), null, null, null, state.total(),
                state.title());
    }
}
