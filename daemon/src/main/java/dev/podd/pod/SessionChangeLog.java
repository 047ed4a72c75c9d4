package dev.podd.pod;

import dev.podd.change.ChangeLog;
import dev.podd.log.Blobs;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.LogException;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionNotFoundException;
import dev.podd.log.SessionPoint;
import dev.podd.log.SessionStore;
import dev.podd.log.SessionStore.SessionQuery;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.workspace.FileUris;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Changes of files in the logs of sessions, of which Pods have some open. */
final class SessionChangeLog implements ChangeLog {
    private static final System.Logger LOG = System.getLogger(SessionChangeLog.class.getName());

    private final Supplier<SessionStore> sessions;
    private final OneAtATime sessionWork;
    private final Function<String, Optional<Pod>> open;

    /** @param open the Pod that has a session open */
    SessionChangeLog(Supplier<SessionStore> sessions, OneAtATime sessionWork, Function<String, Optional<Pod>> open) {
        this.sessions = sessions;
        this.sessionWork = sessionWork;
        this.open = open;
    }

    @Override
    public void record(String session, Function<Blobs, List<Entry>> entries) {
        Optional<Pod> pod = open.apply(session);
        if (pod.isPresent()) {
            pod.get().record(entries);
            return;
        }
        sessionWork.run(session, () -> {
            recordInClosed(session, entries);
            return session;
        });
    }

    private void recordInClosed(String session, Function<Blobs, List<Entry>> entries) {
        Optional<Pod> openedMeanwhile = open.apply(session);
        if (openedMeanwhile.isPresent()) {
            openedMeanwhile.get().record(entries);
            return;
        }
        try (SessionLog log = sessions.get().open(session)) {
            log.append(log.head(), entries.apply(log), Durability.NOW);
        } catch (SessionNotFoundException deleted) {
            LOG.log(System.Logger.Level.DEBUG, "session " + session + " is gone, and its changes with it", deleted);
        }
    }

    @Override
    public List<Pending> pending() {
        return Stream.of(false, true).flatMap(archived -> summaries(archived).stream())
                .filter(summary -> summary.pending() > 0).flatMap(summary -> pending(summary).stream()).toList();
    }

    private List<SessionSummary> summaries(boolean archived) {
        return sessions.get().list(new SessionQuery(null, null, Integer.MAX_VALUE, null, archived)).sessions();
    }

    private Optional<Pending> pending(SessionSummary summary) {
        try {
            SessionPoint now = sessions.get().point(summary.session(), null);
            return FileUris.path(Objects.requireNonNullElse(now.workspace(), ""))
                    .map(folder -> new Pending(summary.session(), folder, now.state().pending()));
        } catch (LogException unreadable) {
            LOG.log(System.Logger.Level.WARNING, "pending changes of session " + summary.session()
                    + " cannot be read", unreadable);
            return Optional.empty();
        }
    }

    @Override
    public byte[] blob(String session, String hash) {
        return sessions.get().blob(session, hash);
    }
}
