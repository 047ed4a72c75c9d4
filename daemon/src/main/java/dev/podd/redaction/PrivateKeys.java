package dev.podd.redaction;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * Finds private keys in PEM and PGP form. Their lines stay lines, whatever stands before each (a line number, a file's
 * name, a comment sign), and a key within one line, as in JSON, is found too. The end may be missing.
 */
final class PrivateKeys {
    private static final String KIND = "private key";
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    /** A line of fewer letters may be code, where the text is a program that reads keys. */
    private static final int SHORTEST = 40;
    private static final int SHORTEST_LAST = 4;
    private static final int LONGEST_PREFIX = 500;
    private static final Pattern NUMBER = Pattern.compile("[0-9:\\t-]{1,12}");
    private static final Pattern PREFIX = Pattern.compile("(\\S+[:-]\\d+[:-])?(\\d+\\t)?([ \t\"'#*+>|-]|//|\\\\n)*");

    private PrivateKeys() {}

    static void find(String text, List<HiddenSpan> found) {
        int from = text.indexOf(BEGIN);
        while (from >= 0) {
            int head = headEnd(text, from);
            from = text.indexOf(BEGIN, head < 0 ? from + 1 : body(text, head, found));
        }
    }

    static boolean isOfOneKey(HiddenSpan one, HiddenSpan next) {
        return one.kind().equals(KIND) && next.kind().equals(KIND) && next.from() - one.to() < SHORTEST * 4;
    }

    /** Behind the line {@code -----BEGIN … PRIVATE KEY …-----}; -1 when it is another. */
    private static int headEnd(String text, int from) {
        int label = from + BEGIN.length();
        int end = text.indexOf("-----", label);
        boolean isKey = end >= 0 && end - label < 60 && text.substring(label, end).contains("PRIVATE KEY");
        return isKey ? end + "-----".length() : -1;
    }

    /** Notes the key's letters line by line; the last line of a key, and only that, may be short. */
    private static int body(String text, int from, List<HiddenSpan> found) {
        int at = from;
        boolean isFirst = true;
        while (at < text.length()) {
            int lineEnd = text.indexOf('\n', at);
            lineEnd = lineEnd < 0 ? text.length() : lineEnd;
            int end = text.indexOf(END, at);
            boolean isLast = end >= 0 && end < lineEnd;
            int letters = isLast ? behindEscapes(text, at, end) : lettersEnd(text, at, lineEnd);
            int begin = lettersBegin(text, at, letters);
            boolean mayBeShort = (isLast || hasEndSoon(text, lineEnd)) && isPrefix(text.substring(at, begin));
            boolean isKey = letters - begin >= (mayBeShort ? SHORTEST_LAST : SHORTEST);
            if (isKey) {
                found.add(new HiddenSpan(begin, letters, KIND));
            }
            if (isLast || !(isFirst || isKey || isHeader(text, at, lineEnd))) {
                return isLast ? end : lineEnd;
            }
            isFirst = false;
            at = lineEnd + 1;
        }
        return text.length();
    }

    /** What tools and files put before a line: its number, the name of its file, a sign of a comment or a quotation. */
    private static boolean isPrefix(String text) {
        return text.length() < LONGEST_PREFIX && PREFIX.matcher(text).matches();
    }

    private static boolean hasEndSoon(String text, int lineEnd) {
        int next = Math.min(text.length(), lineEnd + 1);
        int nextEnd = text.indexOf('\n', next);
        int end = text.indexOf(END, next);
        return end >= 0 && (nextEnd < 0 || end < nextEnd);
    }

    /** As in {@code Proc-Type: 4,ENCRYPTED}, and the empty line behind. */
    private static boolean isHeader(String text, int from, int to) {
        String line = text.substring(from, to).strip();
        return line.length() < 200 && (line.isEmpty() || line.contains(": ") || NUMBER.matcher(line).matches());
    }

    /** What follows a line of the key, as quotes, commas and escapes do, is left. */
    private static int lettersEnd(String text, int from, int to) {
        int end = to;
        while (end > from && !isLetter(text.charAt(end - 1))) {
            end--;
        }
        return isEscape(text, from, end) ? lettersEnd(text, from, end - 2) : end;
    }

    /** Where the letters end that go on up to {@code to} but for escaped line ends. */
    private static int behindEscapes(String text, int from, int to) {
        int end = to;
        while (isEscape(text, from, end)) {
            end -= 2;
        }
        return end;
    }

    private static boolean isEscape(String text, int from, int end) {
        return end - 2 >= from && text.charAt(end - 2) == '\\' && "nr".indexOf(text.charAt(end - 1)) >= 0;
    }

    /** Escapes of line ends within are of the key. */
    private static int lettersBegin(String text, int from, int to) {
        int begin = to;
        while (begin > from && (isLetter(text.charAt(begin - 1)) || text.charAt(begin - 1) == '\\')) {
            begin--;
        }
        if (text.startsWith("\\n", begin)) {
            begin += 2;
        }
        return Math.min(begin, to);
    }

    private static boolean isLetter(char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9')
                || each == '+' || each == '/' || each == '=';
    }
}
