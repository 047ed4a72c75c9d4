package dev.podd.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Two changes of one text, put together: line by line and, where both changed the same or neighbouring lines, word by
 * word, as far as they do not touch each other.
 */
final class ThreeWay {
    /** Behind each line end. */
    private static final Pattern LINES = Pattern.compile("(?<=\n)");
    /** Between words, runs of space within a line, line ends, and signs, of which each stands alone. */
    private static final Pattern WORDS = Pattern.compile(
            "(?<=\n)|(?=\n)|(?<![\\p{L}\\p{N}_])(?=[\\p{L}\\p{N}_])|(?<=[\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_])"
                    + "|(?<![ \t])(?=[ \t])|(?<=[ \t])(?![ \t])|(?<=[^\\p{L}\\p{N}_ \t])(?=[^\\p{L}\\p{N}_ \t])");
    /** Characters of one side that are compared word by word: more is no typing any more. */
    private static final int MAX_IN_WORDS = 16 << 10;
    /** Words of longer ranges are not compared one by one: each of them would be an object. */
    private static final int MAX_COUNTED = 1 << 20;

    private ThreeWay() {}

    /** Empty where both changed the same words, each in its own way, and where a side is no text. */
    static Optional<byte[]> merged(byte[] base, byte[] one, byte[] other) {
        List<byte[]> sides = List.of(base, one, other);
        if (sides.stream().anyMatch(side -> TextFile.isBinary(side, side.length))) {
            return Optional.empty();
        }
        // Latin-1 reads every byte as a character, so that whatever the encoding is, the bytes come back.
        Charset charset = sides.stream().allMatch(ThreeWay::isUtf8) ? UTF_8 : ISO_8859_1;
        return merged(new String(base, charset), new String(one, charset), new String(other, charset))
                .map(text -> text.getBytes(charset));
    }

    private static boolean isUtf8(byte[] side) {
        return TextEncoding.UTF_8_PLAIN.decode(side).isPresent();
    }

    /** Empty where both changed the same words, each in its own way, and for texts of very many lines. */
    static Optional<String> merged(String base, String one, String other) {
        if (Stream.of(base, one, other).anyMatch(LineDiff::isTooLong)) {
            return Optional.empty();
        }
        return merged(split(LINES, base), split(LINES, one), split(LINES, other), true);
    }

    /** How many words differ between two texts; in long ranges all of them count. */
    static int distance(String one, String other) {
        List<String> lines = split(LINES, one);
        List<String> others = split(LINES, other);
        return LineChanges.between(lines, others).stream().mapToInt(range -> words(
                String.join("", lines.subList(range.oldFrom(), range.oldTo())),
                String.join("", others.subList(range.freshFrom(), range.freshTo())))).sum();
    }

    private static int words(String one, String other) {
        if (one.length() > MAX_COUNTED || other.length() > MAX_COUNTED) {
            return words(one) + words(other);
        }
        return LineChanges.between(split(WORDS, one), split(WORDS, other)).stream()
                .mapToInt(range -> range.oldTo() - range.oldFrom() + range.freshTo() - range.freshFrom()).sum();
    }

    private static int words(String text) {
        Matcher end = WORDS.matcher(text);
        int words = 1;
        while (end.find()) {
            words++;
        }
        return words;
    }

    private static Optional<String> merged(List<String> base, List<String> one, List<String> other, boolean areLines) {
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (Place place : places(LineDiff.deltas(base, one), LineDiff.deltas(base, other))) {
            base.subList(done, place.from).forEach(text::append);
            Optional<String> merged = place.merged(base, areLines);
            if (merged.isEmpty()) {
                return merged;
            }
            text.append(merged.get());
            done = place.to;
        }
        base.subList(done, base.size()).forEach(text::append);
        return Optional.of(text.toString());
    }

    /** The changes of both sides in order, those that touch each other together. */
    private static List<Place> places(List<AbstractDelta<String>> one, List<AbstractDelta<String>> other) {
        List<Delta> all = new ArrayList<>();
        one.forEach(delta -> all.add(new Delta(true, delta)));
        other.forEach(delta -> all.add(new Delta(false, delta)));
        all.sort(Comparator.comparingInt(Delta::from).thenComparingInt(Delta::to));
        List<Place> places = new ArrayList<>();
        for (Delta each : all) {
            if (places.isEmpty() || places.getLast().to < each.from()) {
                places.add(new Place(each));
            } else {
                places.getLast().add(each);
            }
        }
        return places;
    }

    private static List<String> split(Pattern between, String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(between.split(text));
    }

    /** A change of one side. */
    private record Delta(boolean isOne, AbstractDelta<String> change) {
        int from() {
            return change.getSource().getPosition();
        }

        int to() {
            Chunk<String> source = change.getSource();
            return source.getPosition() + source.size();
        }
    }

    /** A range of the base that one side has changed, or both. */
    private static final class Place {
        private final List<Delta> changes = new ArrayList<>();
        private final int from;
        private int to;

        private Place(Delta first) {
            from = first.from();
            to = first.to();
            changes.add(first);
        }

        private void add(Delta next) {
            to = Math.max(to, next.to());
            changes.add(next);
        }

        private Optional<String> merged(List<String> base, boolean areLines) {
            String mine = side(base, true);
            String theirs = side(base, false);
            String before = String.join("", base.subList(from, to));
            if (theirs.equals(before) || mine.equals(theirs)) {
                return Optional.of(mine);
            }
            if (mine.equals(before)) {
                return Optional.of(theirs);
            }
            boolean isShort = Stream.of(before, mine, theirs).allMatch(text -> text.length() <= MAX_IN_WORDS);
            return areLines && isShort
                    ? ThreeWay.merged(split(WORDS, before), split(WORDS, mine), split(WORDS, theirs), false)
                    : Optional.empty();
        }

        /** What one side has in this range. */
        private String side(List<String> base, boolean isOne) {
            StringBuilder text = new StringBuilder();
            int done = from;
            for (Delta each : changes) {
                if (each.isOne == isOne) {
                    base.subList(done, each.from()).forEach(text::append);
                    each.change.getTarget().getLines().forEach(text::append);
                    done = each.to();
                }
            }
            base.subList(done, to).forEach(text::append);
            return text.toString();
        }
    }
}
