package dev.podd.item;

import java.nio.charset.StandardCharsets;

/** Measures and cuts text by its length in UTF-8 bytes, never through a character. */
public final class Utf8 {
    private Utf8() {}

    public static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The longest beginning that has at most so many bytes. */
    public static String beginning(String text, int maxBytes) {
        int end = 0;
        for (int left = maxBytes; end < text.length();) {
            int c = text.codePointAt(end);
            left -= length(c);
            if (left < 0) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }

    /** The longest end that has at most so many bytes. */
    public static String end(String text, int maxBytes) {
        int start = text.length();
        for (int left = maxBytes; start > 0;) {
            int c = text.codePointBefore(start);
            left -= length(c);
            if (left < 0) {
                break;
            }
            start -= Character.charCount(c);
        }
        return text.substring(start);
    }

    /** A lone surrogate is sent as a question mark. */
    private static int length(int c) {
        boolean isLone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c < 0x80 || isLone ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
}
