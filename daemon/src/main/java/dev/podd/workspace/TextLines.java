package dev.podd.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Objects;

/**
 * Reads the lines of a text file block by block, so that memory grows neither with the file nor with its longest line.
 * The text is the same as that of {@link TextFile}. For one reading, on one thread.
 */
final class TextLines {
    /** Characters of a line that are kept; of a longer one the length is told. */
    private static final int MAX_KEPT = 4096;
    private static final int BLOCK = 1 << 13;

    private final LineVisitor visitor;
    private final long from;
    private final boolean isToTheEnd;
    private final StringBuilder start = new StringBuilder();
    private long length;
    private boolean endsInCr;
    private long count;
    private boolean isWanted = true;

    private TextLines(LineVisitor visitor, long from, boolean isToTheEnd) {
        this.visitor = visitor;
        this.from = from;
        this.isToTheEnd = isToTheEnd;
    }

    /**
     * How far a file was read.
     *
     * @param lines how many lines that were; negative for a file that is no text
     * @param isAll whether the file ends there
     */
    record Extent(long lines, boolean isAll) {}

    /**
     * Reads text in UTF-8, or in the encoding that the byte-order mark tells.
     *
     * @param bytes      the file from its beginning
     * @param from       the first line that is wanted, from 0
     * @param isToTheEnd whether to read on when no more lines are wanted
     * @throws CharacterCodingException the bytes are not of that encoding; the file is to be read as Latin-1
     */
    static Extent read(InputStream bytes, LineVisitor visitor, long from, boolean isToTheEnd) throws IOException {
        byte[] first = bytes.readNBytes(TextFile.SNIFFED);
        TextEncoding encoding = Objects.requireNonNullElse(TextEncoding.marked(first), new TextEncoding(UTF_8, 0));
        return read(first, bytes, encoding, new TextLines(visitor, from, isToTheEnd));
    }

    /** The same for a file that is known to be Latin-1. */
    static Extent readLatin1(InputStream bytes, LineVisitor visitor, long from, boolean isToTheEnd) throws IOException {
        byte[] first = bytes.readNBytes(TextFile.SNIFFED);
        return read(first, bytes, new TextEncoding(ISO_8859_1, 0), new TextLines(visitor, from, isToTheEnd));
    }

    private static Extent read(byte[] first, InputStream rest, TextEncoding encoding, TextLines lines)
            throws IOException {
        boolean mayHoldNul = encoding.mark() > 0;
        if (!mayHoldNul && TextFile.hasNul(first, first.length)) {
            return new Extent(-1, true);
        }
        InputStream text = new SequenceInputStream(
                new ByteArrayInputStream(first, encoding.mark(), first.length - encoding.mark()), rest);
        return lines.read(new InputStreamReader(text, encoding.charset().newDecoder()));
    }

    private Extent read(Reader text) throws IOException {
        char[] block = new char[BLOCK];
        for (int size = text.read(block); size >= 0; size = text.read(block)) {
            int done = 0;
            for (int i = 0; i < size; i++) {
                if (block[i] == '\n') {
                    add(block, done, i);
                    end(true);
                    done = i + 1;
                    if (!isWanted && !isToTheEnd) {
                        return new Extent(count, false);
                    }
                }
            }
            add(block, done, size);
        }
        if (length > 0) {
            end(false);
        }
        return new Extent(count, true);
    }

    private void add(char[] block, int begin, int end) {
        if (begin < end) {
            if (isWanted && count >= from) {
                start.append(block, begin, Math.min(end - begin, MAX_KEPT - start.length()));
            }
            length += end - begin;
            endsInCr = block[end - 1] == '\r';
        }
    }

    private void end(boolean isWithLf) {
        if (isWanted && count >= from) {
            length -= isWithLf && endsInCr ? 1 : 0;
            start.setLength((int) Math.min(start.length(), length));
            isWanted = visitor.line(count, start.toString(), length);
            start.setLength(0);
        }
        count++;
        length = 0;
        endsInCr = false;
    }
}
