package dev.podd.store;

import dev.podd.log.LogException;
import dev.podd.log.SessionCorruptException;
import dev.podd.log.SessionInUseException;
import dev.podd.log.SessionListing;
import dev.podd.log.SessionStore.CheckpointTrim;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.log.StoreFailedException;
import dev.podd.log.StoreFailedException.Reason;
import dev.podd.store.LiveSession.Services;
import dev.podd.store.PrivateThreads.Progress;
import dev.podd.store.PrivateThreads.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Drops the checkpoints of closed sessions until the store is within a quota. A session loses all of them or none: its log
 * is written anew without them, and the new log takes the place of the old one in one step, so that a crash leaves a whole
 * session. One caller at a time; a session that is opened meanwhile is left as it is.
 */
final class CheckpointQuota {
    private static final Logger LOG = System.getLogger(CheckpointQuota.class.getName());

    private final Path sessions;
    /** How the folder of a session begins whose log is being written anew. */
    private final String rest;
    private final OpenSessions open;
    private final Summaries summaries;
    private final PrivateThreads threads;
    private final Disk disk;
    private final Clock clock;
    private final ReentrantLock trimming = new ReentrantLock();
    /** Sessions that cannot be read, of which no more is said. */
    private final Set<String> damaged = new HashSet<>(); // guarded by trimming
    /** Whether no old log is left that another one took the place of. */
    private volatile boolean isSwept;
    private boolean isClosed; // guarded by trimming
    private volatile boolean isClosing;
    private volatile @Nullable Progress running;

    CheckpointQuota(Path sessions, String rest, OpenSessions open, Summaries summaries, Services services) {
        this.sessions = sessions;
        this.rest = rest;
        this.open = open;
        this.summaries = summaries;
        this.threads = services.threads();
        this.disk = services.disk();
        this.clock = services.clock();
    }

    CheckpointTrim trim(long quota, BooleanSupplier mayGoOn) {
        trimming.lock();
        try {
            if (isClosed) {
                throw new StoreFailedException(Reason.OTHER, "the store of " + sessions + " is closed", null);
            }
            List<SessionSummary> oldestFirst = oldestFirst();
            if (!isSwept) {
                oldestFirst.forEach(each -> inSession(each.session(), progress -> {
                    folder(each.session()).deleteOldLogs();
                    return true;
                }));
                isSwept = true;
            }
            oldestFirst.stream().filter(each -> each.checkpointBytes() == null && mayGoOn.getAsBoolean())
                    .forEach(each -> inSession(each.session(), progress -> counted(each, progress)));
            return dropped(quota, mayGoOn);
        } finally {
            trimming.unlock();
        }
    }

    private List<SessionSummary> oldestFirst() {
        return threads.call("the store " + sessions, progress -> summaries.all(progress)).stream()
                .sorted(SessionListing.OLDEST_FIRST)
                .toList();
    }

    private CheckpointTrim dropped(long quota, BooleanSupplier mayGoOn) {
        int trimmed = 0;
        long dropped = 0;
        for (SessionSummary oldest : oldestFirst()) {
            long bytes = Objects.requireNonNullElse(oldest.checkpointBytes(), 0L);
            boolean isOver = summaries.checkpointBytes() > quota;
            if (isOver && bytes > 0 && mayGoOn.getAsBoolean()
                    && inSession(oldest.session(), progress -> isDropped(oldest, progress))) {
                trimmed++;
                dropped += bytes;
            }
        }
        return new CheckpointTrim(trimmed, dropped, summaries.checkpointBytes());
    }

    /** A session that cannot be read or written is left as it is, and keeps no other from being trimmed. */
    private boolean inSession(String session, Work<Boolean> work) {
        if (isClosing || damaged.contains(session) || open.isOpen(session)) {
            return false;
        }
        try {
            return threads.call("session " + session, progress -> {
                running = progress;
                return !isClosing && work.run(progress);
            });
        } catch (SessionInUseException opened) {
            return false;
        } catch (LogException failure) {
            boolean isDeleted = !folder(session).exists();
            if (failure instanceof SessionCorruptException) {
                damaged.add(session);
            }
            if (!isClosing && !isDeleted) {
                LOG.log(Level.WARNING, "the checkpoints of session " + session + " cannot be dropped", failure);
            }
            return false;
        } finally {
            cancel();
        }
    }

    /** Work that its caller has given up, or waits for no more, does not publish what it has written. */
    private void cancel() {
        Progress progress = running;
        if (progress != null) {
            progress.cancel();
        }
    }

    /** Counts the checkpoints of a session of an earlier version. */
    private boolean counted(SessionSummary session, Progress progress) throws IOException {
        try (SessionReader reader = new SessionReader(session.session(), folder(session.session()), progress)) {
            Long known = reader.checkpointBytes();
            long bytes = known != null ? known : Checkpoints.of(reader).bytes();
            open.whileClosed(session.session(), () -> summaries.count(session.session(), bytes, reader.head()));
            return true;
        }
    }

    private boolean isDropped(SessionSummary session, Progress progress) throws IOException {
        String id = session.session();
        SessionFolder fresh = new SessionFolder(sessions.resolve(rest + id));
        try {
            RewrittenLog log = new RewrittenLog(id, folder(id), fresh, disk);
            log.write(clock.millis(), progress);
            boolean isPublished = published(id, log, progress);
            if (isPublished) {
                deleteOld(id, log);
            }
            return isPublished;
        } finally {
            fresh.delete();
        }
    }

    /** What cannot be deleted, because somebody reads it on a system that then refuses, is tried again. */
    private void deleteOld(String session, RewrittenLog log) {
        try {
            log.deleteOld();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the old log of session " + session + " cannot be deleted", e);
            isSwept = false;
        }
    }

    private boolean published(String session, RewrittenLog log, Progress progress) {
        boolean[] isPublished = {false};
        open.whileClosed(session, () -> {
            progress.step();
            try {
                isPublished[0] = log.publish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (isPublished[0]) {
                summaries.count(session, 0, log.head());
            }
        });
        return isPublished[0];
    }

    private SessionFolder folder(String session) {
        return new SessionFolder(sessions.resolve(session));
    }

    /** Ends what runs. From here on nothing is published, so that another process may take the store. */
    void close() {
        isClosing = true;
        cancel();
        trimming.lock();
        try {
            isClosed = true;
        } finally {
            trimming.unlock();
        }
    }
}
