package dev.podd.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file as a model sees it: text whose lines end in LF, though on the disk each line end, the byte-order mark and the
 * encoding stay what they are, byte for byte outside an edit. Immutable.
 */
public final class TextFile {
    /** A NUL byte in here means that the file is no text, as git sees it. */
    static final int SNIFFED = 8000;

    private final TextEncoding encoding;
    /** As decoded, line ends included. */
    private final String raw;
    private final LineEnds ends;

    private TextFile(TextEncoding encoding, String raw) {
        this.encoding = encoding;
        this.raw = raw;
        this.ends = LineEnds.of(raw);
    }

    /** Text that is not on the disk yet: UTF-8, line ends as given. */
    public static TextFile of(String text) {
        return new TextFile(TextEncoding.UTF_8_PLAIN, text);
    }

    /** Empty for bytes that are no text. */
    public static Optional<TextFile> of(byte[] bytes) {
        TextEncoding marked = TextEncoding.marked(bytes);
        Optional<TextFile> text = decoded(marked != null ? marked : TextEncoding.UTF_8_PLAIN, bytes);
        return text.isPresent() && !isBinary(bytes, bytes.length) ? text
                : hasNul(bytes, bytes.length) ? Optional.empty() : latin1(bytes);
    }

    /** Whether a file that begins with so many of these bytes is no text. */
    public static boolean isBinary(byte[] bytes, int length) {
        return hasNul(bytes, length) && TextEncoding.marked(bytes) == null;
    }

    static boolean hasNul(byte[] bytes, int length) {
        for (int i = 0; i < Math.min(length, SNIFFED); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    TextEncoding encoding() {
        return encoding;
    }

    /** The whole text with the line ends that it has. */
    String raw() {
        return raw;
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

    /** This file with what another of the same beginning has changed; empty where both have changed one place. */
    public Optional<TextFile> merged(TextFile base, TextFile other) {
        return ThreeWay.merged(base.raw, raw, other.raw).map(text -> new TextFile(encoding, text));
    }

    /**
     * Two changes of one text put together, line by line and, where they are near each other, word by word.
     *
     * @return empty where both changed the same words, each in its own way
     */
    public static Optional<String> merged(String base, String one, String other) {
        return ThreeWay.merged(base, one, other);
    }

    /** As it is compared: editors have their own mind about line ends, and about the one after the last line. */
    public static String canonical(String text) {
        String lines = text.replace("\r\n", "\n");
        return lines.endsWith("\n") ? lines : lines + "\n";
    }

    /** Whether fewer words differ between a text and one than between it and another; of lines that are equal none counts. */
    public static boolean isNearer(String text, String one, String other) {
        return ThreeWay.distance(one, text) < ThreeWay.distance(other, text);
    }

    /** Whether two texts are one text, each with changes elsewhere: {@code one} holds all that {@code other} changed. */
    public static boolean holds(String base, String one, String other) {
        return one.equals(other) || ThreeWay.merged(base, one, other).filter(one::equals).isPresent();
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
        return decoded(new TextEncoding(ISO_8859_1, 0), bytes);
    }

    private static Optional<TextFile> decoded(TextEncoding encoding, byte[] bytes) {
        return encoding.decode(bytes).map(text -> new TextFile(encoding, text));
    }

    /** Replaces {@code text().substring(start, end)}. */
    public record Edit(int start, int end, String text) {}
}
