package dev.podd.search;

import com.google.re2j.Matcher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Finds the lines of a block of bytes that match a pattern. One a thread. */
public final class LineSearch {
    private final LinePattern pattern;
    private final int[] next;
    private final Matcher matcher;
    private final BooleanSupplier isStopped;

    /** @param isStopped asked now and then while a match takes long */
    public LineSearch(LinePattern pattern, BooleanSupplier isStopped) {
        this.pattern = pattern;
        this.next = new int[pattern.needles().size()];
        this.matcher = pattern.regex().matcher("");
        this.isStopped = isStopped;
    }

    /** Told of each matching line, in order. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param start offset of the line in the block
         * @param end   where it ends, LF or CRLF left out
         * @return whether to go on
         */
        boolean line(int start, int end);
    }

    /**
     * Searches whole lines.
     *
     * @throws SearchStoppedException the caller asked for that while a long line was matched
     */
    public void search(byte[] block, int length, Listener listener) {
        if (pattern.needles().isEmpty()) {
            everyLine(block, length, listener);
        } else {
            linesWithNeedle(block, length, listener);
        }
    }

    private void everyLine(byte[] block, int length, Listener listener) {
        int end;
        for (int start = 0; start < length; start = end + 1) {
            end = endOfLine(block, length, start);
            if (!tell(block, start, end, false, listener)) {
                return;
            }
        }
    }

    private void linesWithNeedle(byte[] block, int length, Listener listener) {
        List<Needle> needles = pattern.needles();
        for (int i = 0; i < next.length; i++) {
            next[i] = needles.get(i).next(block, length, 0);
        }
        for (int at = nearest(); at >= 0; at = nearest()) {
            int end = endOfLine(block, length, at);
            if (!tell(block, startOfLine(block, at), end, pattern.isPlain(), listener)) {
                return;
            }
            for (int i = 0; i < next.length; i++) {
                if (next[i] >= 0 && next[i] < end) {
                    next[i] = needles.get(i).next(block, length, end);
                }
            }
        }
    }

    private int nearest() {
        int nearest = -1;
        for (int each : next) {
            nearest = each >= 0 && (nearest < 0 || each < nearest) ? each : nearest;
        }
        return nearest;
    }

    /** Tells of a line if it matches; returns whether to go on. */
    private boolean tell(byte[] block, int start, int end, boolean isMatch, Listener listener) {
        int textEnd = end > start && block[end - 1] == '\r' ? end - 1 : end;
        boolean matches = isMatch
                || matcher.reset(new Stoppable(text(block, start, textEnd), isStopped)).find();
        return !matches || listener.line(start, textEnd);
    }

    private static int startOfLine(byte[] block, int offset) {
        int start = offset;
        while (start > 0 && block[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private static int endOfLine(byte[] block, int length, int offset) {
        int end = offset;
        while (end < length && block[end] != '\n') {
            end++;
        }
        return end;
    }

    /** UTF-8, or one character a byte where it is not. */
    public static String text(byte[] block, int start, int end) {
        String text = new String(block, start, end - start, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : new String(block, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
