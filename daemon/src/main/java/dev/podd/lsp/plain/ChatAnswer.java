package dev.podd.lsp.plain;

import dev.podd.event.Event;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.transcript.Transcript;
import dev.podd.transcript.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens in a turn, as the Markdown of a chat file: text as it is, tool calls as list lines, the rest in italics. */
final class ChatAnswer {
    private static final int MOST = 120;

    private enum Kind {
        NOTHING, TEXT, LIST, NOTE, HEARD
    }

    private final StringBuilder ready = new StringBuilder();
    private final List<Heard> heard = new ArrayList<>();
    private final Map<String, String> titles = new LinkedHashMap<>();
    private AnswerLines lines = new AnswerLines();
    private Kind last = Kind.NOTHING;
    private @Nullable String item; // the message whose text comes now

    /**
     * What the person said in between, in {@link #ready}.
     *
     * @param from where its block begins
     * @param to   where that ends
     */
    private record Heard(String said, int from, int to) {}

    /** Hands over what was not handed over yet. */
    void moveTo(StreamedAnswer file) {
        int from = 0;
        for (Heard each : heard) {
            file.add(ready.substring(from, each.from()));
            file.addHeard(each.said(), ready.substring(each.from(), each.to()));
            from = each.to();
        }
        file.add(ready.substring(from));
        heard.clear();
        ready.setLength(0);
    }

    /** What runs now, in words; empty when no tool does. */
    String running() {
        return String.join(", ", titles.values());
    }

    void add(Event event) {
        switch (event) {
            case Event.TextDelta delta -> text(delta.item(), delta.text());
            case Event.ToolCallStarted call -> titles.put(call.call(), call.title());
            case Event.ToolCallDone call -> called(call);
            case Event.Retry retry -> note("The model is asked again: " + retry.reason());
            case Event.Warning warning -> note(warning.message());
            case Event.CompactionDone done -> note("Older history was summarised: " + done.before() + " → "
                    + done.after() + " tokens");
            case Event.SessionForked forked -> note("Goes on in session " + forked.session());
            case Event.TurnDone done -> ended(done.outcome(), done.error());
            case Event.TurnStarted nothing -> {}
            case Event.RequestStarted nothing -> {}
            case Event.ReasoningDelta nothing -> {}
            case Event.ItemDone nothing -> {}
            case Event.ToolCallOutput nothing -> {}
            case Event.RequestUsage nothing -> {}
            case Event.Steered steered -> said(Interjection.said(steered.item()));
            case Event.CompactionStarted nothing -> {}
            case Event.CompactionFailed nothing -> {}
        }
    }

    private void text(String id, String more) {
        String text = more;
        if (!id.equals(item)) {
            endText();
            text = text.stripLeading();
            if (text.isEmpty()) {
                return;
            }
            begin(Kind.TEXT);
            item = id;
        }
        ready.append(lines.add(text));
    }

    private void called(Event.ToolCallDone call) {
        endText();
        begin(Kind.LIST);
        String title = titles.remove(call.call());
        String summary = Visible.line(call.summary(), MOST);
        ready.append("- ").append(sign(call.outcome())).append(' ')
                .append(Visible.line(title == null ? "tool call" : title, MOST))
                .append(summary.isEmpty() ? "" : " · " + summary);
    }

    /** Words of Podd's own. */
    void note(String words) {
        endText();
        begin(Kind.NOTE);
        ready.append('*').append(Visible.line(words, MOST * 4).replace("*", "\\*")).append('*');
    }

    private void said(String text) {
        endText();
        int from = ready.length();
        begin(Kind.HEARD);
        AnswerLines escaped = new AnswerLines();
        ready.append(Interjection.YOU).append("\n\n").append(escaped.add(text)).append(escaped.end());
        heard.add(new Heard(text, from, ready.length()));
    }

    private void ended(TurnOutcome outcome, @Nullable TurnError error) {
        endText();
        if (outcome != TurnOutcome.FINISHED) {
            note(Transcript.words(outcome) + (error == null ? "" : ": " + error.message()));
        }
    }

    private void endText() {
        if (item != null) {
            ready.append(lines.end());
            lines = new AnswerLines();
            item = null;
        }
    }

    private void begin(Kind next) {
        if (last != Kind.NOTHING) {
            ready.append(last == Kind.LIST && next == Kind.LIST ? "\n" : "\n\n");
        }
        if (last == Kind.HEARD && next != Kind.HEARD) {
            ready.append(Interjection.PODD).append("\n\n");
        }
        last = next;
    }

    private static String sign(ToolOutcome outcome) {
        return switch (outcome) {
            case OK -> "✓";
            case ERROR -> "✗";
            case DENIED -> "⊘";
            case CANCELLED -> "◌";
        };
    }
}
