package dev.podd.log;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Sessions that last as long as the process, for tests and for Pods that shall leave nothing behind. */
public final class InMemorySessionStore implements SessionStore {
    private final Clock clock;
    private final Map<String, InMemorySession> sessions = new ConcurrentHashMap<>();

    public InMemorySessionStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public SessionLog create(String session, String workspace) {
        InMemorySession created = made(session, workspace);
        keep(session, created);
        return created.log();
    }

    @Override
    public void add(String session, ImportedSession imported) {
        Collected all = new Collected();
        InMemorySession created = made(session, imported.readInto(all));
        created.adopt(all.entries, all.blobs, all.dropped);
        keep(session, created);
    }

    private static final class Collected implements ImportedSession.Target {
        private final List<StoredEntry> entries = new ArrayList<>();
        private final Map<String, byte[]> blobs = new HashMap<>();
        private final Map<String, Long> dropped = new HashMap<>();

        @Override
        public void add(StoredEntry entry) {
            entries.add(entry);
        }

        @Override
        public void addDropped(String hash, long at) {
            dropped.put(hash, at);
        }

        @Override
        public String putBlob(byte[] bytes) {
            String hash = HashChain.contentHash(bytes);
            blobs.put(hash, bytes);
            return hash;
        }

        @Override
        public byte[] blob(String hash) {
            return Objects.requireNonNull(blobs.get(hash));
        }
    }

    private InMemorySession made(String session, String workspace) {
        return new InMemorySession(session, workspace, clock, left -> {
            if (left.isForgotten()) {
                sessions.remove(session, left);
            }
        });
    }

    private void keep(String session, InMemorySession created) {
        if (sessions.putIfAbsent(session, created) != null) {
            throw new IllegalArgumentException("session " + session + " exists");
        }
    }

    @Override
    public SessionLog open(String session) {
        return ran(session).log();
    }

    @Override
    public SessionPage list(SessionQuery query) {
        Phrase phrase = new Phrase(query.query() == null ? "" : query.query());
        return SessionListing.page(
                sessions.values().stream().filter(each -> !each.isEmpty() && each.isArchived() == query.archived())
                        .map(InMemorySession::summary).toList(),
                query, summary -> known(summary.session()).says(phrase));
    }

    @Override
    public EntryPage read(String session, @Nullable String segment, @Nullable String after, int limit) {
        return known(session).read(segment, after, limit);
    }

    @Override
    public SessionPoint point(String session, @Nullable String at) {
        return ran(session).point(at);
    }

    @Override
    public SessionSummary summary(String session) {
        return ran(session).summary();
    }

    @Override
    public void archive(String session, boolean archived) {
        ran(session).archive(archived);
    }

    @Override
    public void delete(String session) {
        ran(session);
        sessions.compute(session, (id, found) -> {
            if (found != null && found.isOpen()) {
                throw new SessionInUseException(session);
            }
            return null;
        });
    }

    @Override
    public byte[] blob(String session, String hash) {
        return ran(session).blob(hash);
    }

    @Override
    public long checkpointBytes() {
        return sessions.values().stream().mapToLong(InMemorySession::checkpointBytes).sum();
    }

    @Override
    public CheckpointTrim trimCheckpoints(long quota, BooleanSupplier mayGoOn) {
        int trimmed = 0;
        long dropped = 0;
        for (SessionSummary oldest : sessions.values().stream().filter(each -> !each.isEmpty())
                .map(InMemorySession::summary).sorted(SessionListing.OLDEST_FIRST).toList()) {
            if (checkpointBytes() <= quota || !mayGoOn.getAsBoolean()) {
                break;
            }
            long bytes = known(oldest.session()).dropCheckpoints(clock.millis());
            dropped += bytes;
            trimmed += bytes > 0 ? 1 : 0;
        }
        return new CheckpointTrim(trimmed, dropped, checkpointBytes());
    }

    @Override
    public Verification verify(String session, VerifyProgress progress) {
        return known(session).verify(progress);
    }

    @Override
    public void close() {}

    private InMemorySession ran(String session) {
        InMemorySession found = known(session);
        if (found.isEmpty()) {
            throw new SessionNotFoundException(session);
        }
        return found;
    }

    private InMemorySession known(String session) {
        InMemorySession found = sessions.get(session);
        if (found == null) {
            throw new SessionNotFoundException(session);
        }
        return found;
    }
}
