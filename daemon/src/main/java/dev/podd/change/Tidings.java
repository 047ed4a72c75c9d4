package dev.podd.change;

import dev.podd.log.Entry.PendingChanges.News;
import dev.podd.log.Hunk;
import java.util.List;
import java.util.stream.Collectors;

/** What a model hears of the person's doings with its changes, each in a line or a few. */
final class Tidings {
    private static final int LONGEST_LINE = 80;
    private static final int LONGEST_TEXT = 1200;

    private Tidings() {}

    static News undone(Hunk hunk, PendingText text) {
        return new News(hunk.session(), "the person undid your change of " + lines(hunk) + quoted(hunk, text));
    }

    static News removed(Hunk hunk, PendingText text) {
        return new News(hunk.session(), "the person took your change of " + lines(hunk) + " out by hand"
                + quoted(hunk, text));
    }

    static String mended(Hunk hunk, PendingText text) {
        String now = String.join("", text.text(hunk));
        return "the person has changed what you wrote in " + lines(hunk) + ", which now read:\n"
                + (now.length() <= LONGEST_TEXT ? now.stripTrailing()
                        : now.substring(0, LONGEST_TEXT) + "…\n(" + (now.length() - LONGEST_TEXT)
                                + " more characters)");
    }

    private static String lines(Hunk hunk) {
        int first = hunk.from() + 1;
        return hunk.to() <= first ? "line " + first : "lines " + first + "-" + hunk.to();
    }

    private static String quoted(Hunk hunk, PendingText text) {
        List<String> lines = text.text(hunk).stream().map(String::strip).filter(line -> !line.isEmpty()).limit(2)
                .map(line -> line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…").toList();
        return lines.isEmpty() ? "" : lines.stream().collect(Collectors.joining(" ⏎ ", " (", ")"));
    }
}
