package dev.podd.store;

import dev.podd.log.ActiveSegment;
import dev.podd.log.EntryCodec;
import dev.podd.log.Head;
import dev.podd.log.LogException;
import dev.podd.log.SessionNotFoundException;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.store.PrivateThreads.Progress;
import dev.podd.store.SummaryFile.Summary;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of all sessions of a store. Read from their summary files when it is first asked for, kept in memory
 * from then on. A summary that is missing, or older than the session's head, is made anew from the session.
 */
final class Summaries {
    private static final Logger LOG = System.getLogger(Summaries.class.getName());

    private final Path sessions;
    private final Predicate<String> isOpen;
    private final boolean isReadOnly;
    private final Map<String, SessionSummary> known = new ConcurrentHashMap<>();
    private final Set<String> archived = ConcurrentHashMap.newKeySet();
    private volatile boolean isLoaded;

    /**
     * @param isOpen     whether a session is open in this process, or being opened: it then writes its file itself, and
     *                   tells of itself once it is read
     * @param isReadOnly whether nothing on the disk may be changed, a summary neither
     */
    Summaries(Path sessions, Predicate<String> isOpen, boolean isReadOnly) {
        this.sessions = sessions;
        this.isOpen = isOpen;
        this.isReadOnly = isReadOnly;
    }

    void put(SessionSummary newest) {
        known.put(newest.session(), newest);
    }

    /** Of one session; null when there is none. */
    @Nullable SessionSummary of(String session, Progress progress) throws IOException {
        all(false, progress);
        return known.get(session);
    }

    void forget(String session) {
        known.remove(session);
        archived.remove(session);
    }

    void archive(String session, boolean isArchived) {
        if (isArchived) {
            archived.add(session);
        } else {
            archived.remove(session);
        }
    }

    /** Notes how many bytes of checkpoints a session has that nobody can open meanwhile, and keeps it. */
    void count(String session, long bytes, Head head) {
        SessionSummary counted = known.computeIfPresent(session, (id, before) -> before.withCheckpoints(bytes));
        if (counted != null) {
            keep(new SessionFolder(sessions.resolve(session)), new Summary(counted, head));
        }
    }

    /** Bytes of the checkpoints of all sessions that are known, as far as they are counted. */
    long checkpointBytes() {
        return known.values().stream().map(SessionSummary::checkpointBytes).filter(Objects::nonNull)
                .mapToLong(Long::longValue).sum();
    }

    /** Archived or not. */
    List<SessionSummary> all(Progress progress) throws IOException {
        return Stream.of(all(false, progress), all(true, progress)).flatMap(List::stream).toList();
    }

    /** Those that are archived, or those that are not. */
    List<SessionSummary> all(boolean areArchived, Progress progress) throws IOException {
        if (!isLoaded) {
            load(progress);
            isLoaded = true;
        }
        return known.values().stream().filter(each -> archived.contains(each.session()) == areArchived).toList();
    }

    private void load(Progress progress) throws IOException {
        if (isReadOnly && !Files.exists(sessions)) {
            return;
        }
        List<Path> folders;
        try (Stream<Path> all = Files.list(sessions)) {
            folders = all.toList();
        }
        for (Path each : folders) {
            SessionFolder folder = new SessionFolder(each);
            String session = String.valueOf(each.getFileName());
            if (SessionFolder.isName(session) && folder.exists()) {
                load(session, folder, progress);
            }
            progress.step();
        }
    }

    private void load(String session, SessionFolder folder, Progress progress) throws IOException {
        if (Files.exists(folder.archived())) {
            archived.add(session);
        }
        if (!known.containsKey(session)) {
            SessionSummary found = read(session, folder, progress);
            if (found != null) {
                known.putIfAbsent(session, found); // whoever opens it meanwhile knows it better
            }
        }
    }

    private @Nullable SessionSummary read(String session, SessionFolder folder, Progress progress)
            throws IOException {
        Optional<Summary> written = folder.summary().read();
        Heads heads = folder.heads().read();
        if (written.isPresent() && written.get().head().equals(heads.of(heads.last()))) {
            return written.get().session();
        }
        try {
            return anew(session, folder, progress);
        } catch (SessionNotFoundException neverRan) {
            // Its process ended before it was used. It may be opening now, but not running: whoever runs it is open.
            if (!isOpen.test(session) && !isReadOnly) {
                folder.delete();
            }
            return null;
        } catch (LogException damaged) {
            return written.map(Summary::session).orElseGet(() -> damaged(session));
        }
    }

    private SessionSummary anew(String session, SessionFolder folder, Progress progress) {
        return SessionReader.reading(session, folder, progress, reader -> {
            ActiveSegment active = new ActiveSegment(new EntryCodec(reader.blobs()));
            Restored restored = reader.restore(active);
            SessionSummary summary = restored.summary(session, active);
            if (!isOpen.test(session)) {
                keep(folder, new Summary(summary, active.tip().head()));
            }
            return summary;
        });
    }

    /** A summary that cannot be kept, on a full disk, is made anew by the next process. */
    private void keep(SessionFolder folder, Summary summary) {
        try {
            if (!isReadOnly) {
                folder.summary().write(summary);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the summary of session " + summary.session().session() + " cannot be written", e);
        }
    }

    /** A session of which nothing can be read, so that a person sees that it is there. */
    private static SessionSummary damaged(String session) {
        return new SessionSummary(session, "Damaged session", "", 0, 0, 0, null, 0, null);
    }
}
