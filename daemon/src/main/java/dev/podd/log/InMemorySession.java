package dev.podd.log;

import dev.podd.log.SessionStore.EntryPage;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.log.SessionStore.Verification;
import dev.podd.log.SessionStore.VerifyProgress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One session in memory, shared by all that have it open. Its lock is held for moments only. */
final class InMemorySession implements Blobs {
    /** Progress of a verification is reported each time so many more entries are checked. */
    private static final int REPORT_EVERY = 500;

    private final String session;
    private final String workspace;
    private final Clock clock;
    private final Consumer<InMemorySession> onClose;
    private final Map<String, byte[]> blobs = new HashMap<>(); // guarded by this
    private final Map<String, Long> dropped = new HashMap<>(); // guarded by this; when, by hash
    private final List<StoredEntry> entries = new ArrayList<>(); // guarded by this
    private final Map<String, Integer> places = new HashMap<>(); // guarded by this; of entries by their ids
    private final ActiveSegment active = new ActiveSegment(new EntryCodec(this)); // guarded by this

    private int holders; // guarded by this
    private boolean isArchived; // guarded by this

    InMemorySession(String session, String workspace, Clock clock, Consumer<InMemorySession> onClose) {
        this.onClose = onClose;
        this.session = session;
        this.workspace = workspace;
        this.clock = clock;
    }

    /** For one more that has it open. */
    synchronized SessionLog log() {
        holders++;
        return new Log();
    }

    /** Whether nobody has it open and nothing was ever recorded. */
    synchronized boolean isForgotten() {
        return holders == 0 && entries.isEmpty();
    }

    /** Whether somebody has it open. */
    synchronized boolean isOpen() {
        return holders > 0;
    }

    synchronized boolean isArchived() {
        return isArchived;
    }

    synchronized void archive(boolean archived) {
        isArchived = archived;
    }

    synchronized boolean isEmpty() {
        return entries.isEmpty();
    }

    synchronized SessionSummary summary() {
        SessionState state = active.tip().state();
        return new SessionSummary(session, SessionSummary.titleOr(state.title()), workspace,
                entries.getFirst().at(), entries.getLast().at(), state.turns(),
                ((Entry.SegmentStart) entries.getFirst().payload()).forkedFrom(), state.pending().size(),
                checkpointBytes());
    }

    synchronized boolean says(Phrase phrase) {
        return entries.stream().anyMatch(entry -> phrase.isIn(entry.payload()));
    }

    synchronized EntryPage read(@Nullable String segment, @Nullable String after, int limit) {
        int first = segment == null ? 0 : place(segment + ".1");
        int from = after == null ? first : place(after) + 1;
        if (from < first || (after != null && segment != null && !entries.get(from - 1).segment().equals(segment))) {
            throw new EntryNotFoundException(session, String.valueOf(after));
        }
        int end = segment == null ? entries.size() : endOf(segment, from);
        int to = (int) Math.min(end, (long) from + limit);
        return new EntryPage(List.copyOf(entries.subList(from, to)), to < end);
    }

    /** Becomes a session that comes from elsewhere. */
    synchronized void adopt(List<StoredEntry> all, Map<String, byte[]> itsBlobs, Map<String, Long> itsDropped) {
        dropped.putAll(itsDropped);
        itsBlobs.forEach((hash, bytes) -> blobs.put(hash, bytes.clone()));
        take(all);
    }

    /** What it said at an entry; null for the last. */
    synchronized SessionPoint point(@Nullable String at) {
        StoredEntry last = at == null ? entries.getLast() : entries.get(place(at));
        SessionState state = active.tip().state();
        for (StoredEntry entry : entries.subList(place(last.segment() + ".1"), place(last.entry()) + 1)) {
            state = state.plus(entry.payload());
        }
        return SessionPoint.of(workspace, new Origin(session, last.segment(), last.entry()), state);
    }

    private int place(String entry) {
        Integer place = places.get(entry);
        if (place == null) {
            throw new EntryNotFoundException(session, entry);
        }
        return place;
    }

    /** Where the entries of a segment end. */
    private int endOf(String segment, int from) {
        return places.getOrDefault(Integer.parseInt(segment) + 1 + ".1", Math.max(from, entries.size()));
    }

    synchronized Verification verify(VerifyProgress progress) {
        ChainCheck check = null;
        long done = 0;
        try {
            for (StoredEntry entry : entries) {
                done++;
                if (done % REPORT_EVERY == 0) {
                    progress.checked(done, entries.size());
                }
                if (check == null || !check.head().segment().equals(entry.segment())) {
                    check = ChainCheck.ofSegment(session, Integer.parseInt(entry.segment()), null);
                }
                check.next(check.head().count() + 1, ByteBuffer.wrap(HexFormat.of().parseHex(entry.hash())),
                        entry.text());
            }
            return new Verification(entries.size(), segments(), true, null, null, droppedCheckpoints());
        } catch (SessionCorruptException broken) {
            return new Verification(entries.size(), segments(), false, broken.entry(), broken.getMessage());
        }
    }

    private int segments() {
        return entries.isEmpty() ? 0 : Integer.parseInt(active.tip().head().segment());
    }

    @Override
    public synchronized String putBlob(byte[] bytes) {
        String hash = HashChain.contentHash(bytes);
        blobs.putIfAbsent(hash, bytes.clone());
        return hash;
    }

    @Override
    public synchronized byte[] blob(String hash) {
        byte[] bytes = blobs.get(hash);
        if (bytes == null) {
            Long at = dropped.get(hash);
            throw at == null ? StoreFailedException.noBlob(session, hash)
                    : new CheckpointDroppedException(session, hash, at);
        }
        return bytes.clone();
    }

    /** Bytes of the contents of files that its entries name. */
    synchronized long checkpointBytes() {
        return checkpoints().filter(blobs::containsKey)
                .mapToLong(hash -> Objects.requireNonNull(blobs.get(hash)).length)
                .sum();
    }

    /** Drops them, unless somebody has the session open; how many bytes that were. */
    synchronized long dropCheckpoints(long at) {
        if (isOpen()) {
            return 0;
        }
        long bytes = checkpointBytes();
        checkpoints().filter(blobs::containsKey).toList().forEach(hash -> {
            blobs.remove(hash);
            dropped.put(hash, at);
        });
        return bytes;
    }

    private Stream<String> checkpoints() {
        Set<String> values = new HashSet<>();
        entries.forEach(entry -> References.addLargeValues(entry.json(), this::blob, values));
        return entries.stream().flatMap(entry -> References.checkpoints(entry.payload())).distinct()
                .filter(hash -> !values.contains(hash));
    }

    private long droppedCheckpoints() {
        return checkpoints().filter(hash -> !blobs.containsKey(hash) && dropped.containsKey(hash)).count();
    }

    private synchronized Tip take(List<StoredEntry> more) {
        Tip next = active.after(more);
        for (StoredEntry entry : more) {
            places.put(entry.entry(), entries.size());
            entries.add(entry);
        }
        active.moveTo(next);
        return next;
    }

    private synchronized void leave() {
        holders--;
        onClose.accept(this);
    }

    /** The session as one of those that have it open sees it. */
    private final class Log implements SessionLog {
        private boolean isClosed; // guarded by the session

        @Override
        public String session() {
            return session;
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public Head head() {
            return tip().head();
        }

        @Override
        public SessionState state() {
            return tip().state();
        }

        private Tip tip() {
            return open(active::tip);
        }

        @Override
        public Tip append(Head expected, List<? extends Entry> more, Durability durability) {
            return open(() -> take(active.following(expected, more, clock.millis())));
        }

        @Override
        public Tip startSegment(Head expected, Entry.SegmentStart start, List<? extends Entry> more) {
            return open(() -> take(active.starting(expected, start, more, clock.millis())));
        }

        @Override
        public String putBlob(byte[] bytes) {
            return open(() -> InMemorySession.this.putBlob(bytes));
        }

        @Override
        public byte[] blob(String hash) {
            return open(() -> InMemorySession.this.blob(hash));
        }

        @Override
        public void flush() {
            open(active::tip);
        }

        @Override
        public void close() {
            synchronized (InMemorySession.this) {
                if (!isClosed) {
                    isClosed = true;
                    leave();
                }
            }
        }

        private <T> T open(Supplier<T> work) {
            synchronized (InMemorySession.this) {
                if (isClosed) {
                    throw StoreFailedException.closed(session);
                }
                return work.get();
            }
        }
    }
}
