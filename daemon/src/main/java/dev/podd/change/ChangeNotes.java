package dev.podd.change;

import dev.podd.log.Blobs;
import dev.podd.log.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes note of what agents change, so that the person can keep or undo it. Safe on every thread. */
public interface ChangeNotes {
    /** Nobody will ask. */
    ChangeNotes NONE = new ChangeNotes() {
        @Override
        public PlannedChange plan(Author author, Path file, byte @Nullable [] before, byte @Nullable [] after) {
            return PlannedChange.NONE;
        }

        @Override
        public Optional<Told> news(String session, Function<Path, String> name) {
            return Optional.empty();
        }
    };

    /**
     * Takes note of a change that is about to be made; called by who has the file's lock.
     *
     * @param before content of the file; null when there is none
     * @param after  content that it is to have; null for none
     * @throws dev.podd.log.LogException what is pending already cannot be read now, and must not be recorded over
     */
    PlannedChange plan(Author author, Path file, byte @Nullable [] before, byte @Nullable [] after)
            throws InterruptedException;

    /**
     * What the model of a session has not heard yet of what became of its changes.
     *
     * @param name a file as the model calls it
     * @return empty when there is nothing
     */
    Optional<Told> news(String session, Function<Path, String> name) throws InterruptedException;

    /**
     * News for a model, one each.
     *
     * @param entries say that it has heard them; to be recorded with the news, in the session
     * @param heard   to be run when that is done; until then they are news
     */
    record Told(List<String> lines, List<Function<Blobs, Entry>> entries, Runnable heard) {
        public Told {
            lines = List.copyOf(lines);
            entries = List.copyOf(entries);
        }
    }
}
