package dev.podd.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.podd.item.Item;
import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.model.RequestSettings;
import dev.podd.usage.Usage;
import dev.podd.usage.UsageRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The payload of one record of a segment, a step of the session as it happened (semantics 6.1). */
public sealed interface Entry {
    /**
     * The first entry of every segment.
     *
     * @param systemPrompt  as rendered; null when there is none or rendering failed
     * @param renderFailed  the prompt's template could not be rendered; a later success opens a new segment
     * @param history       items that the segment begins with (a summary, a fork's past)
     * @param usage         what requests over {@code history} had measured
     * @param turns         turns of the session so far
     * @param marks         what is known of the items of {@code history}
     * @param outcome       of the last turn, null when none has ended; yielded when that turn goes on here
     * @param spent         tokens of the session so far; the log fills it in
     * @param title         of the session, if it has one; the log fills it in
     * @param pending       changes of files that nobody has decided about; the log fills them in
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record SegmentStart(@Nullable String systemPrompt, boolean renderFailed, RequestSettings settings,
            List<Item> history, List<UsageRecord> usage, int turns, Marks marks, @Nullable TurnOutcome outcome,
            @Nullable Origin forkedFrom, @Nullable Origin compactedFrom, @Nullable Origin rewoundFrom, Usage spent,
            @Nullable String title,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PendingChanges> pending) implements Entry {
        public SegmentStart {
            history = List.copyOf(history);
            pending = pending == null ? List.of() : List.copyOf(pending); // null in logs of earlier versions
            usage = List.copyOf(usage);
            marks = marks == null ? Marks.NONE : marks;
        }

        public SegmentStart(@Nullable String systemPrompt, boolean renderFailed, RequestSettings settings,
                List<Item> history, List<UsageRecord> usage, int turns, Marks marks,
                @Nullable TurnOutcome outcome) {
            this(systemPrompt, renderFailed, settings, history, usage, turns, marks, outcome, null, null, null,
                    Usage.ZERO, null, List.of());
        }

        /** The start of a session's first segment, with nothing said yet. */
        public static SegmentStart of(@Nullable String systemPrompt, RequestSettings settings) {
            return new SegmentStart(systemPrompt, false, settings, List.of(), List.of(), 0, Marks.NONE, null);
        }

        /** The same start in a new session that goes on from that place of another. */
        public SegmentStart forkedFrom(Origin place) {
            return new SegmentStart(systemPrompt, renderFailed, settings, history, usage, turns, marks, outcome,
                    place, compactedFrom, rewoundFrom, spent, title, pending);
        }

        /** The same start after the segment whose older history a summary took the place of. */
        public SegmentStart compactedFrom(Origin place) {
            return new SegmentStart(systemPrompt, renderFailed, settings, history, usage, turns, marks, outcome,
                    forkedFrom, place, rewoundFrom, spent, title, pending);
        }

        /** The same start after the segment that was left for an earlier point of the session. */
        public SegmentStart rewoundFrom(Origin place) {
            return new SegmentStart(systemPrompt, renderFailed, settings, history, usage, turns, marks, outcome,
                    forkedFrom, compactedFrom, place, spent, title, pending);
        }

        /** The same start in a session of that title. */
        public SegmentStart titled(@Nullable String name) {
            return new SegmentStart(systemPrompt, renderFailed, settings, history, usage, turns, marks, outcome,
                    forkedFrom, compactedFrom, rewoundFrom, spent, name, pending);
        }

        /** The same start with a prompt that was rendered, or could not be. */
        public SegmentStart rendered(@Nullable String prompt, boolean failed) {
            return new SegmentStart(prompt, failed, settings, history, usage, turns, marks, outcome, forkedFrom,
                    compactedFrom, rewoundFrom, spent, title, pending);
        }

        /** The same start with a shorter history in place of its own, of which nothing was measured yet. */
        public SegmentStart shortened(List<Item> items, Marks itsMarks) {
            return new SegmentStart(systemPrompt, renderFailed, settings, items, List.of(), turns, itsMarks, outcome,
                    forkedFrom, compactedFrom, rewoundFrom, spent, title, pending);
        }

        /** The same start after a last turn with that outcome. */
        public SegmentStart after(@Nullable TurnOutcome last) {
            return new SegmentStart(systemPrompt, renderFailed, settings, history, usage, turns, marks, last,
                    forkedFrom, compactedFrom, rewoundFrom, spent, title, pending);
        }

        SegmentStart following(SessionState before) {
            return new SegmentStart(systemPrompt, renderFailed, settings, history, usage, turns, marks, outcome,
                    forkedFrom, compactedFrom, rewoundFrom, before.total(), before.title(),
                    List.copyOf(before.pending().values()));
        }
    }

    /** What the person sent; begins a turn. */
    record UserInput(Item.Message item) implements Entry {}

    /** The {@code on_prompt_submit} hooks let the input pass; not recorded where there is none. */
    record InputAccepted(String item) implements Entry {}

    /** A hook refused the input; the model never sees it. */
    record InputRefused(String item, String reason) implements Entry {}

    /** A closed item of the model's: reasoning, message, tool call. */
    record AssistantItem(Item item) implements Entry {}

    /** The answer to a tool call; {@code synthetic}: we closed the call, the tool did not answer. */
    record ToolResult(Item.ToolResult item, boolean synthetic) implements Entry {}

    /**
     * An item that begins no turn and is not the model's: a hook's message, a notice to go on, what the person said
     * while a turn ran.
     */
    record InjectedItem(Item.Message item, String reason) implements Entry {
        /** Why an input stands there that was {@link InputQueued queued} before. */
        public static final String STEERED = "steered";

        /** Whether these are the person's own words. */
        public boolean fromThePerson() {
            return reason.equals(STEERED);
        }
    }

    /**
     * The person said something while a turn ran. It waits to enter the conversation, as an {@link InjectedItem} with
     * the same id, just before the next request, be it of a later turn; in a new segment it is queued again.
     */
    record InputQueued(Item.Message item) implements Entry {}

    /** The person took back inputs that waited, by their ids. */
    record InputsDropped(List<String> items) implements Entry {
        public InputsDropped {
            items = List.copyOf(items);
        }
    }

    record RequestUsage(UsageRecord usage) implements Entry {}

    /** Tokens of a request that asked for a summary; they count in the session's total, not in its occupancy. */
    record SummaryUsage(Usage usage) implements Entry {}

    /** The last entry of a turn; {@code turns} is the count of turns with it. */
    record TurnEnded(TurnOutcome outcome, boolean interrupted, int turns, @Nullable TurnError error)
            implements Entry {}

    /**
     * Between two turns something changed that requests are made of.
     *
     * @param model "provider/model" from here on; null where it is the same
     * @param tools names of the tools from here on; null where they are the same
     */
    record SettingsChanged(RequestSettings settings, @Nullable String model, @Nullable List<String> tools)
            implements Entry {
        public SettingsChanged(RequestSettings settings) {
            this(settings, null, null);
        }
    }

    /**
     * A file that a tool is about to change: contents by hash of their bytes, null where there is no file.
     * The bytes are blobs of the same store.
     *
     * @param call its id, {@link #REWIND} or {@link #UNDO}
     */
    record FileChange(String call, String path, @Nullable String before, @Nullable String after)
            implements Entry {
        /** Stands for a call where a rewind changed the file. */
        public static final String REWIND = "rewind";
        /** Stands for a call where the person undid changes of the file. */
        public static final String UNDO = "undo";
    }

    /**
     * What of a file's text an agent has changed and the person has not decided about, as it is from here on.
     *
     * @param path  real path of the file
     * @param isNew whether there was no such file before
     * @param base  the text without these changes, UTF-8 with LF, by its hash; its bytes are a blob of the same store
     * @param text  the text with them, in the same way
     * @param hunks in the order of their lines; those of other sessions in the same file too
     * @param news  what the person did with such changes, for the models that made them, which have not heard it yet
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PendingChanges(String path, boolean isNew, String base, String text, List<Hunk> hunks, List<News> news)
            implements Entry {
        public PendingChanges {
            hunks = List.copyOf(hunks);
            news = List.copyOf(news);
        }

        /** One line for the model of a session. */
        public record News(String session, String text) {}

        /** Whether there is nothing to know any more. */
        public boolean isOver() {
            return hunks.isEmpty() && news.isEmpty();
        }
    }

    /** A question that was asked and how it was answered. */
    record Decision(String call, String question, String answer, @Nullable String comment) implements Entry {}

    /** Text of an item that is still streaming, {@code from} being how many characters came before. */
    record ItemPart(String item, int from, String text) implements Entry {}

    /** A tool with an effect is about to run. */
    record ToolStarted(String call) implements Entry {}

    /** Results whose bodies are left out of requests from here on. */
    record Pruned(List<String> calls) implements Entry {
        public Pruned {
            calls = List.copyOf(calls);
        }
    }

    record Title(String title) implements Entry {}
}
