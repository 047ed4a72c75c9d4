package dev.podd.manifest;

import java.util.ArrayList;
import java.util.List;

/** A text by lines: offsets to places and back. Lines end with \n; columns count UTF-16 units from 1. One thread. */
final class SourceText {
    private final String text;
    private final List<Integer> starts = new ArrayList<>(List.of(0));
    /** Offsets of the code points of the line that was asked for last: many values may stand in one line. */
    private int[] codePointsOfLine = new int[0];
    private int lineOfCodePoints;

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
        if (line != lineOfCodePoints) {
            codePointsOfLine = codePoints(start(line), end(line));
            lineOfCodePoints = line;
        }
        return codePointsOfLine[Math.min(codePoints - 1, codePointsOfLine.length - 1)];
    }

    /** Where each code point begins, and the end. */
    private int[] codePoints(int from, int to) {
        int[] offsets = new int[text.codePointCount(from, to) + 1];
        int at = from;
        for (int i = 0; i < offsets.length - 1; i++) {
            offsets[i] = at;
            at += Character.charCount(text.codePointAt(at));
        }
        offsets[offsets.length - 1] = to;
        return offsets;
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
