package dev.podd.store;

import dev.podd.log.ImportedSession;
import dev.podd.log.LogException;
import dev.podd.log.Phrase;
import dev.podd.log.SessionCorruptException;
import dev.podd.log.SessionListing;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionNotFoundException;
import dev.podd.log.SessionPoint;
import dev.podd.log.SessionStore;
import dev.podd.log.StoreFailedException;
import dev.podd.state.PrivateFiles;
import dev.podd.store.LiveSession.Services;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in a folder: one Xodus environment each, so that damage stays inside a session and deleting one frees its
 * space. Every file is touched by threads of the store's own alone.
 */
public final class XodusSessionStore implements SessionStore {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How folders are called that are no sessions: what is being deleted, what is not yet there as a whole. */
    private static final String REST = ".rest-";
    /** How the folder is called that holds the log of a session without its checkpoints until it is published. */
    private static final String REWRITTEN = REST + "log-";

    private final Path sessions;
    /** Null for a store that is only read. */
    private final @Nullable StoreLock lock;
    private final PrivateThreads threads;
    private final OpenSessions open = new OpenSessions();
    private final Summaries summaries;
    private final Services services;
    private final CheckpointQuota quota;

    /**
     * Takes the store in this folder, which is made if there is none.
     *
     * @throws StoreFailedException another process has it, or it cannot be written
     */
    public XodusSessionStore(Path folder, Clock clock) {
        this(folder, clock, Disk.REAL, PATIENCE);
    }

    /**
     * A store that is only read, for as long as another process has it or its folder cannot be written: sessions as they
     * were last committed. What would change it is refused.
     */
    public static SessionStore readOnly(Path folder, Clock clock) {
        return new XodusSessionStore(folder, clock, PATIENCE);
    }

    private XodusSessionStore(Path folder, Clock clock, Duration patience) {
        this.sessions = folder.resolve("sessions");
        this.threads = new PrivateThreads(patience);
        this.lock = null;
        this.summaries = new Summaries(sessions, open::isOpen, true);
        this.services = new Services(clock, Disk.REAL, threads, summaries::put);
        this.quota = quota();
    }

    /** @param patience how long to wait for a disk that does not answer */
    XodusSessionStore(Path folder, Clock clock, Disk disk, Duration patience) {
        this.sessions = folder.resolve("sessions");
        this.threads = new PrivateThreads(patience);
        this.lock = threads.call("the store " + folder, progress -> {
            PrivateFiles.createFolders(sessions);
            PrivateFiles.restrictFolder(folder);
            StoreLock taken = StoreLock.take(folder);
            try {
                sweep();
                return taken;
            } catch (IOException e) {
                taken.close();
                throw e;
            }
        });
        this.summaries = new Summaries(sessions, open::isOpen, false);
        this.services = new Services(clock, disk, threads, summaries::put);
        this.quota = quota();
    }

    private CheckpointQuota quota() {
        return new CheckpointQuota(sessions, REWRITTEN, open, summaries, services);
    }

    /** The folder for whole tool outputs of a session in the store of that folder; it is deleted with the session. */
    public static Path outputs(Path folder, String session) {
        return new SessionFolder(folder.resolve("sessions").resolve(session)).outputs();
    }

    /** What a process that was killed left half-done. */
    private void sweep() throws IOException {
        try (DirectoryStream<Path> rests = Files.newDirectoryStream(sessions, REST + "*")) {
            for (Path rest : rests) {
                new SessionFolder(rest).delete();
            }
        }
    }

    @Override
    public SessionLog create(String session, String workspace) {
        expectWritable();
        expectNew(session);
        LiveSession created = open.join(session,
                ended -> threads.begin("session " + session, progress -> new LiveSession(session, folder(session),
                        services, active -> new Restored(workspace, 0, 0, null, 0L, List.of()))));
        return new XodusSessionLog(created, open);
    }

    @Override
    public SessionLog open(String session) {
        expectWritable();
        expectName(session);
        LiveSession opened = open.join(session, ended -> threads.begin("session " + session, progress -> {
            ended.get(threads.patience().toNanos(), TimeUnit.NANOSECONDS);
            try (SessionReader reader = new SessionReader(session, folder(session), progress)) {
                return new LiveSession(session, folder(session), services, reader::restore);
            }
        }));
        SessionLog log = new XodusSessionLog(opened, open);
        if (opened.isEmpty()) {
            log.close();
            throw new SessionNotFoundException(session);
        }
        return log;
    }

    @Override
    public SessionPage list(SessionQuery query) {
        List<SessionSummary> all = threads.callInterruptibly("the store " + sessions,
                progress -> summaries.all(query.archived(), progress));
        Phrase phrase = new Phrase(query.query() == null ? "" : query.query());
        return SessionListing.page(all, query, each -> phrase.isIn(each.title()) || says(each.session(), phrase));
    }

    /** A damaged session is found by what can be read of it, and stops no search. */
    private boolean says(String session, Phrase phrase) {
        try {
            return reading(session, reader -> reader.says(phrase));
        } catch (LogException damaged) {
            return false;
        }
    }

    @Override
    public EntryPage read(String session, @Nullable String segment, @Nullable String after, int limit) {
        return isNew(session)
                ? new EntryPage(List.of(), false)
                : reading(session, reader -> reader.page(segment, after, limit));
    }

    @Override
    public SessionPoint point(String session, @Nullable String at) {
        expectRun(session);
        return reading(session, reader -> reader.point(at));
    }

    @Override
    public void add(String session, ImportedSession imported) {
        expectWritable();
        expectNew(session);
        SessionFolder rest = new SessionFolder(sessions.resolve(REST + session));
        Import adding = threads.call("session " + session,
                progress -> new Import(session, rest, folder(session), services.disk(), threads));
        summaries.put(adding.of(imported));
    }

    @Override
    public SessionSummary summary(String session) {
        SessionSummary found = threads.callInterruptibly("the store " + sessions,
                progress -> Optional.ofNullable(summaries.of(session, progress))).orElse(null);
        if (found == null) {
            throw new SessionNotFoundException(session);
        }
        return found;
    }

    @Override
    public void archive(String session, boolean archived) {
        expectWritable();
        expectRun(session);
        threads.call("session " + session, progress -> {
            Path mark = folder(session).archived();
            if (archived && !Files.exists(mark)) {
                PrivateFiles.open(mark, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
            } else if (!archived) {
                Files.deleteIfExists(mark);
            }
            summaries.archive(session, archived);
            return mark;
        });
    }

    /** Out of the way in one step first, so that no crash leaves half of it. */
    @Override
    public void delete(String session) {
        expectWritable();
        expectRun(session);
        Path rest = sessions.resolve(REST + session);
        open.whileClosed(session, () -> threads.call("session " + session, progress -> {
            new SessionFolder(rest).delete();
            return Files.move(folder(session).path(), rest, StandardCopyOption.ATOMIC_MOVE);
        }));
        summaries.forget(session);
        threads.call("session " + session, progress -> {
            new SessionFolder(rest).delete();
            return rest;
        });
    }

    @Override
    public byte[] blob(String session, String hash) {
        expectRun(session);
        return reading(session, reader -> reader.blob(hash));
    }

    @Override
    public long checkpointBytes() {
        return threads.callInterruptibly("the store " + sessions, progress -> {
            summaries.all(progress);
            return summaries.checkpointBytes();
        });
    }

    @Override
    public CheckpointTrim trimCheckpoints(long bytes, BooleanSupplier mayGoOn) {
        expectWritable();
        return quota.trim(bytes, mayGoOn);
    }

    @Override
    public Verification verify(String session, VerifyProgress watch) {
        if (isNew(session)) {
            return new Verification(0, 0, true, null, null);
        }
        try {
            return reading(session, reader -> reader.verify(watch));
        } catch (SessionCorruptException unreadable) {
            return new Verification(0, 0, false, unreadable.entry(), unreadable.getMessage());
        }
    }

    /** Writes what waits and lets go of the store; all that is open in it is closed. */
    @Override
    public void close() {
        quota.close();
        LogException failure = null;
        for (LiveSession each : open.all()) {
            try {
                each.close();
            } catch (LogException e) {
                failure = e;
            }
        }
        threads.close();
        if (lock != null) {
            lock.close();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void expectWritable() {
        if (lock == null) {
            throw new StoreFailedException(StoreFailedException.Reason.READ_ONLY,
                    "the store of " + sessions + " is only read by this process", null);
        }
    }

    private void expectNew(String session) {
        if (!SessionFolder.isName(session) || open.isOpen(session) || !isFree(session)) {
            throw new IllegalArgumentException("no new session can be called " + session);
        }
    }

    /** Takes away what a process that was killed had made for a session before anything was recorded in it. */
    private boolean isFree(String session) {
        return threads.call("session " + session, progress -> {
            if (!folder(session).exists()) {
                return true;
            }
            try (SessionReader _ = new SessionReader(session, folder(session), progress)) {
                return false;
            } catch (SessionNotFoundException nothingRecorded) {
                folder(session).delete();
                return true;
            }
        });
    }

    private void expectRun(String session) {
        expectName(session);
        if (isNew(session) || !threads.call("session " + session, progress -> folder(session).exists())) {
            throw new SessionNotFoundException(session);
        }
    }

    private boolean isNew(String session) {
        return open.peek(session).map(LiveSession::isEmpty).orElse(false);
    }

    /** Reads what is on the disk, after all that was accepted got there. An interrupt of the caller ends it. */
    private <T> T reading(String session, Function<SessionReader, T> work) {
        expectName(session);
        open.peek(session).ifPresent(LiveSession::settle);
        return threads.callInterruptibly("session " + session,
                progress -> SessionReader.reading(session, folder(session), progress, work));
    }

    private SessionFolder folder(String session) {
        return new SessionFolder(sessions.resolve(session));
    }

    private static void expectName(String session) {
        if (!SessionFolder.isName(session)) {
            throw new SessionNotFoundException(session);
        }
    }
}
