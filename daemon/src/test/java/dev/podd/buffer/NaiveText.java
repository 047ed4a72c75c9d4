package dev.podd.buffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text done the slow and obvious way, to judge {@link Text} by. */
final class NaiveText {
    private static final Pattern BREAK = Pattern.compile("\r\n|\r|\n");

    private NaiveText() {}

    static String apply(String text, Change change, PositionEncoding encoding) {
        Range range = change.range();
        if (range == null) {
            return change.text();
        }
        int a = offset(text, range.start(), encoding);
        int b = offset(text, range.end(), encoding);
        return text.substring(0, Math.min(a, b)) + change.text() + text.substring(Math.max(a, b));
    }

    /** Every line as its start and its end before the break. */
    static List<int[]> lines(String text) {
        List<int[]> lines = new ArrayList<>();
        Matcher matcher = BREAK.matcher(text);
        int start = 0;
        while (matcher.find()) {
            lines.add(new int[] {start, matcher.start()});
            start = matcher.end();
        }
        lines.add(new int[] {start, text.length()});
        return lines;
    }

    static int offset(String text, Position position, PositionEncoding encoding) {
        List<int[]> lines = lines(text);
        if (position.line() >= lines.size()) {
            return text.length();
        }
        int[] line = lines.get(position.line());
        if (encoding == PositionEncoding.UTF_16) {
            return Math.min(line[1], line[0] + position.character());
        }
        int left = position.character();
        int at = line[0];
        while (at < line[1]) {
            int point = text.codePointAt(at);
            left -= units(Character.toString(point), encoding);
            if (left < 0) {
                return at;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    static int units(String text, PositionEncoding encoding) {
        return switch (encoding) {
            case UTF_8 -> text.codePoints().map(NaiveText::bytes).sum();
            case UTF_16 -> text.length();
            case UTF_32 -> text.codePointCount(0, text.length());
        };
    }

    private static int bytes(int point) {
        boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
        return surrogate ? 3 : Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
    }
}
