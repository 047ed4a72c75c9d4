package dev.podd.turn;

import dev.podd.item.Item;
import dev.podd.item.TurnOutcome;
import dev.podd.log.SessionState;
import dev.podd.model.RequestSettings;
import dev.podd.usage.Usage;
import dev.podd.usage.UsageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A conversation at one moment, as its log would give it back.
 *
 * @param systemPrompt as rendered; null before the first turn, and where there is none
 * @param isBegun      whether its first segment is written
 * @param renderFailed the prompt could not be rendered yet
 * @param usage        measurements over {@code history}
 * @param total        tokens of the whole session
 * @param turns        turns so far
 * @param outcome      of the last turn, null before the first
 */
public record Conversation(@Nullable String systemPrompt, boolean isBegun, boolean renderFailed,
        RequestSettings settings, List<Item> history, List<UsageRecord> usage, Usage total, int turns,
        Set<String> pruned, @Nullable TurnOutcome outcome) {
    public Conversation {
        history = List.copyOf(history);
        usage = List.copyOf(usage);
        pruned = Set.copyOf(pruned);
    }

    /** A conversation in which nothing was said yet. */
    public static Conversation fresh(RequestSettings settings) {
        return new Conversation(null, false, false, settings, List.of(), List.of(), Usage.ZERO, 0, Set.of(), null);
    }

    /** What a log says of it. */
    public static Conversation restored(SessionState state) {
        return new Conversation(state.systemPrompt(), true, state.renderFailed(), state.settings(), state.history(),
                state.usage(), state.total(), state.turns(), state.pruned(), state.outcome());
    }

    Conversation begun(@Nullable String prompt, boolean failed) {
        return new Conversation(prompt, true, failed, settings, history, usage, total, turns, pruned, outcome);
    }

    Conversation with(Item item) {
        return withAll(List.of(item));
    }

    Conversation withAll(List<? extends Item> items) {
        return withHistory(joined(history, items));
    }

    /** Results of calls that ran side by side stand in the order of the calls, whichever came first. */
    Conversation withResult(Item.ToolResult result) {
        List<Item> items = new ArrayList<>(history);
        int at = items.size();
        while (at > 0 && items.get(at - 1) instanceof Item.ToolResult before
                && callAt(before.call()) > callAt(result.call())) {
            at--;
        }
        items.add(at, result);
        return withHistory(items);
    }

    private int callAt(String call) {
        for (int i = history.size() - 1; i >= 0; i--) {
            if (history.get(i) instanceof Item.ToolCall each && each.call().equals(call)) {
                return i;
            }
        }
        return -1;
    }

    Conversation without(Item item) {
        return withHistory(history.stream().filter(each -> !each.equals(item)).toList());
    }

    Conversation withInput(Item item) {
        return new Conversation(systemPrompt, isBegun, renderFailed, settings, joined(history, List.of(item)), usage,
                total, turns + 1, pruned, outcome);
    }

    Conversation with(UsageRecord record) {
        return new Conversation(systemPrompt, isBegun, renderFailed, settings, history,
                joined(usage, List.of(record)), total.plus(record.usage()), turns, pruned, outcome);
    }

    Conversation ended(TurnOutcome how) {
        return new Conversation(systemPrompt, isBegun, renderFailed, settings, history, usage, total, turns, pruned,
                how);
    }

    /** The same conversation under other request settings. */
    public Conversation with(RequestSettings changed) {
        return new Conversation(systemPrompt, isBegun, renderFailed, changed, history, usage, total, turns, pruned,
                outcome);
    }

    /** Tool calls without a result, oldest first. */
    public List<Item.ToolCall> openCalls() {
        List<Item.ToolCall> open = new ArrayList<>();
        for (Item item : history) {
            switch (item) {
                case Item.ToolCall call -> open.add(call);
                case Item.ToolResult result -> open.removeIf(call -> call.call().equals(result.call()));
                case Item.Message message -> {
                }
                case Item.Reasoning reasoning -> {
                }
            }
        }
        return open;
    }

    private Conversation withHistory(List<Item> items) {
        return new Conversation(systemPrompt, isBegun, renderFailed, settings, items, usage, total, turns, pruned,
                outcome);
    }

    private static <T> List<T> joined(List<? extends T> some, List<? extends T> more) {
        List<T> all = new ArrayList<>(some.size() + more.size());
        all.addAll(some);
        all.addAll(more);
        return all;
    }
}
