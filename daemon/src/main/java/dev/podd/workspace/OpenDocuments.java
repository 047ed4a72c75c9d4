package dev.podd.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The documents that editors have open: for tools their text counts, not what is on the disk. Safe on every thread. */
@FunctionalInterface
public interface OpenDocuments {
    /** No editor is there. */
    OpenDocuments NONE = List::of;

    /** All that show a file, as they are now; of two that show one file the first counts. */
    List<OpenDocument> all();

    /**
     * A document that {@link #all} does not have, where the editor tells what it has open of one file at a time. May wait for
     * the editor, for a short while.
     *
     * @param saved reads the text that the file has on the disk; empty for no text
     */
    default Optional<OpenDocument> lookup(Path file, Supplier<Optional<String>> saved) {
        return Optional.empty();
    }

    /** A file that is about to be looked at has another text in one window than in another. Returns at once. */
    default void differs(Path file) {}

    /** Files of documents that are open, but whose text is not known. */
    default List<Path> unknown() {
        return List.of();
    }
}
