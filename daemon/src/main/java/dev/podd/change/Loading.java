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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings what was pending when the process before this ended; once, when it is first asked for. */
final class Loading {
    private static final System.Logger LOG = System.getLogger(Loading.class.getName());
    /** An older hunk counts as kept. */
    private static final Duration PENDING_FOR = Duration.ofDays(30);

    private final ChangeLog log;
    private final Clock clock;
    private final Map<Path, PendingFile> files;
    private final AtomicBoolean hasBegun = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    Loading(ChangeLog log, Clock clock, Map<Path, PendingFile> files) {
        this.log = log;
        this.clock = clock;
        this.files = files;
    }

    boolean isDone() {
        return done.getCount() == 0;
    }

    /** Waits until all is there; what cannot be read is left out. */
    void await() {
        if (hasBegun.compareAndSet(false, true)) {
            try {
                log.pending().forEach(this::load);
            } catch (LogException unreadable) {
                LOG.log(System.Logger.Level.WARNING, "pending changes of earlier sessions cannot be read", unreadable);
            } finally {
                done.countDown();
            }
        }
        boolean wasInterrupted = false;
        while (done.getCount() > 0) {
            try {
                done.await();
            } catch (InterruptedException later) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void load(ChangeLog.Pending of) {
        of.files().values().forEach(changes -> {
            try {
                load(of, changes);
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
    private void load(ChangeLog.Pending of, Entry.PendingChanges changes) {
        Path file = Path.of(changes.path());
        if (!file.startsWith(of.folder()) || !file.equals(file.normalize()) || ExecutionRisk.of(file).isPresent()) {
            return;
        }
        PendingText text = new PendingText(PendingText.linesOf(text(of.session(), changes.base())),
                PendingText.linesOf(text(of.session(), changes.text())), changes.hunks());
        long oldest = clock.millis() - PENDING_FOR.toMillis();
        PendingText young = checked(text).kept(hunk -> hunk.at() < oldest);
        PendingFile found = new PendingFile(file, new PendingFile.State(of.session(), changes.isNew(), young,
                changes.news()));
        files.merge(file, found, (one, other) -> newest(one) >= newest(other) ? one : other);
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
