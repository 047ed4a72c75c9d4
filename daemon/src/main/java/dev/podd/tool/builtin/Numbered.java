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

    private static String line(int index, String line) {
        return line(index, line, line.length());
    }

    /**
     * One line.
     *
     * @param index  from 0
     * @param start  the line, or more than the first 2,000 characters of it
     * @param length of the whole line
     */
    static String line(long index, String start, long length) {
        return index + 1 + "\t" + cut(start, length, MAX_CHARACTERS);
    }

    static String cut(String line, int max) {
        return cut(line, line.length(), max);
    }

    private static String cut(String start, long length, int max) {
        if (length <= max) {
            return start;
        }
        int end = Character.isHighSurrogate(start.charAt(max - 1)) ? max - 1 : max;
        return start.substring(0, end) + " [" + (length - end) + " more characters in this line]";
    }
}
