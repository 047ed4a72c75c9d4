package dev.podd.turn;

import dev.podd.change.ChangeNotes;
import dev.podd.change.PlannedChange;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes note of what the tools of one Pod change in files. */
public interface FileChanges {
    /** Nobody takes note. */
    FileChanges NONE = new FileChanges() {
        @Override
        public PlannedChange plan(Path file, byte @Nullable [] before, byte @Nullable [] after) {
            return PlannedChange.NONE;
        }

        @Override
        public Optional<ChangeNotes.Told> news() {
            return Optional.empty();
        }

        @Override
        public void settle() {}
    };

    /** Takes note of a change that is about to be made; contents are null where there is no file. */
    PlannedChange plan(Path file, byte @Nullable [] before, byte @Nullable [] after) throws InterruptedException;

    /** What the model is to hear of what the person did with such changes. */
    Optional<ChangeNotes.Told> news() throws InterruptedException;

    /** Takes note of what commands have changed so far that run on beside the turns, or were stopped. */
    void settle() throws InterruptedException;
}
