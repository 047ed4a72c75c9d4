package dev.podd.buffer;

/**
 * A few thousand chars of a {@link Text}, measured once. Never ends inside a line break or a surrogate pair that the
 * next chunk goes on with, so that the measures of chunks add up.
 */
record Chunk(String text, int breaks, int utf8Length, int codePoints) {
    static Chunk of(String text) {
        int breaks = 0;
        int utf8 = 0;
        int pairs = 0;
        char before = 0;
        char[] chars = text.toCharArray();
        for (char c : chars) {
            if (c < 0x80) {
                utf8++;
                if (c == '\r' || (c == '\n' && before != '\r')) {
                    breaks++;
                }
            } else if (Character.isSurrogatePair(before, c)) {
                utf8++;
                pairs++;
            } else {
                utf8 += c < 0x800 ? 2 : 3;
            }
            before = c;
        }
        return new Chunk(text, breaks, utf8, text.length() - pairs);
    }

    int length() {
        return text.length();
    }

    /** Where the text after the nth line break begins, n from 1. */
    int afterBreak(int n) {
        int at = 0;
        for (int seen = 0; seen < n; at++) {
            char c = text.charAt(at);
            if (c == '\n' || (c == '\r' && !(at + 1 < length() && text.charAt(at + 1) == '\n'))) {
                seen++;
            }
        }
        return at;
    }

    /** Where the first line break at or behind an offset begins; there is one. */
    int breakFrom(int offset) {
        int at = offset;
        while (text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    /** How many line breaks end at or before an offset. */
    int breaksBefore(int offset) {
        int seen = 0;
        for (int at = 0; at < offset; at++) {
            char c = text.charAt(at);
            if (c == '\n' || (c == '\r' && !(at + 1 < length() && text.charAt(at + 1) == '\n'))) {
                seen++;
            }
        }
        return seen;
    }

    /** Units from an offset to another; a code point that goes beyond {@code to} is not counted. */
    int units(int from, int to, PositionEncoding encoding) {
        if (from == 0 && to == length()) {
            return encoding.units(this);
        }
        if (isAscii()) {
            return to - from;
        }
        int units = 0;
        for (int at = from; at < to; at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            if (at + Character.charCount(point) <= to) {
                units += encoding.units(point);
            }
        }
        return units;
    }

    /** The offset that lies {@code units} after {@code from}; within a code point its start, at most {@code to}. */
    int advance(int from, int to, int units, PositionEncoding encoding) {
        if (isAscii()) {
            return (int) Math.min(to, (long) from + units);
        }
        int left = units;
        int at = from;
        while (at < to) {
            int point = text.codePointAt(at);
            left -= encoding.units(point);
            if (left < 0) {
                return at;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    /** Whether every char is one unit in every encoding. */
    private boolean isAscii() {
        return utf8Length == text.length();
    }

    /** Whether a text may not be cut between these two chars. */
    static boolean belongTogether(char before, char after) {
        return (before == '\r' && after == '\n') || Character.isSurrogatePair(before, after);
    }
}
