package dev.podd.log;

import dev.podd.item.Item;
import dev.podd.item.TurnOutcome;
import dev.podd.model.RequestSettings;
import dev.podd.usage.Usage;
import dev.podd.usage.UsageRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session's active segment says, folded from its entries.
 *
 * @param history       as the model has it; a message that a crash cut off is there, marked incomplete
 * @param usage         measurements over {@code history}
 * @param total         tokens of the whole session
 * @param openCalls     tool calls without a result, oldest first
 * @param outcome       of the last turn; null when a turn was under way, or none ever ran
 * @param turnOpen      an input has no outcome: the process ended in the middle of a turn
 * @param marks         what is known of the items of {@code history}
 * @param queued        the person's inputs that wait for the next request, oldest first
 * @param title         null until there is one
 */
public record SessionState(@Nullable String systemPrompt, boolean renderFailed, RequestSettings settings,
        List<Item> history, List<UsageRecord> usage, Usage total, int turns, List<Item.ToolCall> openCalls,
        @Nullable TurnOutcome outcome, boolean turnOpen, Marks marks,
        List<Item.Message> queued, @Nullable String title) {
    public SessionState {
        history = List.copyOf(history);
        usage = List.copyOf(usage);
        openCalls = List.copyOf(openCalls);
        queued = List.copyOf(queued);
    }

    /** The same, with the turn that was under way ended there. */
    SessionState cut() {
        return new SessionState(systemPrompt, renderFailed, settings, history, usage, total, turns, openCalls,
                TurnOutcome.CANCELLED, false, marks, queued, title);
    }
}
