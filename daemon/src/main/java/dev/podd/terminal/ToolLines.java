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
    private static final int MOST = 100;

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
        String title = Visible.line(titles.getOrDefault(done.call(), "tool call"), MOST);
        String summary = Visible.line(done.summary(), MOST);
        String words = switch (done.outcome()) {
            case OK -> summary;
            case ERROR -> "error: " + summary;
            case DENIED -> "denied: " + summary;
            case CANCELLED -> "cancelled: " + summary;
        };
        return sign(done.outcome()) + " " + title + ink.paint(" · " + words, Style.DIM);
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
