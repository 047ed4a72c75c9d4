package dev.podd.tool.builtin;

import dev.podd.workspace.LineDiff;

import java.util.ArrayList;
import java.util.List;

/** Numbered lines around the places of a file that changed. */
final class Snippet {
    private static final int CONTEXT = 3;
    private static final int MAX_LINES = 80;

    private Snippet() {}

    static String around(List<String> lines, List<LineDiff.Lines> places) {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (LineDiff.Lines each : joined(places, lines.size())) {
            if (shown >= MAX_LINES) {
                return text.append("\n… and further below").toString();
            }
            int to = Math.min(each.to(), each.from() + MAX_LINES - shown);
            text.append(text.isEmpty() ? "" : "\n…\n").append(Numbered.lines(lines, each.from(), to));
            shown += to - each.from();
        }
        return text.toString();
    }

    /** With context, and those that then touch as one. */
    private static List<LineDiff.Lines> joined(List<LineDiff.Lines> places, int size) {
        List<LineDiff.Lines> joined = new ArrayList<>();
        for (LineDiff.Lines each : places) {
            int from = Math.max(0, each.from() - CONTEXT);
            int to = Math.min(size, each.to() + CONTEXT);
            if (!joined.isEmpty() && joined.getLast().to() >= from) {
                joined.set(joined.size() - 1, new LineDiff.Lines(joined.getLast().from(), to));
            } else {
                joined.add(new LineDiff.Lines(from, to));
            }
        }
        return joined;
    }
}
