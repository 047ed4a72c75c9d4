package dev.podd.tool.builtin;

import java.util.List;

/** Lines as a model sees them: number, tab, text; very long ones cut. */
final class Numbered {
    private static final int MAX_CHARACTERS = 2000;

    private Numbered() {}

    /** Lines {@code from} to {@code to}, from 0, end exclusive, each ended by LF but the last. */
    static String lines(List<String> lines, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = Math.max(0, from); i < Math.min(to, lines.size()); i++) {
            text.append(text.isEmpty() ? "" : "\n").append(line(i, lines.get(i)));
        }
        return text.toString();
    }

    static String line(int index, String line) {
        return index + 1 + "\t" + cut(line, MAX_CHARACTERS);
    }

    static String cut(String line, int max) {
        if (line.length() <= max) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(max - 1)) ? max - 1 : max;
        return line.substring(0, end) + " [" + (line.length() - end) + " more characters in this line]";
    }
}
