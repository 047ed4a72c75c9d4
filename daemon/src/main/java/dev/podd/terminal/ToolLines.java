package dev.podd.terminal;

import dev.podd.event.Event;
import dev.podd.item.Item;
import dev.podd.item.ToolOutcome;
import dev.podd.terminal.Ink.Style;
import dev.podd.transcript.Visible;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tool calls, one line each: how it ended, what it was, what came of it. One thread. */
final class ToolLines {
    /** Characters of a title or a summary. */
    static final int MOST = 100;

    private final Ink ink;
    private final Map<String, String> titles = new LinkedHashMap<>();
    private final Map<String, String> running = new LinkedHashMap<>();

    ToolLines(Ink ink) {
        this.ink = ink;
    }

    /** A call that never starts is known by the name of its tool alone. */
    void asked(Item.ToolCall call) {
        titles.put(call.call(), call.name());
    }

    void started(Event.ToolCallStarted started) {
        titles.put(started.call(), started.title());
        running.put(started.call(), started.title());
    }

    /** What runs now, in words; empty when nothing does. */
    String running() {
        return String.join(", ", running.values());
    }

    String done(Event.ToolCallDone done) {
        running.remove(done.call());
        String title = title(done.call());
        String summary = Visible.line(unsaid(title, done.summary()), MOST);
        String words = switch (done.outcome()) {
            case OK, ERROR -> summary;
            case DENIED -> "denied: " + summary;
            case CANCELLED -> "cancelled: " + summary;
        };
        return sign(done.outcome()) + " " + Visible.line(title, MOST)
                + (words.isEmpty() ? "" : ink.paint(" · " + words, Style.DIM));
    }

    /** The title of a call that started, the name of the tool of one that did not. */
    String title(String call) {
        return titles.getOrDefault(call, "tool call");
    }

    /** A summary without the words that the title has already: "shell: make" and "make: exit code 2". */
    private static String unsaid(String title, String summary) {
        String subject = title.substring(title.indexOf(' ') + 1);
        if (summary.strip().equals(subject)) {
            return "";
        }
        return summary.startsWith(subject + ": ") ? summary.substring(subject.length() + 2) : summary;
    }

    private String sign(ToolOutcome outcome) {
        return switch (outcome) {
            case OK -> ink.paint("✓", Style.GREEN);
            case ERROR -> ink.paint("✗", Style.RED);
            case DENIED -> ink.paint("⊘", Style.YELLOW);
            case CANCELLED -> ink.paint("◌", Style.YELLOW);
        };
    }
}
