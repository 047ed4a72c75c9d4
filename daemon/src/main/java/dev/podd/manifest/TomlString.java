package dev.podd.manifest;

import java.util.ArrayList;
import java.util.List;

/** Where in a TOML text each character of a string's value stands: escapes, and line ends that are left out, shift it. */
final class TomlString {
    private static final int SHORT_ESCAPE = 6;
    private static final int LONG_ESCAPE = 10;

    private final String text;
    private final int end;
    private final List<Integer> offsets = new ArrayList<>();

    private TomlString(String text, int from) {
        TomlSpans spans = new TomlSpans(text);
        String quote = spans.quoteAt(from);
        this.text = text;
        this.end = Math.max(from + quote.length(), spans.stringEnd(from) - quote.length());
        read(from + quote.length(), quote);
    }

    /** For each UTF-16 unit of the value, and for its end, the offset in the text; {@code from} is the opening quote. */
    static List<Integer> offsets(String text, int from) {
        return new TomlString(text, from).offsets;
    }

    private void read(int from, String quote) {
        boolean isLong = quote.length() > 1;
        boolean hasEscapes = quote.charAt(0) == '"';
        int i = isLong ? behindLineEnd(from) : from;
        while (i < end) {
            if (hasEscapes && text.charAt(i) == '\\') {
                i = escape(i);
            } else {
                offsets.add(i++);
            }
        }
        offsets.add(end);
    }

    private int escape(int at) {
        char kind = at + 1 < end ? text.charAt(at + 1) : ' ';
        if (Character.isWhitespace(kind)) {
            int i = at + 1;
            while (i < end && Character.isWhitespace(text.charAt(i))) {
                i++;
            }
            return i;
        }
        offsets.add(at);
        boolean isPair = kind == 'U' && !text.startsWith("0000", at + 2);
        if (isPair) {
            offsets.add(at);
        }
        return at + (kind == 'u' ? SHORT_ESCAPE : kind == 'U' ? LONG_ESCAPE : 2);
    }

    private int behindLineEnd(int from) {
        int i = text.startsWith("\r", from) ? from + 1 : from;
        return text.startsWith("\n", i) ? i + 1 : from;
    }
}
