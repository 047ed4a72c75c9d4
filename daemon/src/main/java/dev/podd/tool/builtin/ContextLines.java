package dev.podd.tool.builtin;

import dev.podd.search.LineSearch;
import java.util.List;

/** Writes matching lines with the lines around them, none twice, as {@code 12:match} and {@code 13-context}. */
final class ContextLines {
    private static final int MAX_CHARACTERS = 300;
    private static final String GAP = "--";

    private final byte[] block;
    private final int length;
    private final int context;
    private final List<String> to;
    /** Where the last line written ends, its LF included, and the number of the line after it. */
    private int writtenEnd;
    private int nextNumber = 1;
    private int owed;
    private boolean isFirst = true;

    ContextLines(byte[] block, int length, int context, List<String> to) {
        this.block = block;
        this.length = length;
        this.context = context;
        this.to = to;
    }

    /** Whether a line that was written matches, or is there for context. */
    static boolean isMatch(String line) {
        int end = 0;
        while (end < line.length() && Character.isDigit(line.charAt(end))) {
            end++;
        }
        return end > 0 && line.charAt(end) == ':';
    }

    /** Writes what the last match still owes, the lines before this one, and it. */
    void hit(int number, int start, int end) {
        payUntil(start);
        int from = start;
        int first = number;
        while (first > number - context && from > writtenEnd) {
            from = startOfLine(from - 1);
            first--;
        }
        if (context > 0 && !isFirst && from > writtenEnd) {
            to.add(GAP);
        }
        for (int at = from; at < start; at = endOfLine(at) + 1) {
            write(first++, '-', at, endOfLine(at));
        }
        write(number, ':', start, end);
        writtenEnd = endOfLine(start) + 1;
        nextNumber = number + 1;
        owed = context;
        isFirst = false;
    }

    void finish() {
        payUntil(length);
    }

    private void payUntil(int limit) {
        for (; owed > 0 && writtenEnd < limit; owed--) {
            int end = endOfLine(writtenEnd);
            write(nextNumber++, '-', writtenEnd, end);
            writtenEnd = end + 1;
        }
    }

    private void write(int number, char mark, int start, int end) {
        int textEnd = end > start && block[end - 1] == '\r' ? end - 1 : end;
        to.add(number + String.valueOf(mark) + Numbered.cut(LineSearch.text(block, start, textEnd), MAX_CHARACTERS));
    }

    private int startOfLine(int offset) {
        int start = offset;
        while (start > 0 && block[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private int endOfLine(int offset) {
        int end = offset;
        while (end < length && block[end] != '\n') {
            end++;
        }
        return end;
    }
}
