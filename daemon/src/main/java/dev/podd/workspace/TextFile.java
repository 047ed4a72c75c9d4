package dev.podd.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file as a model sees it: text whose lines end in LF, though on the disk each line end, the byte-order mark and the
 * encoding stay what they are, byte for byte outside an edit. Immutable.
 */
public final class TextFile {
    /** A NUL byte in here means that the file is no text, as git sees it. */
    private static final int SNIFFED = 8000;

    private final Encoding encoding;
    /** As decoded, line ends included. */
    private final String raw;
    private final LineEnds ends;

    private TextFile(Encoding encoding, String raw) {
        this.encoding = encoding;
        this.raw = raw;
        this.ends = LineEnds.of(raw);
    }

    /** Text that is not on the disk yet: UTF-8, line ends as given. */
    public static TextFile of(String text) {
        return new TextFile(new Encoding(UTF_8, 0), text);
    }

    /** Empty for bytes that are no text. */
    public static Optional<TextFile> of(byte[] bytes) {
        Encoding marked = Encoding.marked(bytes);
        Optional<TextFile> text = (marked != null ? marked : new Encoding(UTF_8, 0)).decode(bytes);
        return text.isPresent() && !isBinary(bytes, bytes.length) ? text
                : hasNul(bytes, bytes.length) ? Optional.empty() : latin1(bytes);
    }

    /** Whether a file that begins with so many of these bytes is no text. */
    public static boolean isBinary(byte[] bytes, int length) {
        return hasNul(bytes, length) && Encoding.marked(bytes) == null;
    }

    private static boolean hasNul(byte[] bytes, int length) {
        for (int i = 0; i < Math.min(length, SNIFFED); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** The whole text, lines ending in LF. */
    public String text() {
        return ends.text();
    }

    /** The lines without their ends. */
    public List<String> lines() {
        String text = text();
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> lines = Arrays.asList(text.split("\n", -1));
        return text.endsWith("\n") ? lines.subList(0, lines.size() - 1) : lines;
    }

    /** The file with parts of {@link #text()} replaced; edits in order, none touching the one before. */
    public TextFile edited(List<Edit> edits) {
        StringBuilder changed = new StringBuilder();
        int done = 0;
        for (Edit edit : edits) {
            changed.append(raw, done, ends.rawOffset(edit.start()));
            changed.append(withEnds(edit.text(), ends.endNear(edit.start(), edit.end())));
            done = ends.rawOffset(edit.end());
        }
        return new TextFile(encoding, changed.append(raw, done, raw.length()).toString());
    }

    /** The file with its whole text replaced: mark and encoding stay, and the line ends of lines that stay. */
    public TextFile rewritten(String content) {
        String text = content.replace("\r\n", "\n");
        if (ends.areAll("\n")) {
            return new TextFile(encoding, content);
        }
        if (ends.areAll("\r\n")) {
            return new TextFile(encoding, withEnds(text, "\r\n"));
        }
        return edited(LineDiff.edits(text(), text));
    }

    /**
     * The bytes for the disk.
     *
     * @throws WorkspaceException if the file's encoding lacks a character that an edit brought in
     */
    public byte[] bytes() {
        return encoding.encode(raw);
    }

    private static String withEnds(String text, String end) {
        String plain = text.replace("\r\n", "\n");
        return end.equals("\n") ? plain : plain.replace("\n", end);
    }

    private static Optional<TextFile> latin1(byte[] bytes) {
        return new Encoding(ISO_8859_1, 0).decode(bytes);
    }

    /** Replaces {@code text().substring(start, end)}. */
    public record Edit(int start, int end, String text) {}

    /** A charset, and the length of the byte-order mark before the text. */
    private record Encoding(Charset charset, int mark) {
        private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
        private static final byte[] UTF_16BE_MARK = {(byte) 0xFE, (byte) 0xFF};
        private static final byte[] UTF_16LE_MARK = {(byte) 0xFF, (byte) 0xFE};

        static @Nullable Encoding marked(byte[] bytes) {
            if (startsWith(bytes, UTF_8_MARK)) {
                return new Encoding(UTF_8, UTF_8_MARK.length);
            }
            if (startsWith(bytes, UTF_16BE_MARK)) {
                return new Encoding(UTF_16BE, UTF_16BE_MARK.length);
            }
            return startsWith(bytes, UTF_16LE_MARK) ? new Encoding(UTF_16LE, UTF_16LE_MARK.length) : null;
        }

        Optional<TextFile> decode(byte[] bytes) {
            try {
                ByteBuffer unmarked = ByteBuffer.wrap(bytes, mark, bytes.length - mark);
                return Optional.of(new TextFile(this, charset.newDecoder().decode(unmarked).toString()));
            } catch (CharacterCodingException e) {
                return Optional.empty();
            }
        }

        byte[] encode(String text) {
            try {
                ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
                byte[] bytes = new byte[mark + encoded.remaining()];
                mark(bytes);
                encoded.get(bytes, mark, encoded.remaining());
                return bytes;
            } catch (CharacterCodingException e) {
                throw new WorkspaceException("the new text holds a character that " + charset
                        + ", the encoding of the file, does not have");
            }
        }

        private void mark(byte[] bytes) {
            byte[] bom = charset.equals(UTF_8) ? UTF_8_MARK : charset.equals(UTF_16BE) ? UTF_16BE_MARK : UTF_16LE_MARK;
            System.arraycopy(bom, 0, bytes, 0, mark);
        }

        private static boolean startsWith(byte[] bytes, byte[] start) {
            return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
        }
    }
}
