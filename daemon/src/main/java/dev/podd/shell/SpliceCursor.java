package dev.podd.shell;

import org.jspecify.annotations.Nullable;

/**
 * A place in a text. {@link #peek} and what builds on it never see a backslash before the end of a line: a shell takes both
 * away before it looks. {@link #raw} sees them, for quotes and comments.
 */
final class SpliceCursor {
    static final int END = -1;

    private final String text;
    private int at;

    SpliceCursor(String text) {
        this.text = text;
    }

    int offset() {
        return at;
    }

    void goTo(int offset) {
        at = offset;
    }

    String since(int offset) {
        return text.substring(offset, at);
    }

    /** The next character, {@link #END} at the end. */
    int peek() {
        at = afterSplices(at);
        return at < text.length() ? text.charAt(at) : END;
    }

    int next() {
        int c = peek();
        at += c == END ? 0 : 1;
        return c;
    }

    int raw() {
        return at < text.length() ? text.charAt(at) : END;
    }

    int nextRaw() {
        return at < text.length() ? text.charAt(at++) : END;
    }

    boolean at(String wanted) {
        return after(wanted) >= 0;
    }

    /** Goes behind a text if it stands here. */
    boolean take(String wanted) {
        int end = after(wanted);
        at = end < 0 ? at : end;
        return end >= 0;
    }

    /** The next line without its end, and the end is passed; null at the end of the text. */
    @Nullable String line() {
        if (at >= text.length()) {
            return null;
        }
        int end = text.indexOf('\n', at);
        String line = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        return line;
    }

    /** The word of plain characters that stands here, which no quote or expansion touches; empty if there is none. */
    String plainWord() {
        StringBuilder word = new StringBuilder();
        int here = afterSplices(at);
        while (here < text.length() && isPlain(text.charAt(here))) {
            word.append(text.charAt(here));
            here = afterSplices(here + 1);
        }
        return here == text.length() || Chars.isEndOfWord(text.charAt(here)) ? word.toString() : "";
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c == '{' || c == '}' || c == '!' || c == '[' || c == ']';
    }

    private int after(String wanted) {
        int here = at;
        for (int i = 0; i < wanted.length(); i++) {
            here = afterSplices(here);
            if (here >= text.length() || text.charAt(here) != wanted.charAt(i)) {
                return -1;
            }
            here++;
        }
        return here;
    }

    private int afterSplices(int from) {
        int here = from;
        while (text.startsWith("\\\n", here)) {
            here += 2;
        }
        return here;
    }
}
