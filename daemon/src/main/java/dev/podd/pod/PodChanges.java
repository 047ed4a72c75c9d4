package dev.podd.pod;

import dev.podd.change.Author;
import dev.podd.change.ChangeNotes;
import dev.podd.change.PlannedChange;
import dev.podd.thread.PlatformWork;
import dev.podd.thread.WorkStoppedException;
import dev.podd.turn.FileChanges;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the tools of a Pod change, noted under the Pod's name. */
final class PodChanges implements FileChanges {
    private final ChangeNotes notes;
    private final Supplier<Author> author;
    private final Path workingDirectory;
    private final PlatformWork threads;
    private final Background background;
    private final Consumer<String> warn;

    /** @param warn takes what the person should know */
    PodChanges(ChangeNotes notes, Supplier<Author> author, Path workingDirectory, PlatformWork threads,
            Background background, Consumer<String> warn) {
        this.notes = notes;
        this.author = author;
        this.workingDirectory = workingDirectory;
        this.threads = threads;
        this.background = background;
        this.warn = warn;
    }

    @Override
    public PlannedChange plan(Path file, byte @Nullable [] before, byte @Nullable [] after)
            throws InterruptedException {
        return notes.plan(author.get(), file, before, after);
    }

    @Override
    public Optional<ChangeNotes.Told> news() throws InterruptedException {
        try {
            return threads.call("looking at changes of files", workingDirectory.toString(),
                    () -> notes.news(author.get().session(), this::name));
        } catch (WorkStoppedException hangs) {
            return Optional.empty(); // to be told in a later turn
        }
    }

    @Override
    public void settle() throws InterruptedException {
        try {
            background.settle();
        } catch (WorkStoppedException hangs) {
            warn.accept("what a command in the background changed in files is not recorded yet: " + hangs.getMessage());
        }
    }

    private String name(Path file) {
        return file.startsWith(workingDirectory) ? workingDirectory.relativize(file).toString() : file.toString();
    }
}
