package dev.podd.pod;

import dev.podd.change.ChangeNotes;
import dev.podd.change.Changes;
import dev.podd.change.Decided;
import dev.podd.change.FileHunks;
import dev.podd.change.Selection;
import dev.podd.log.LogException;
import dev.podd.scope.RealPath;
import dev.podd.scope.RealPaths;
import dev.podd.thread.PlatformWork;
import dev.podd.thread.WorkStoppedException;
import dev.podd.workspace.OpenDocuments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What agents changed in files, for the person to look at, keep and undo: {@link Changes} beside the editors in which the
 * person types. Safe on every thread.
 */
public final class Reviews {
    private static final System.Logger LOG = System.getLogger(Reviews.class.getName());
    /** For a file that is undone, an editor is asked, and may ask its person. */
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int AT_ONCE = 8;
    /** Between two looks at what is typed. */
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LATER = Duration.ofSeconds(5);
    /** A look at a large text takes this part of the time, at most. */
    private static final int SHARE = 10;

    private final Changes changes;
    private final Editors editors;
    private final Consumer<Path> saved;
    private final PlatformWork threads = new PlatformWork(LIMIT, AT_ONCE, AT_ONCE);
    /** Files that were typed in since the last look, as editors name them. */
    private final Set<Path> typed = ConcurrentHashMap.newKeySet();
    private final RealPaths realPaths = new RealPaths();
    private final AtomicBoolean isLooking = new AtomicBoolean();

    /** @param saved takes the real path of each file that a person saves; may look at it */
    Reviews(Changes changes, Editors editors, Consumer<Path> saved) {
        this.saved = saved;
        this.changes = changes;
        this.editors = editors;
    }

    /** Counts as kept what was pending in sessions whose checkpoints the quota has dropped. */
    public void forgetDropped() {
        changes.forgetDropped();
    }

    ChangeNotes notes() {
        return changes;
    }

    /** An editor is there. */
    public void attach(OpenDocuments editor) {
        editors.first(editor);
    }

    /** An editor is gone. */
    public void detach(OpenDocuments editor) {
        editors.remove(editor);
    }

    /**
     * Tells each file whose hunks have come, moved or gone.
     *
     * @param listener called on any thread; returns at once
     */
    public Subscription listen(Consumer<Path> listener) {
        return changes.listen(listener)::run;
    }

    /** A file was opened, typed in or closed in an editor. Returns at once, on a reader thread too. */
    public void touched(OpenDocuments editor, Path file) {
        editors.first(editor);
        if (changes.mayHavePending()) {
            typed.add(file);
            lookSoon();
        }
    }

    /** A file was saved in an editor: it is looked at before this returns. */
    public void saved(Path file) {
        try {
            threads.get("looking at what was saved", file.toString(), () -> {
                RealPath.of(file).ifPresent(saved);
                return file;
            });
        } catch (WorkStoppedException hangs) {
            LOG.log(System.Logger.Level.DEBUG, file + " cannot be looked at now", hangs);
        }
    }

    private void lookSoon() {
        if (!typed.isEmpty() && isLooking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("changes").start(this::lookAtTyped);
        }
    }

    private void lookAtTyped() {
        try {
            while (!typed.isEmpty()) {
                Thread.sleep(PAUSE);
                long begun = System.nanoTime();
                List<Path> files = List.copyOf(typed);
                typed.removeAll(files);
                look(files);
                Thread.sleep(Duration.ofNanos((System.nanoTime() - begun) * SHARE));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            isLooking.set(false);
        }
        lookSoon();
    }

    /** A folder that does not answer holds up the files of no other. */
    private void look(List<Path> files) throws InterruptedException {
        try {
            threads.call("looking at changes", "", () -> {
                Map<Path, Path> reals = realPaths.of(files);
                for (Path real : Set.copyOf(reals.values())) {
                    changes.follow(real);
                }
                files.stream().filter(realPaths::isSilent).forEach(this::lookLater);
                return files;
            });
        } catch (WorkStoppedException | LogException unreadable) {
            LOG.log(System.Logger.Level.DEBUG, "changes of files cannot be followed now", unreadable);
        }
    }

    /** At a file whose folder did not answer. */
    private void lookLater(Path file) {
        CompletableFuture.delayedExecutor(LATER.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(() -> {
                    typed.add(file);
                    lookSoon();
                });
    }

    /** The hunks that are chosen, as their files are now; files without any are left out. */
    public List<FileHunks> list(Selection wanted) throws InterruptedException {
        return threads.call("looking at changes", "", () -> changes.list(wanted));
    }

    /** The hunks of a file as it is now, by any path to it; empty when there were none of late. */
    public Optional<FileHunks> of(Path file) throws InterruptedException {
        return threads.call("looking at changes", file.toString(), () -> changes.of(file));
    }

    /** Counts hunks as the person's own text. */
    public Decided keep(Selection wanted) throws InterruptedException {
        return threads.call("keeping changes", "", () -> changes.keep(wanted));
    }

    /** Puts the text before hunks back in their places, beside what the person has typed. */
    public Decided undo(Selection wanted) throws InterruptedException {
        return threads.call("undoing changes", "", () -> changes.undo(wanted));
    }
}
