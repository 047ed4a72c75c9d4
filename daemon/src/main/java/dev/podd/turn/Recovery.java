package dev.podd.turn;

import dev.podd.item.Item;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Entry;
import dev.podd.log.SessionState;

import java.util.ArrayList;
import java.util.List;

/** Brings a conversation whose process ended in the middle of a turn into order (semantics 4.4, 6.6). */
public final class Recovery {
    /** How a turn ended whose process did. */
    public static final TurnError INTERRUPTED = new TurnError("interrupted", "Podd ended in the middle of the turn");

    private final Journal journal;
    private final TurnServices services;

    public Recovery(Journal journal, TurnServices services) {
        this.journal = journal;
        this.services = services;
    }

    /**
     * Answers open calls and ends the open turn; a pause's calls stay open. Does not wait for the disk, so that a session
     * can be read while the disk is full: the next turn writes what is recorded here, or the next recovery does it again.
     */
    public void closeWhatWasOpen(SessionState state) {
        List<Entry> closings = new ArrayList<>();
        if (state.outcome() != TurnOutcome.PAUSED || state.turnOpen()) {
            state.openCalls().forEach(call -> closings.add(new Entry.ToolResult(unfinished(call, state), true)));
        }
        if (state.turnOpen()) {
            closings.add(new Entry.TurnEnded(TurnOutcome.ERROR, true, state.turns(),
                    INTERRUPTED));
        }
        if (!closings.isEmpty()) {
            journal.recordSoon(closings.toArray(Entry[]::new));
        }
    }

    private Item.ToolResult unfinished(Item.ToolCall call, SessionState state) {
        return new Item.ToolResult(services.ids().apply("i"), call.call(), ToolOutcome.CANCELLED,
                ToolCalls.summary(call, state, ToolCalls.NOT_FINISHED), null);
    }
}
