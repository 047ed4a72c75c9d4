package dev.podd.search;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large the program of a regular expression would become, found out before it is compiled: counted repetitions
 * within each other multiply, so that twenty characters can ask for a thousand million instructions, and groups within
 * each other take stack.
 */
final class ExpressionSize {
    private static final int MAX_INSTRUCTIONS = 20_000;
    private static final int MAX_DEPTH = 250;

    private final String pattern;
    /** Instructions of each open group so far. */
    private final Deque<Long> open = new ArrayDeque<>();
    private long group;
    private long last;
    private int at;

    private ExpressionSize(String pattern) {
        this.pattern = pattern;
    }

    /** @throws PatternException it is too large, or its groups are too deep */
    static void require(String pattern) {
        new ExpressionSize(pattern).read();
    }

    private void read() {
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            switch (c) {
                case '(' -> {
                    open.push(group);
                    group = 0;
                    last = 0;
                    at++;
                }
                case ')' -> close();
                case '[' -> atom(endOfClass());
                case '\\' -> atom(endOfEscape());
                case '{' -> repetition();
                default -> atom(at + 1);
            }
            if (open.size() > MAX_DEPTH) {
                throw new PatternException("the expression has more than " + MAX_DEPTH + " groups within each other");
            }
            if (group > MAX_INSTRUCTIONS) {
                throw new PatternException(
                        "the expression is too large: with its repetitions written out it has more than "
                                + MAX_INSTRUCTIONS + " parts");
            }
        }
    }

    private void atom(int end) {
        last = 1;
        group++;
        at = Math.max(end, at + 1);
    }

    private void close() {
        last = group + 2;
        group = (open.isEmpty() ? 0 : open.pop()) + last;
        at++;
    }

    /** A brace that is no repetition counts as one; that only makes the estimate larger. */
    private void repetition() {
        int end = pattern.indexOf('}', at);
        if (end < 0) {
            atom(at + 1);
            return;
        }
        long times = 1;
        for (String bound : pattern.substring(at + 1, end).split(",")) {
            times = bound.matches("\\d{1,9}") ? Math.max(times, Long.parseLong(bound)) : times;
        }
        group += last * (times - 1);
        last *= times;
        at = end + 1;
    }

    private int endOfClass() {
        int i = at + 1;
        i += i < pattern.length() && pattern.charAt(i) == '^' ? 1 : 0;
        i += i < pattern.length() && pattern.charAt(i) == ']' ? 1 : 0;
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            i += pattern.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private int endOfEscape() {
        char escaped = at + 1 < pattern.length() ? pattern.charAt(at + 1) : '\\';
        if (escaped == 'Q') {
            int end = pattern.indexOf("\\E", at);
            group += end < 0 ? pattern.length() - at : end - at;
            return end < 0 ? pattern.length() : end + 2;
        }
        boolean hasBraces = "xpP".indexOf(escaped) >= 0 && at + 2 < pattern.length() && pattern.charAt(at + 2) == '{';
        int end = hasBraces ? pattern.indexOf('}', at) : -1;
        return end < 0 ? at + 2 : end + 1;
    }
}
