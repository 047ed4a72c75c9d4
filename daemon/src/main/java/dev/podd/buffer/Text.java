package dev.podd.buffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text that never changes; an edit gives a new one that shares all but a few thousand chars with the old.
 *
 * <p>It is a list of {@link Chunk}s with the chars and line breaks that stand before each. An edit rewrites the chunks
 * it touches and copies the list, so ten million chars cost a copy of some 5000 references. Lines end at LF, CR LF or
 * a lone CR, as in LSP; nothing is normalised, lone surrogates included.
 */
public final class Text {
    /** Chunks are made of this size, and grow to twice it; smaller copies, longer list. */
    private static final int CHUNK = 2048;

    public static final Text EMPTY = new Text(new Chunk[] {Chunk.of("")});

    private final Chunk[] chunks;
    /** One more than chunks: the last is the total. */
    private final int[] charsBefore;
    private final int[] breaksBefore;

    private Text(Chunk[] chunks) {
        this(chunks, new int[chunks.length + 1], new int[chunks.length + 1], 0, chunks.length);
    }

    /** Takes the arrays as they are; what stands before chunks {@code from} to {@code to} is counted here. */
    private Text(Chunk[] chunks, int[] charsBefore, int[] breaksBefore, int from, int to) {
        this.chunks = chunks;
        this.charsBefore = charsBefore;
        this.breaksBefore = breaksBefore;
        for (int i = from; i < to; i++) {
            charsBefore[i + 1] = charsBefore[i] + chunks[i].length();
            breaksBefore[i + 1] = breaksBefore[i] + chunks[i].breaks();
        }
    }

    public static Text of(String text) {
        return text.isEmpty() ? EMPTY : new Text(cut(text).toArray(Chunk[]::new));
    }

    /** In chars. */
    public int length() {
        return charsBefore[chunks.length];
    }

    /** One more than line breaks. */
    public int lines() {
        return breaksBefore[chunks.length] + 1;
    }

    /** A line without its break. */
    public String line(int line) {
        int start = lineStart(line);
        return substring(start, lineEnd(line, start));
    }

    public String substring(int from, int to) {
        if (from < 0 || to < from || to > length()) {
            throw new IndexOutOfBoundsException("range " + from + " to " + to + " of a text of " + length() + " chars");
        }
        StringBuilder out = new StringBuilder(to - from);
        for (int i = chunkAt(from); i < chunks.length && charsBefore[i] < to; i++) {
            out.append(chunks[i].text(), Math.max(0, from - charsBefore[i]),
                    Math.min(chunks[i].length(), to - charsBefore[i]));
        }
        return out.toString();
    }

    /** The offset in chars of a position; what lies beyond the line or the text is its end, as LSP says. */
    public int offset(Position position, PositionEncoding encoding) {
        if (position.line() < 0) {
            return 0;
        }
        if (position.line() >= lines()) {
            return length();
        }
        int start = lineStart(position.line());
        return advance(start, lineEnd(position.line(), start), Math.max(0, position.character()), encoding);
    }

    /** The position of an offset in chars; one inside a line break is the end of the line. */
    public Position position(int offset, PositionEncoding encoding) {
        int at = Math.clamp(offset, 0, length());
        int i = chunkAt(at);
        int line = breaksBefore[i] + chunks[i].breaksBefore(at - charsBefore[i]);
        int start = lineStart(line);
        return new Position(line, units(start, Math.min(at, lineEnd(line, start)), encoding));
    }

    /** This text with other chars in place of a range. */
    public Text replace(int from, int to, String replacement) {
        int first = chunkAt(from);
        int last = chunkAt(to);
        String middle = chunks[first].text().substring(0, from - charsBefore[first]) + replacement
                + chunks[last].text().substring(to - charsBefore[last]);
        while (first > 0 && mustJoin(chunks[first - 1].text(), middle)) {
            middle = chunks[--first].text() + middle;
        }
        while (last < chunks.length - 1 && mustJoin(middle, chunks[last + 1].text())) {
            middle += chunks[++last].text();
        }
        return splice(first, last + 1, cut(middle));
    }

    /** All of it, as one string. */
    @Override
    public String toString() {
        return substring(0, length());
    }

    /** The same chars. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && text.length() == length() && text.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** This text with other chunks in place of some; what is counted already is moved, not counted again. */
    private Text splice(int from, int to, List<Chunk> middle) {
        int grown = middle.size() - (to - from);
        if (chunks.length + grown == 0) {
            return EMPTY;
        }
        Chunk[] spliced = new Chunk[chunks.length + grown];
        System.arraycopy(chunks, 0, spliced, 0, from);
        for (int i = 0; i < middle.size(); i++) {
            spliced[from + i] = middle.get(i);
        }
        System.arraycopy(chunks, to, spliced, to + grown, chunks.length - to);
        int chars = middle.stream().mapToInt(Chunk::length).sum() - (charsBefore[to] - charsBefore[from]);
        int breaks = middle.stream().mapToInt(Chunk::breaks).sum() - (breaksBefore[to] - breaksBefore[from]);
        return new Text(spliced, moved(charsBefore, from, to, grown, chars),
                moved(breaksBefore, from, to, grown, breaks), from, to + grown);
    }

    private static int[] moved(int[] before, int from, int to, int grown, int added) {
        int[] moved = new int[before.length + grown];
        System.arraycopy(before, 0, moved, 0, from + 1);
        for (int i = to; i < before.length; i++) {
            moved[i + grown] = before[i] + added;
        }
        return moved;
    }

    private static boolean mustJoin(String before, String after) {
        return before.isEmpty() || after.isEmpty() || before.length() + after.length() <= CHUNK
                || Chunk.belongTogether(before.charAt(before.length() - 1), after.charAt(0));
    }

    private static List<Chunk> cut(String text) {
        List<Chunk> pieces = new ArrayList<>(text.length() / CHUNK + 1);
        int from = 0;
        while (text.length() - from > 2 * CHUNK) {
            int to = from + CHUNK;
            if (Chunk.belongTogether(text.charAt(to - 1), text.charAt(to))) {
                to++;
            }
            pieces.add(Chunk.of(text.substring(from, to)));
            from = to;
        }
        if (from < text.length()) {
            pieces.add(Chunk.of(text.substring(from)));
        }
        return pieces;
    }

    /** The chunk that holds the char at an offset; the last one for the end of the text. */
    private int chunkAt(int offset) {
        int found = Arrays.binarySearch(charsBefore, 0, chunks.length, offset);
        return found >= 0 ? found : -found - 2;
    }

    private int lineStart(int line) {
        if (line == 0) {
            return 0;
        }
        int i = chunkWithBreak(line);
        return charsBefore[i] + chunks[i].afterBreak(line - breaksBefore[i]);
    }

    /** Where the break of a line begins that begins at {@code start}; the end of the text for the last line. */
    private int lineEnd(int line, int start) {
        if (line == lines() - 1) {
            return length();
        }
        int i = chunkWithBreak(line + 1);
        return charsBefore[i] + chunks[i].breakFrom(Math.max(0, start - charsBefore[i]));
    }

    /** The chunk in which the nth line break of the text stands, n from 1. */
    private int chunkWithBreak(int n) {
        int low = 0;
        int high = chunks.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (breaksBefore[middle + 1] < n) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The offset that lies {@code units} after {@code from}; within a code point its start, at most {@code end}. */
    private int advance(int from, int end, int units, PositionEncoding encoding) {
        if (encoding == PositionEncoding.UTF_16) {
            return (int) Math.min(end, (long) from + units);
        }
        int at = from;
        int left = units;
        for (int i = chunkAt(from); at < end; i++) {
            int start = charsBefore[i];
            if (at == start && charsBefore[i + 1] <= end && encoding.units(chunks[i]) <= left) {
                left -= encoding.units(chunks[i]);
                at = charsBefore[i + 1];
                continue;
            }
            int stop = Math.min(end, charsBefore[i + 1]);
            int reached = start + chunks[i].advance(at - start, stop - start, left, encoding);
            if (reached < stop) {
                return reached;
            }
            left -= chunks[i].units(at - start, stop - start, encoding);
            at = stop;
        }
        return at;
    }

    private int units(int from, int to, PositionEncoding encoding) {
        if (encoding == PositionEncoding.UTF_16) {
            return to - from;
        }
        int units = 0;
        for (int i = chunkAt(from); i < chunks.length && charsBefore[i] < to; i++) {
            int start = Math.max(0, from - charsBefore[i]);
            int stop = Math.min(chunks[i].length(), to - charsBefore[i]);
            units += chunks[i].units(start, stop, encoding);
        }
        return units;
    }
}
