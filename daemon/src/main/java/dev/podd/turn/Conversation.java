package dev.podd.turn;

import dev.podd.item.Item;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Entry;
import dev.podd.log.Marks;
import dev.podd.log.SessionState;
import dev.podd.model.RequestSettings;
import dev.podd.usage.Occupancy;
import dev.podd.usage.Usage;
import dev.podd.usage.UsageRecord;
import java.util.ArrayList;
import java.util.List;
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
 * @param marks        what is known of the items of {@code history}
 * @param queued       inputs of the person that wait for the next request, oldest first
 * @param outcome      of the last turn, null before the first
 */
public record Conversation(@Nullable String systemPrompt, boolean isBegun, boolean renderFailed,
        RequestSettings settings, List<Item> history, List<UsageRecord> usage, Usage total, int turns,
        Marks marks, List<Item.Message> queued, @Nullable TurnOutcome outcome) {
    public Conversation {
        queued = List.copyOf(queued);
        history = List.copyOf(history);
        usage = List.copyOf(usage);
    }

    /** A conversation in which nothing was said yet. */
    public static Conversation fresh(RequestSettings settings) {
        return new Conversation(null, false, false, settings, List.of(), List.of(), Usage.ZERO, 0, Marks.NONE,
                List.of(), null);
    }

    /** What a log says of it. */
    public static Conversation restored(SessionState state) {
        return new Conversation(state.systemPrompt(), true, state.renderFailed(), state.settings(), state.history(),
                state.usage(), state.total(), state.turns(), state.marks(), state.queued(),
                state.outcome());
    }

    Conversation begun(@Nullable String prompt, boolean failed) {
        return new Conversation(prompt, true, failed, settings, history, usage, total, turns, marks, queued, outcome);
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
        return new Conversation(systemPrompt, isBegun, renderFailed, settings,
                history.stream().filter(each -> !each.equals(item)).toList(), usage, total, turns,
                marks.without(item.id()), queued, outcome);
    }

    Conversation withInput(Item item) {
        return new Conversation(systemPrompt, isBegun, renderFailed, settings, joined(history, List.of(item)), usage,
                total, turns + 1, marks.withInput(item.id()), queued, outcome);
    }

    Conversation with(UsageRecord record) {
        return new Conversation(systemPrompt, isBegun, renderFailed, settings, history,
                joined(usage, List.of(record)), total.plus(record.usage()), turns, marks, queued, outcome);
    }

    /** Spent, but not on a request over this history. */
    Conversation withSpent(Usage usageOfOther) {
        return new Conversation(systemPrompt, isBegun, renderFailed, settings, history, usage,
                total.plus(usageOfOther), turns, marks, queued, outcome);
    }

    Conversation queued(Item.Message input) {
        return withQueued(joined(queued, List.of(input)));
    }

    Conversation withoutQueued(List<Item.Message> inputs) {
        return withQueued(queued.stream().filter(each -> !inputs.contains(each)).toList());
    }

    /** An input that waited is now part of the history. */
    Conversation entered(Item.Message input) {
        Conversation heard = withoutQueued(List.of(input)).with(input);
        return new Conversation(systemPrompt, isBegun, renderFailed, settings, heard.history, usage, total, turns,
                marks.withSteered(input.id()), heard.queued, outcome);
    }

    private Conversation withQueued(List<Item.Message> waiting) {
        return new Conversation(systemPrompt, isBegun, renderFailed, settings, history, usage, total, turns, marks,
                waiting, outcome);
    }

    Conversation pruned(List<String> calls) {
        return new Conversation(systemPrompt, isBegun, renderFailed, settings, history, usage, total, turns,
                marks.withPruned(calls, usage.size()), queued, outcome);
    }

    /** Another history in its place; what was measured of the old one says nothing of it. */
    Conversation compacted(List<Item> shorter, Marks shorterMarks) {
        return new Conversation(systemPrompt, isBegun, renderFailed, settings, shorter, List.of(), total, turns,
                shorterMarks, queued, outcome);
    }

    /** The first entry of a segment in which this conversation goes on. */
    Entry.SegmentStart start() {
        return new Entry.SegmentStart(systemPrompt, renderFailed, settings, history, usage, turns, marks, outcome,
                null, null, null, total, null);
    }

    /** How full the model's context is with it. */
    public Occupancy occupancy() {
        return new Occupancy(history, usage, marks.pruned());
    }

    Conversation ended(TurnOutcome how) {
        return new Conversation(systemPrompt, isBegun, renderFailed, settings, history, usage, total, turns, marks,
                queued, how);
    }

    /** The same conversation under other request settings. */
    public Conversation with(RequestSettings changed) {
        return new Conversation(systemPrompt, isBegun, renderFailed, changed, history, usage, total, turns, marks,
                queued, outcome);
    }

    /** Whether the last turn did not finish, so that it may be resumed. */
    public boolean mayGoOn() {
        return turns > 0 && outcome != TurnOutcome.FINISHED;
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
        return new Conversation(systemPrompt, isBegun, renderFailed, settings, items, usage, total, turns, marks,
                queued, outcome);
    }

    private static <T> List<T> joined(List<? extends T> some, List<? extends T> more) {
        List<T> all = new ArrayList<>(some.size() + more.size());
        all.addAll(some);
        all.addAll(more);
        return all;
    }
}
