package dev.podd.redaction;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * Finds private keys in PEM and PGP form. Their lines stay lines, whatever stands before each (a line number, a file's
 * name, a comment sign), and a key within one line, as in JSON, is found too. The end may be missing. For one text, of
 * which it reads each character a few times.
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

    private final String text;
    private final List<HiddenSpan> found;
    private final Ahead ends;
    private final Ahead lineEnds;

    private PrivateKeys(String text, List<HiddenSpan> found) {
        this.text = text;
        this.found = found;
        ends = new Ahead(text, END);
        lineEnds = new Ahead(text, "\n");
    }

    static void find(String text, List<HiddenSpan> found) {
        new PrivateKeys(text, found).find();
    }

    private void find() {
        int from = text.indexOf(BEGIN);
        while (from >= 0) {
            int head = headEnd(text, from);
            from = text.indexOf(BEGIN, head < 0 ? from + 1 : body(head));
        }
    }

    /** Where a word stands next, for places that ascend: what lies between two finds is searched once. */
    private static final class Ahead {
        private final String text;
        private final String word;
        private int next = -1;

        Ahead(String text, String word) {
            this.text = text;
            this.word = word;
        }

        /** The length of the text where it stands nowhere. */
        int from(int place) {
            if (next < place) {
                int found = text.indexOf(word, place);
                next = found < 0 ? text.length() : found;
            }
            return next;
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
    private int body(int from) {
        int at = from;
        boolean isFirst = true;
        while (at < text.length()) {
            int lineEnd = lineEnds.from(at);
            int end = ends.from(at);
            boolean isLast = end < lineEnd;
            int letters = isLast ? behindEscapes(text, at, end) : lettersEnd(text, at, lineEnd);
            int begin = lettersBegin(text, at, letters);
            boolean mayBeShort = (isLast || isEndOfNextLine(end, lineEnd)) && isPrefix(text.substring(at, begin));
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

    private boolean isEndOfNextLine(int end, int lineEnd) {
        int next = lineEnd + 1;
        return end < text.length() && end < lineEnds.from(next);
    }

    /** As in {@code Proc-Type: 4,ENCRYPTED}, and the empty line behind. */
    private static boolean isHeader(String text, int from, int to) {
        String line = text.substring(from, to).strip();
        return line.length() < 200 && (line.isEmpty() || line.contains(": ") || NUMBER.matcher(line).matches());
    }

    /** What follows a line of the key, as quotes, commas and escapes do, is left. */
    private static int lettersEnd(String text, int from, int to) {
        int end = to;
        while (end > from && (!isLetter(text.charAt(end - 1)) || isEscape(text, from, end))) {
            end -= isLetter(text.charAt(end - 1)) ? 2 : 1;
        }
        return end;
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
