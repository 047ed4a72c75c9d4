package dev.podd.change;

import dev.podd.log.Hunk;
import java.nio.file.Path;
import java.util.List;

/** Hunks of one file at one moment. Immutable. */
public final class FileHunks {
    private final Path file;
    private final PendingText text;
    private final List<Hunk> hunks;

    /** @param hunks some of the text */
    FileHunks(Path file, PendingText text, List<Hunk> hunks) {
        this.file = file;
        this.text = text;
        this.hunks = List.copyOf(hunks);
    }

    /** Of a file without any. */
    public static FileHunks none(Path file) {
        return new FileHunks(file, PendingText.of(""), List.of());
    }

    /** Its real path. */
    public Path file() {
        return file;
    }

    /** In the order of their lines; none when all are decided about. */
    public List<Hunk> hunks() {
        return hunks;
    }

    /** The whole text, lines ending in LF. */
    public String text() {
        return text.text();
    }

    /** The whole text as it would be without any hunk. */
    public String base() {
        return text.baseText();
    }

    /** What stands in the lines of a hunk. */
    public String newText(Hunk hunk) {
        return String.join("", text.text(hunk));
    }

    /** What an undo would put there. */
    public String oldText(Hunk hunk) {
        return String.join("", text.old(hunk));
    }
}
