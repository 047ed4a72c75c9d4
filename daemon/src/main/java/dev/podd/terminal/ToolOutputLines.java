package dev.podd.terminal;

import dev.podd.terminal.Ink.Style;
import dev.podd.transcript.Visible;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines that running tools print, below the title of their call: the first ones as they come, and when the call ends the last
 * ones, with the number of lines between them. Lives on one thread.
 */
final class ToolOutputLines {
    private static final int FIRST = 20;
    private static final int LAST = 10;
    private static final int MAX_LINE = 300;
    private static final int MAX_PARTIAL = 8192;
    /** Colours and cursor movements of a terminal. */
    private static final Pattern CONTROL_SEQUENCE = Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]");

    private final Ink ink;
    private final Map<String, Output> byCall = new HashMap<>();
    private @Nullable String speaker; // the call whose lines were printed last

    ToolOutputLines(Ink ink) {
        this.ink = ink;
    }

    /** What a call printed so far. */
    private static final class Output {
        private final StringBuilder partial = new StringBuilder();
        private final Deque<String> last = new ArrayDeque<>();
        private int shown;
        private long leftOut;
    }

    /** The lines to show now, after a call has printed {@code text}. */
    List<String> printed(String call, String title, String text) {
        Output output = byCall.computeIfAbsent(call, any -> new Output());
        List<String> lines = new ArrayList<>();
        output.partial.append(text);
        int from = 0;
        for (int end = output.partial.indexOf("\n"); end >= 0; end = output.partial.indexOf("\n", from)) {
            add(call, title, output, output.partial.substring(from, end), lines);
            from = end + 1;
        }
        output.partial.delete(0, from);
        if (output.partial.length() > MAX_PARTIAL) {
            add(call, title, output, output.partial.toString(), lines);
            output.partial.setLength(0);
        }
        return lines;
    }

    /** The lines to show when a call has ended. */
    List<String> ended(String call, String title) {
        Output output = byCall.remove(call);
        List<String> lines = new ArrayList<>();
        if (output == null) {
            return lines;
        }
        if (!output.partial.isEmpty()) {
            add(call, title, output, output.partial.toString(), lines);
        }
        if (!output.last.isEmpty()) {
            head(call, title, lines);
            if (output.leftOut > 0) {
                lines.add(ink.paint("  ┆ … " + output.leftOut + (output.leftOut == 1 ? " line" : " lines")
                        + " not shown", Style.DIM));
            }
            output.last.forEach(line -> lines.add(body(line)));
        }
        speaker = null;
        return lines;
    }

    private void add(String call, String title, Output output, String raw, List<String> lines) {
        String line = visible(raw);
        if (output.shown < FIRST) {
            output.shown++;
            head(call, title, lines);
            lines.add(body(line));
            return;
        }
        output.last.addLast(line);
        if (output.last.size() > LAST) {
            output.last.removeFirst();
            output.leftOut++;
        }
    }

    private void head(String call, String title, List<String> lines) {
        if (!call.equals(speaker)) {
            lines.add(ink.paint("▸ ", Style.CYAN) + Visible.line(title, ToolLines.MOST));
            speaker = call;
        }
    }

    private String body(String line) {
        return ink.paint("  │ " + line, Style.DIM);
    }

    /** The line as it stands at its end on a terminal: a progress bar overwrites itself by carriage returns. */
    private static String visible(String raw) {
        String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
        String last = line.substring(line.lastIndexOf('\r') + 1);
        String text = Visible.text(CONTROL_SEQUENCE.matcher(last).replaceAll(""));
        return text.length() <= MAX_LINE ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_LINE / 2)) + " …";
    }
}
