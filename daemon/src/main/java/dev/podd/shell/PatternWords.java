package dev.podd.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the words of a pattern on commands. */
final class PatternWords {
    private final String text;
    private int at;

    private PatternWords(String text) {
        this.text = text;
    }

    /** The words of each alternative, as signs. */
    static List<List<int[]>> alternatives(String pattern) {
        String text = pattern.strip();
        if (!text.startsWith("{") || !text.endsWith("}") || !text.contains(",")) {
            return List.of(new PatternWords(text).words());
        }
        List<List<int[]>> all = new ArrayList<>();
        for (String each : text.substring(1, text.length() - 1).split(",", -1)) {
            all.add(new PatternWords(each.strip()).words());
        }
        return all;
    }

    /** A pattern as it stands, without quotes or words. */
    static int[] signs(String pattern) {
        return pattern.codePoints().map(PatternWords::sign).toArray();
    }

    private static int sign(int c) {
        return c == '*' ? CommandSpelling.ANY : c == '?' ? CommandSpelling.ONE : c;
    }

    private List<int[]> words() {
        List<int[]> words = new ArrayList<>();
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                return words;
            }
            words.add(word());
        }
    }

    private int[] word() {
        IntStream.Builder word = IntStream.builder();
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            int close = c == '\'' || c == '"' ? text.indexOf(c, at) : -1;
            if (close >= 0) {
                text.substring(at, close).codePoints().forEach(word::add);
                at = close + 1;
            } else if (c == '\\' && at < text.length()) {
                int escaped = text.codePointAt(at);
                word.add(escaped);
                at += Character.charCount(escaped);
            } else {
                word.add(sign(c));
            }
        }
        return word.build().toArray();
    }
}
