package dev.podd.manifest;

import java.util.ArrayList;
import java.util.List;

/** A text by lines: offsets to places and back. Lines end with \n; columns count UTF-16 units from 1. */
final class SourceText {
    private final String text;
    private final List<Integer> starts = new ArrayList<>(List.of(0));

    SourceText(String text) {
        this.text = text;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                starts.add(i + 1);
            }
        }
    }

    String text() {
        return text;
    }

    /** @param codePoints column from 1, as readers count that work on code points */
    int offset(int line, int codePoints) {
        int start = start(line);
        String rest = text.substring(start, end(line));
        return start + rest.offsetByCodePoints(0, Math.min(codePoints - 1, rest.codePointCount(0, rest.length())));
    }

    /** Where a line begins; the text's end for a line beyond it. */
    int start(int line) {
        return line > starts.size() ? text.length() : starts.get(line - 1);
    }

    /** Where a line ends, its line end left out. */
    int end(int line) {
        int end = line >= starts.size() ? text.length() : starts.get(line) - 1;
        return end > start(line) && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    int lines() {
        return starts.size();
    }

    Place place(int from, int to) {
        int line = line(from);
        int endLine = line(to);
        return new Place(line, from - start(line) + 1, endLine, to - start(endLine) + 1);
    }

    private int line(int offset) {
        int low = 0;
        int high = starts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (starts.get(middle) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low + 1;
    }
}
