package dev.podd.shell;

/** What characters are to a shell. */
final class Chars {
    private Chars() {}

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    /** Whether it ends a word where nothing quotes it. */
    static boolean isEndOfWord(int c) {
        return c == SpliceCursor.END || isBlank(c) || c == '\n' || ";&|()<>".indexOf(c) >= 0;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNameStart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static boolean isName(int c) {
        return isNameStart(c) || isDigit(c);
    }

    static boolean isName(String text) {
        return !text.isEmpty() && isNameStart(text.charAt(0)) && text.chars().allMatch(Chars::isName);
    }

    static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(Chars::isDigit);
    }
}
