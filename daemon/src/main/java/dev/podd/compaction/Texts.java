package dev.podd.compaction;

import java.nio.charset.StandardCharsets;

/** Cuts text by its bytes in UTF-8, never inside a character. */
final class Texts {
    private Texts() {}

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The longest beginning that has at most so many bytes. */
    static String firstBytes(String text, int most) {
        int end = 0;
        int bytes = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            bytes += width(character);
            if (bytes > most) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }

    /** The longest end that has at most so many bytes. */
    static String lastBytes(String text, int most) {
        int start = text.length();
        int bytes = 0;
        while (start > 0) {
            int character = text.codePointBefore(start);
            bytes += width(character);
            if (bytes > most) {
                break;
            }
            start -= Character.charCount(character);
        }
        return text.substring(start);
    }

    private static int width(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }
}
