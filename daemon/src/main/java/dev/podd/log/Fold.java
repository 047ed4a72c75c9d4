package dev.podd.log;

import dev.podd.item.Item;
import dev.podd.item.TurnOutcome;
import dev.podd.model.RequestSettings;
import dev.podd.usage.Usage;
import dev.podd.usage.UsageRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one segment, added one after the other, made into the state that they describe. Every prefix of a
 * segment has a state. Not safe on several threads.
 */
public final class Fold {
    private final History history = new History();
    private final List<UsageRecord> usage = new ArrayList<>();
    private final Map<String, Item.Message> queued = new LinkedHashMap<>();
    private Marks marks = Marks.NONE;
    private @Nullable String systemPrompt;
    private boolean renderFailed;
    private RequestSettings settings = RequestSettings.DEFAULT;
    private Usage total = Usage.ZERO;
    private int turns;
    private boolean turnOpen;
    private @Nullable TurnOutcome outcome;
    private @Nullable String title;
    private @Nullable String titleFrom;

    public SessionState state() {
        return new SessionState(systemPrompt, renderFailed, settings, history.items(), usage, total, turns,
                history.openCalls(), turnOpen ? null : outcome, turnOpen, marks, queued(), title);
    }

    /** Inputs that wait for the next request, oldest first. */
    List<Item.Message> queued() {
        return List.copyOf(queued.values());
    }

    int turns() {
        return turns;
    }

    @Nullable String title() {
        return title;
    }

    public void add(Entry entry) {
        switch (entry) {
            case Entry.SegmentStart start -> begin(start);
            case Entry.UserInput input -> beginTurn(input.item());
            case Entry.InputRefused refused -> refuse(refused.item());
            case Entry.AssistantItem closed -> {
                goOn();
                history.close(closed.item());
            }
            case Entry.ToolResult result -> {
                turnOpen |= !result.synthetic();
                history.answer(result.item());
            }
            case Entry.InjectedItem injected -> {
                goOn();
                queued.remove(injected.item().id());
                history.add(injected.item());
                if (injected.fromThePerson()) {
                    marks = marks.withSteered(injected.item().id());
                }
            }
            case Entry.InputQueued waits -> queued.put(waits.item().id(), waits.item());
            case Entry.InputsDropped dropped -> queued.keySet().removeAll(dropped.items());
            case Entry.RequestUsage spent -> {
                goOn();
                usage.add(spent.usage());
                total = total.plus(spent.usage().usage());
            }
            case Entry.SummaryUsage spent -> total = total.plus(spent.usage());
            case Entry.TurnEnded end -> {
                turnOpen = false;
                outcome = end.outcome();
                turns = end.turns();
            }
            case Entry.SettingsChanged changed -> settings = changed.settings();
            case Entry.FileChange change -> {
            }
            case Entry.Decision decision -> goOn();
            case Entry.ItemPart part -> {
                goOn();
                history.extend(part);
            }
            case Entry.ToolStarted started -> goOn();
            case Entry.Pruned left -> marks = marks.withPruned(left.calls(), usage.size());
            case Entry.Title named -> title(named.title(), null);
        }
    }

    private void begin(Entry.SegmentStart start) {
        systemPrompt = start.systemPrompt();
        renderFailed = start.renderFailed();
        settings = start.settings();
        start.history().forEach(history::add);
        usage.addAll(start.usage());
        turns = start.turns();
        marks = start.marks();
        outcome = start.outcome();
        total = start.spent();
        title(start.title(), null);
    }

    private void beginTurn(Item.Message input) {
        history.add(input);
        marks = marks.withInput(input.id());
        turnOpen = true;
        turns++;
        if (title == null) {
            title(Titles.of(input), input.id());
        }
    }

    /** The model never sees what was refused, and the session is not named by it. */
    private void refuse(String input) {
        history.remove(input);
        marks = marks.without(input);
        turnOpen = false;
        if (input.equals(titleFrom)) {
            title(null, null);
        }
    }

    /** A turn that is resumed has no input of its own: it is under way again with the first thing that happens. */
    private void goOn() {
        turnOpen = true;
    }

    private void title(@Nullable String newTitle, @Nullable String fromInput) {
        title = newTitle;
        titleFrom = fromInput;
    }
}
