package dev.podd.search;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;

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
     * @throws StackOverflowError a line is too long for what the expression does with it
     */
    public void search(byte[] block, int length, Listener listener) {
        if (length == 0) {
            return;
        }
        if (pattern.needles().isEmpty()) {
            everyLine(block, length, listener);
        } else {
            linesWithNeedle(block, length, listener);
        }
    }

    private void linesWithNeedle(byte[] block, int length, Listener listener) {
        String bytes = new String(block, 0, length, StandardCharsets.ISO_8859_1);
        List<Needle> needles = pattern.needles();
        for (int i = 0; i < next.length; i++) {
            next[i] = needles.get(i).next(bytes, 0);
        }
        for (int at = nearest(); at >= 0; at = nearest()) {
            int start = bytes.lastIndexOf('\n', at) + 1;
            int end = endOfLine(bytes, at);
            int textEnd = withoutCr(bytes, start, end);
            boolean isHit = pattern.isPlain() || matches(text(block, start, textEnd));
            if (isHit && !listener.line(start, textEnd)) {
                return;
            }
            for (int i = 0; i < next.length; i++) {
                if (next[i] >= 0 && next[i] < end) {
                    next[i] = needles.get(i).next(bytes, end);
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

    private boolean matches(String line) {
        return matcher.reset(new Stoppable(line, isStopped)).find();
    }

    private static int endOfLine(String bytes, int from) {
        int end = bytes.indexOf('\n', from);
        return end < 0 ? bytes.length() : end;
    }

    private static int withoutCr(String bytes, int start, int end) {
        return end > start && bytes.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private void everyLine(byte[] block, int length, Listener listener) {
        int start = 0;
        while (start < length) {
            int end = start;
            while (end < length && block[end] != '\n') {
                end++;
            }
            int textEnd = end > start && block[end - 1] == '\r' ? end - 1 : end;
            if (matches(text(block, start, textEnd)) && !listener.line(start, textEnd)) {
                return;
            }
            start = end + 1;
        }
    }

    /** UTF-8, or one character a byte where it is not. */
    public static String text(byte[] block, int start, int end) {
        String text = new String(block, start, end - start, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : new String(block, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
