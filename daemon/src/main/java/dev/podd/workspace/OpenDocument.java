package dev.podd.workspace;

import java.nio.file.Path;
import java.time.Instant;

/** A file's text as an editor has it open, at the moment when it was looked up. */
public interface OpenDocument {
    /** The file that it shows, as the editor names it; it need not exist. */
    Path file();

    /** Its text, with the line ends that it has in the editor and without a byte-order mark. */
    String text();

    /** When it was changed last: of two windows that show a file, the one that was typed in last counts. */
    Instant typedAt();

    /**
     * Whether its text counts beside that of its file: it has changes that are not saved, or was opened or saved after.
     *
     * @param written when the file was written last
     */
    boolean counts(Instant written);

    /**
     * Has the editor put another text in the place of {@link #text()}, in one step of its undo history and only where lines
     * differ, and waits until the document shows it.
     *
     * @param label names the step for the person
     * @return false when the document was changed meanwhile, so that nothing was replaced
     * @throws DocumentException the editor does not do it, is gone, or does not show that it has done it
     */
    boolean replace(String label, String wanted) throws DocumentException, InterruptedException;
}
