package dev.podd.workspace;

import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Two changes of one text, put together line by line where they do not touch each other. */
final class ThreeWay {
    /** Reads every byte as a character, so that whatever the encoding is, the bytes come back. */
    private static final java.nio.charset.Charset BYTES = StandardCharsets.ISO_8859_1;

    private ThreeWay() {}

    /** Empty where both changed the same or neighbouring lines, each in its own way, and where a side is no text. */
    static Optional<byte[]> merged(byte[] base, byte[] one, byte[] other) {
        for (byte[] side : List.of(base, one, other)) {
            if (TextFile.isBinary(side, side.length)) {
                return Optional.empty();
            }
        }
        return merged(new String(base, BYTES), new String(one, BYTES), new String(other, BYTES))
                .map(text -> text.getBytes(BYTES));
    }

    /** Empty where both changed the same or neighbouring lines, each in its own way, and for texts of very many lines. */
    static Optional<String> merged(String base, String one, String other) {
        if (Stream.of(base, one, other).anyMatch(LineDiff::isTooLong)) {
            return Optional.empty();
        }
        List<String> lines = lines(base);
        List<AbstractDelta<String>> deltas = new ArrayList<>(deltas(lines, one));
        for (AbstractDelta<String> theirs : deltas(lines, other)) {
            if (deltas.stream().noneMatch(mine -> isSame(mine, theirs))) {
                deltas.add(theirs);
            }
        }
        deltas.sort(Comparator.comparingInt(delta -> delta.getSource().getPosition()));
        return touch(deltas) ? Optional.empty() : Optional.of(applied(lines, deltas));
    }

    private static List<AbstractDelta<String>> deltas(List<String> base, String side) {
        return LineDiff.deltas(base, lines(side));
    }

    private static boolean isSame(AbstractDelta<String> one, AbstractDelta<String> other) {
        return one.getSource().getPosition() == other.getSource().getPosition()
                && one.getSource().getLines().equals(other.getSource().getLines())
                && one.getTarget().getLines().equals(other.getTarget().getLines());
    }

    private static boolean touch(List<AbstractDelta<String>> sorted) {
        for (int i = 1; i < sorted.size(); i++) {
            if (end(sorted.get(i - 1).getSource()) >= sorted.get(i).getSource().getPosition()) {
                return true;
            }
        }
        return false;
    }

    private static String applied(List<String> base, List<AbstractDelta<String>> sorted) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (AbstractDelta<String> delta : sorted) {
            base.subList(at, delta.getSource().getPosition()).forEach(text::append);
            delta.getTarget().getLines().forEach(text::append);
            at = end(delta.getSource());
        }
        base.subList(at, base.size()).forEach(text::append);
        return text.toString();
    }

    private static int end(Chunk<String> chunk) {
        return chunk.getPosition() + chunk.size();
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("(?<=\n)"));
    }
}
