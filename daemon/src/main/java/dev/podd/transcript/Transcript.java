package dev.podd.transcript;

import dev.podd.item.Item;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnOutcome;
import dev.podd.log.CheckpointDroppedException;
import dev.podd.log.Entry;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.log.StoredEntry;
import dev.podd.log.Titles;
import dev.podd.redaction.SecretScanner;
import dev.podd.usage.Spent;
import dev.podd.usage.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A session as Markdown: what was said, its tool calls one line each, the tokens it took. Handed out as it is made, and no
 * more of the session is kept than what is open in a turn. Used once.
 */
public final class Transcript {
    private static final int MOST = 120;

    private final Consumer<String> out;
    private final Map<String, Item.ToolCall> open = new LinkedHashMap<>();
    private final Map<String, StringBuilder> halfWritten = new LinkedHashMap<>();
    private Usage total = Usage.ZERO;
    private String speaker = "";
    private boolean isBegun;
    private boolean isInList;
    /** By their calls, which are open. */
    private final Map<String, List<Entry.FileChange>> changes = new LinkedHashMap<>();
    private final @Nullable Function<String, byte[]> contents;

    private Transcript(Consumer<String> out, @Nullable Function<String, byte[]> contents) {
        this.out = out;
        this.contents = contents;
    }

    /** Hands all of a session out, oldest entry first, to whom it is given; called twice. */
    @FunctionalInterface
    public interface Source {
        void each(Consumer<StoredEntry> visitor);
    }

    public static String of(String session, Source entries) {
        StringBuilder text = new StringBuilder();
        write(session, entries, text::append, null);
        return text.toString();
    }

    /**
     * With the changes of files, folded in.
     *
     * @param out      gets the text piece by piece
     * @param contents what entries name by its hash
     */
    public static void withDiffs(String session, Source entries, Function<String, byte[]> contents,
            Consumer<String> out) {
        write(session, entries, out, contents);
    }

    private static void write(String session, Source entries, Consumer<String> out,
            @Nullable Function<String, byte[]> contents) {
        Transcript transcript = new Transcript(text -> out.accept(SecretScanner.hide(text).text()), contents);
        Title title = new Title();
        entries.each(entry -> title.add(entry.payload()));
        transcript.block("# " + SessionSummary.titleOr(title.title));
        transcript.block("Session " + session);
        entries.each(entry -> transcript.add(entry.payload()));
        transcript.endTurn();
        transcript.block("---");
        transcript.block("Tokens: " + Spent.words(transcript.total));
    }

    /** The newest that was given, else the one made of the first input. */
    private static final class Title {
        private @Nullable String title;
        private boolean isGiven;

        void add(Entry entry) {
            if (entry instanceof Entry.SegmentStart start && start.title() != null) {
                title = start.title();
                isGiven = true;
            } else if (entry instanceof Entry.Title given) {
                title = given.title();
                isGiven = true;
            } else if (!isGiven && title == null && entry instanceof Entry.UserInput input) {
                title = Titles.of(input.item());
            }
        }
    }

    private void add(Entry entry) {
        switch (entry) {
            case Entry.SegmentStart start -> start(start);
            case Entry.UserInput input -> {
                endTurn();
                speaker("You");
                block(input.item().text());
            }
            case Entry.InputAccepted accepted -> {}
            case Entry.InputRefused refused -> block("*Refused: " + refused.reason() + "*");
            case Entry.AssistantItem said -> {
                halfWritten.remove(said.item().id());
                item(said.item());
            }
            case Entry.ToolResult result -> result(result.item());
            case Entry.InjectedItem injected -> {
                speaker(injected.fromThePerson() ? "You" : "Podd");
                block((injected.fromThePerson() ? "" : "*" + injected.reason() + ":* ") + injected.item().text());
            }
            case Entry.RequestUsage usage -> total = total.plus(usage.usage().usage());
            case Entry.SummaryUsage usage -> total = total.plus(usage.usage());
            case Entry.TurnEnded ended -> ended(ended);
            case Entry.Decision decision -> listed("asked: " + Visible.line(decision.question(), MOST) + " · "
                    + decision.answer() + (decision.comment() == null ? "" : ": " + decision.comment()));
            case Entry.ItemPart part -> halfWritten.computeIfAbsent(part.item(), item -> new StringBuilder())
                    .append(part.text());
            case Entry.InputQueued waits -> {}
            case Entry.InputsDropped dropped -> {}
            case Entry.SettingsChanged settings -> {}
            case Entry.FileChange change -> change(change);
            case Entry.PendingChanges pending -> {}
            case Entry.ToolStarted started -> {}
            case Entry.Pruned pruned -> {}
            case Entry.Title title -> {}
        }
    }

    private void start(Entry.SegmentStart start) {
        if (start.rewoundFrom() != null) {
            block("*Taken back to entry " + start.rewoundFrom().entry() + ".*");
            speaker = "";
        }
        if (start.forkedFrom() != null) {
            block("*Goes on from session " + start.forkedFrom().session() + ".*");
            total = start.spent();
            start.history().forEach(this::item);
        }
    }

    private void item(Item item) {
        switch (item) {
            case Item.Message message -> {
                speaker(switch (message.role()) {
                    case USER -> "You";
                    case ASSISTANT -> "Podd";
                    case SYSTEM -> "Note";
                });
                block(message.text() + (message.incomplete() ? " *(incomplete)*" : ""));
            }
            case Item.ToolCall call -> {
                speaker("Podd");
                open.put(call.call(), call);
            }
            case Item.ToolResult result -> result(result);
            case Item.Reasoning reasoning -> {}
        }
    }

    private void result(Item.ToolResult result) {
        Item.ToolCall call = open.remove(result.call());
        String what = call == null ? "tool call" : "`" + call.name() + "` `"
                + Visible.line(call.arguments(), MOST).replace('`', '\'') + "`";
        listed(sign(result.outcome()) + " " + what + " · " + Visible.line(result.summary(), MOST));
        List<Entry.FileChange> made = changes.remove(result.call());
        if (made != null) {
            made.forEach(change -> block(folded(change, "")));
        }
    }

    private String folded(Entry.FileChange change, String by) {
        try {
            return ChangedFile.folded(change.path(), bytes(change.before()), bytes(change.after()), by);
        } catch (CheckpointDroppedException gone) {
            return ChangedFile.dropped(change, gone.droppedAt(), by);
        }
    }

    /** What an open call changes is shown below its result; a job goes on when its call has one. */
    private void change(Entry.FileChange change) {
        if (contents == null) {
            return;
        }
        if (open.containsKey(change.call())) {
            changes.computeIfAbsent(change.call(), call -> new ArrayList<>()).add(change);
        } else {
            block(folded(change, switch (change.call()) {
                case Entry.FileChange.REWIND -> " by a rewind";
                case Entry.FileChange.UNDO -> " by an undo";
                default -> " in the background";
            }));
        }
    }

    private byte @Nullable [] bytes(@Nullable String hash) {
        return hash == null || contents == null ? null : contents.apply(hash);
    }

    private static String sign(ToolOutcome outcome) {
        return switch (outcome) {
            case OK -> "✓";
            case ERROR -> "✗";
            case DENIED -> "⊘";
            case CANCELLED -> "◌";
        };
    }

    private void ended(Entry.TurnEnded ended) {
        endTurn();
        if (ended.outcome() != TurnOutcome.FINISHED) {
            String why = ended.error() == null ? "" : ": " + ended.error().message();
            block("*" + words(ended.outcome()) + why + "*");
        }
        speaker = "";
    }

    /** An end of a turn for a person. */
    public static String words(TurnOutcome outcome) {
        return switch (outcome) {
            case FINISHED -> "Finished";
            case PAUSED -> "Paused";
            case LIMIT_REACHED -> "Stopped at the limit of requests";
            case CANCELLED -> "Cancelled";
            case ERROR -> "Failed";
            case YIELDED -> "Goes on after a compaction";
        };
    }

    /** Text of a message that was never closed is all that is left of it. */
    private void endTurn() {
        halfWritten.values().forEach(left -> {
            speaker("Podd");
            block(left + " *(incomplete)*");
        });
        halfWritten.clear();
        open.values().forEach(call -> listed("… `" + call.name() + "` · no result"));
        open.clear();
        changes.values().forEach(made -> made.forEach(change -> block(folded(change, ""))));
        changes.clear();
    }

    private void speaker(String who) {
        if (!speaker.equals(who)) {
            block("## " + who);
            speaker = who;
        }
    }

    private void listed(String line) {
        out.accept((isInList ? "" : "\n") + "- " + line + "\n");
        isInList = true;
    }

    private void block(String words) {
        out.accept((isBegun ? "\n" : "") + words.strip() + "\n");
        isBegun = true;
        isInList = false;
    }
}
