package dev.podd.change;

import dev.podd.log.CheckpointDroppedException;
import dev.podd.log.Entry;
import dev.podd.log.Hunk;
import dev.podd.log.LogException;
import dev.podd.scope.ExecutionRisk;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings what was pending when the process before this ended, when it is first asked for, on a thread that no caller can
 * interrupt. All or nothing: an attempt that fails leaves nothing, and the next caller begins another.
 */
final class Loading {
    private static final System.Logger LOG = System.getLogger(Loading.class.getName());

    private final ChangeLog log;
    private final Clock clock;
    private final Map<Path, PendingFile> files;
    private final BiConsumer<Path, String> older;
    /** The last attempt; null before the first one. */
    private @Nullable FutureTask<?> attempt; // guarded by this

    /** @param older takes a file that stands in another session too, and that session */
    Loading(ChangeLog log, Clock clock, Map<Path, PendingFile> files, BiConsumer<Path, String> older) {
        this.older = older;
        this.log = log;
        this.clock = clock;
        this.files = files;
    }

    synchronized boolean isDone() {
        return attempt != null && attempt.state() == Future.State.SUCCESS;
    }

    /**
     * Waits until all is there.
     *
     * @throws LogException the sessions cannot be read now
     */
    void await() throws InterruptedException {
        try {
            begun().get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> throw new IllegalStateException(failed);
            }
        }
    }

    private synchronized FutureTask<?> begun() {
        FutureTask<?> last = attempt;
        if (last != null && last.state() != Future.State.FAILED) {
            return last;
        }
        FutureTask<?> next = new FutureTask<>(this::load, null);
        attempt = next;
        Thread.ofPlatform().daemon().name("podd-earlier-changes").start(next);
        return next;
    }

    private void load() {
        Map<Path, PendingFile> found = new HashMap<>();
        log.pending().forEach(each -> load(each, found));
        files.putAll(found);
    }

    private void load(ChangeLog.Pending of, Map<Path, PendingFile> found) {
        of.files().values().forEach(changes -> {
            try {
                load(of, changes, found);
            } catch (CheckpointDroppedException kept) {
                LOG.log(System.Logger.Level.DEBUG, "hunks fell out of the quota of checkpoints, and count as kept",
                        kept);
            } catch (LogException | InvalidPathException | IndexOutOfBoundsException unfit) {
                LOG.log(System.Logger.Level.WARNING, "pending changes of " + changes.path() + " in session "
                        + of.session() + " cannot be read", unfit);
            }
        });
    }

    /** The log may be a stranger's: what it says of files that are not of its workspace, or run programs, is not taken. */
    private void load(ChangeLog.Pending of, Entry.PendingChanges changes, Map<Path, PendingFile> all) {
        Path file = Path.of(changes.path());
        if (!file.startsWith(of.folder()) || !file.equals(file.normalize()) || ExecutionRisk.of(file).isPresent()) {
            return;
        }
        PendingText text = new PendingText(PendingText.linesOf(text(of.session(), changes.base())),
                PendingText.linesOf(text(of.session(), changes.text())), changes.hunks());
        PendingFile found = new PendingFile(file, new PendingFile.State(of.session(), changes.isNew(), checked(text),
                changes.news()).young(clock.millis()));
        PendingFile other = all.get(file);
        boolean isNewer = other == null || newest(found) > newest(other);
        if (other != null) {
            older.accept(file, (isNewer ? other : found).state().session());
        }
        if (isNewer) {
            all.put(file, found);
        }
    }

    private static long newest(PendingFile file) {
        return file.state().text().hunks().stream().mapToLong(Hunk::at).max().orElse(0);
    }

    /** @throws IndexOutOfBoundsException hunks and texts do not fit */
    private static PendingText checked(PendingText text) {
        int base = 0;
        int line = 0;
        for (Hunk hunk : text.hunks()) {
            boolean isNext = hunk.from() >= line && hunk.from() - line == hunk.baseFrom() - base;
            if (!isNext || hunk.to() < hunk.from() || hunk.baseTo() < hunk.baseFrom()) {
                throw new IndexOutOfBoundsException("hunk " + hunk.hunk() + " is not where it says");
            }
            text.text(hunk);
            text.old(hunk);
            base = hunk.baseTo();
            line = hunk.to();
        }
        return text;
    }

    private String text(String session, String hash) {
        return new String(log.blob(session, hash), StandardCharsets.UTF_8);
    }
}
