package dev.podd.workspace;

import java.util.Arrays;

/** A text with LF for every line end, and where CRLF stood before. */
final class LineEnds {
    private final String text;
    /** Offsets in {@code text} of each LF that was a CRLF, ascending. */
    private final int[] crlf;

    private LineEnds(String text, int[] crlf) {
        this.text = text;
        this.crlf = crlf;
    }

    static LineEnds of(String raw) {
        if (raw.indexOf("\r\n") < 0) {
            return new LineEnds(raw, new int[0]);
        }
        StringBuilder text = new StringBuilder(raw.length());
        int[] found = new int[16];
        int count = 0;
        int done = 0;
        for (int at = raw.indexOf("\r\n"); at >= 0; at = raw.indexOf("\r\n", done)) {
            text.append(raw, done, at);
            found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
            found[count++] = text.length();
            text.append('\n');
            done = at + 2;
        }
        return new LineEnds(text.append(raw, done, raw.length()).toString(), Arrays.copyOf(found, count));
    }

    String text() {
        return text;
    }

    /** Where an offset of the text lies in the raw text; that of a line end is where its CR lies. */
    int rawOffset(int offset) {
        return offset + crlfBefore(offset);
    }

    /** The line end that new text between two offsets should use: that of the lines it replaces or stands in. */
    String endNear(int start, int end) {
        int at = text.indexOf('\n', start);
        if (at < 0 || at >= end) {
            at = text.indexOf('\n', end);
        }
        if (at < 0) {
            at = text.lastIndexOf('\n', start - 1);
        }
        return isCrlf(at) ? "\r\n" : "\n";
    }

    boolean areAll(String end) {
        return end.equals("\n") ? crlf.length == 0 : crlf.length == text.chars().filter(c -> c == '\n').count();
    }

    private boolean isCrlf(int offset) {
        return Arrays.binarySearch(crlf, offset) >= 0;
    }

    private int crlfBefore(int offset) {
        int found = Arrays.binarySearch(crlf, offset);
        return found >= 0 ? found : -found - 1;
    }
}
