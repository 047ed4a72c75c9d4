package dev.podd.log;

import dev.podd.item.Item;
import dev.podd.item.TurnOutcome;
import dev.podd.model.RequestSettings;
import dev.podd.usage.Occupancy;
import dev.podd.usage.Usage;
import dev.podd.usage.UsageRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What the entries of a segment say: the conversation, its usage, its settings. Immutable; {@link #plus} is the only
 * interpreter of entries, and its cost does not grow with the segment. Every prefix of a segment has a state.
 */
public final class SessionState {
    /** Of a session without an entry. */
    public static final SessionState NONE = new SessionState(RequestSettings.DEFAULT);

    // Only apply() assigns them, before the state is handed out.
    private boolean isBegun;
    private @Nullable String systemPrompt;
    private boolean renderFailed;
    private RequestSettings settings;
    private History history;
    private PVector<UsageRecord> usage;
    private Usage total;
    private int turns;
    private boolean turnOpen;
    private @Nullable TurnOutcome lastOutcome;
    private Marks marks;
    private PVector<Item.Message> queued;
    private PMap<String, Entry.PendingChanges> pending;
    private @Nullable String title;
    /** Id of the input that the title was made of; null for a given title. */
    private @Nullable String titleFrom;

    private SessionState(RequestSettings settings) {
        this.settings = settings;
        this.history = History.EMPTY;
        this.usage = TreePVector.empty();
        this.total = Usage.ZERO;
        this.marks = Marks.NONE;
        this.queued = TreePVector.empty();
        this.pending = HashTreePMap.empty();
    }

    private SessionState(SessionState from) {
        this.isBegun = from.isBegun;
        this.systemPrompt = from.systemPrompt;
        this.renderFailed = from.renderFailed;
        this.settings = from.settings;
        this.history = from.history;
        this.usage = from.usage;
        this.total = from.total;
        this.turns = from.turns;
        this.turnOpen = from.turnOpen;
        this.lastOutcome = from.lastOutcome;
        this.marks = from.marks;
        this.queued = from.queued;
        this.pending = from.pending;
        this.title = from.title;
        this.titleFrom = from.titleFrom;
    }

    /** The state of a session without an entry, whose first segment begins with these settings. */
    public static SessionState notBegun(RequestSettings settings) {
        return new SessionState(settings);
    }

    /** The state after one more entry. A {@link Entry.SegmentStart} begins anew. */
    public SessionState plus(Entry entry) {
        SessionState next = entry instanceof Entry.SegmentStart start ? new SessionState(start.settings())
                : new SessionState(this);
        next.apply(entry);
        return next;
    }

    /** Whether the first segment is written. */
    public boolean isBegun() {
        return isBegun;
    }

    /** As rendered; null when there is none. */
    public @Nullable String systemPrompt() {
        return systemPrompt;
    }

    /** Whether the prompt's template could not be rendered. */
    public boolean renderFailed() {
        return renderFailed;
    }

    public RequestSettings settings() {
        return settings;
    }

    /** The conversation as the model has it. A message without an end is there, marked incomplete. */
    public List<Item> history() {
        return history.items();
    }

    /** The conversation without the messages that are still streaming; they are not yet measured nor shown as items. */
    public List<Item> closedHistory() {
        return history.withoutStreaming();
    }

    /** Measurements over the history. */
    public List<UsageRecord> usage() {
        return usage;
    }

    /** Tokens of the whole session. */
    public Usage total() {
        return total;
    }

    /** How full the model's context is with the closed history. */
    public Occupancy occupancy() {
        return new Occupancy(closedHistory(), usage, marks.pruned());
    }

    /** Turns of the session so far. */
    public int turns() {
        return turns;
    }

    /** Tool calls without a result, oldest first. */
    public List<Item.ToolCall> openCalls() {
        return history.openCalls();
    }

    /** Whether the tool of an open call has begun what may have an effect. */
    public boolean hasStarted(Item.ToolCall call) {
        return history.started().contains(call.call());
    }

    /** Of the last turn; null when a turn is under way, or none ever ran. */
    public @Nullable TurnOutcome outcome() {
        return turnOpen ? null : lastOutcome;
    }

    /** Whether a turn has no outcome yet. */
    public boolean turnOpen() {
        return turnOpen;
    }

    /** Whether the last turn did not finish, so that it may be resumed. One without its input cannot. */
    public boolean mayGoOn() {
        return turns > 0 && outcome() != TurnOutcome.FINISHED && marks.refused() == null;
    }

    /** What is known of the items of the history. */
    public Marks marks() {
        return marks;
    }

    /** The person's inputs that wait for the next request, oldest first. */
    public List<Item.Message> queued() {
        return queued;
    }

    /** Changes of files that nobody has decided about, and what their models have not heard; by path. */
    public Map<String, Entry.PendingChanges> pending() {
        return pending;
    }

    /** Null until there is one. */
    public @Nullable String title() {
        return title;
    }

    /** The first entry of a segment in which the closed history goes on. */
    public Entry.SegmentStart start() {
        return new Entry.SegmentStart(systemPrompt, renderFailed, settings, closedHistory(), usage, turns, marks,
                lastOutcome, null, null, null, total, title, List.of());
    }

    /** States are equal when all that they say is equal, whichever entries they were made of. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionState state && state.values().equals(values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(isBegun, systemPrompt, renderFailed, settings, history, usage, total, turns, turnOpen,
                lastOutcome, marks, queued, pending, title, titleFrom);
    }

    private void apply(Entry entry) {
        switch (entry) {
            case Entry.SegmentStart start -> begin(start);
            case Entry.UserInput input -> beginTurn(input.item());
            case Entry.InputAccepted accepted -> marks = marks.accepted(accepted.item());
            case Entry.InputRefused refused -> refuse(refused.item());
            case Entry.AssistantItem closed -> goOnAnswered(history.closed(closed.item()));
            case Entry.ToolResult result -> {
                turnOpen |= !result.synthetic();
                history = history.answered(result.item());
            }
            case Entry.InjectedItem injected -> inject(injected);
            case Entry.InputQueued waits -> queued = queued.plus(waits.item());
            case Entry.InputsDropped dropped -> dropped.items().forEach(this::unqueue);
            case Entry.RequestUsage spent -> {
                turnOpen = true;
                marks = marks.sent();
                usage = usage.plus(spent.usage());
                total = total.plus(spent.usage().usage());
            }
            case Entry.SummaryUsage spent -> total = total.plus(spent.usage());
            case Entry.TurnEnded end -> end(end);
            case Entry.SettingsChanged changed -> settings = changed.settings();
            case Entry.FileChange change -> {
            }
            case Entry.PendingChanges changes -> pending = changes.isOver() ? pending.minus(changes.path())
                    : pending.plus(changes.path(), changes);
            case Entry.Decision decision -> turnOpen = true;
            case Entry.ItemPart part -> goOnAnswered(history.extended(part));
            case Entry.ToolStarted started -> goOn(history.withStarted(started.call()));
            case Entry.Pruned left -> {
                marks = marks.withPruned(left.calls(), usage.size());
                history = history.withoutPictures(Set.copyOf(left.calls()));
            }
            case Entry.Title named -> title(named.title(), null);
        }
    }

    private void begin(Entry.SegmentStart start) {
        isBegun = true;
        systemPrompt = start.systemPrompt();
        renderFailed = start.renderFailed();
        usage = TreePVector.from(start.usage());
        turns = start.turns();
        marks = start.marks();
        history = History.of(start.history()).withoutPictures(marks.pruned().keySet());
        lastOutcome = start.outcome();
        total = start.spent();
        start.pending().forEach(changes -> pending = pending.plus(changes.path(), changes));
        title(start.title(), null);
    }

    private void beginTurn(Item.Message input) {
        history = history.settled().plus(input);
        marks = marks.withInput(input.id());
        turnOpen = true;
        turns++;
        if (title == null) {
            title(Titles.of(input), input.id());
        }
    }

    /** The model never sees a refused input, and the session is not named by it. */
    private void refuse(String input) {
        history = history.minus(input);
        marks = marks.refused(input);
        turnOpen = false;
        if (input.equals(titleFrom)) {
            title(null, null);
        }
    }

    private void inject(Entry.InjectedItem injected) {
        goOn(history.plus(injected.item()));
        unqueue(injected.item().id());
        if (injected.fromThePerson()) {
            marks = marks.withSteered(injected.item().id());
        }
    }

    private void end(Entry.TurnEnded end) {
        history = history.settled();
        turnOpen = false;
        lastOutcome = end.outcome();
        turns = end.turns();
    }

    /** A turn that is resumed has no input of its own: it is under way again with the first thing that happens. */
    private void goOn(History changed) {
        turnOpen = true;
        history = changed;
    }

    private void goOnAnswered(History changed) {
        marks = marks.sent();
        goOn(changed);
    }

    private void unqueue(String input) {
        for (Item.Message each : queued) {
            queued = each.id().equals(input) ? queued.minus(each) : queued;
        }
    }

    private void title(@Nullable String newTitle, @Nullable String fromInput) {
        title = newTitle;
        titleFrom = fromInput;
    }
}
