package dev.podd.store;

import dev.podd.log.Entry;
import dev.podd.log.HashChain;
import dev.podd.log.Head;
import dev.podd.log.ImportedSession;
import dev.podd.log.Origin;
import dev.podd.log.References;
import dev.podd.log.SessionState;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.log.StoredEntry;
import dev.podd.store.SummaryFile.Summary;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes a session that comes from elsewhere into a folder, while it is read, and moves that folder to its place when all
 * of it is there. The lines are read on the caller's thread, which may wait for them, and written on private threads. Used
 * once.
 */
final class Import implements ImportedSession.Target {
    /** How many entries go to the disk together, and how many bytes of them. */
    private static final int BATCH = 1000;
    private static final int BATCH_BYTES = 4 << 20;

    private final String session;
    private final SessionFolder folder;
    private final SessionFolder end;
    private final PrivateThreads threads;
    private final DurableLog log;
    private List<StoredEntry> batch = new ArrayList<>();
    private long batchBytes;
    /** Of blobs by their hashes; 0 for a checkpoint that is counted already. */
    private final Map<String, Long> lengths = new HashMap<>();
    /** Checkpoints that are not there, and when they were dropped. */
    private Map<String, Long> dropped = new HashMap<>();
    private long checkpointBytes;
    private SessionState state = SessionState.NONE;
    private @Nullable Origin forkedFrom;
    private long createdAt;
    private long updatedAt;
    private boolean isBegun;

    /**
     * @param folder where it is while it is not whole
     * @param end    where it is then
     */
    Import(String session, SessionFolder folder, SessionFolder end, Disk disk, PrivateThreads threads) {
        this.session = session;
        this.folder = folder;
        this.end = end;
        this.threads = threads;
        this.log = new DurableLog(session, "", folder, Head.NONE, disk);
    }

    /** On the disk when this returns; leaves nothing if it throws. */
    SessionSummary of(ImportedSession imported) {
        boolean isDone = false;
        write(folder::delete);
        try {
            SessionSummary summary = finished(imported.readInto(this));
            isDone = true;
            return summary;
        } finally {
            if (!isDone) {
                write(() -> {
                    log.abandon(new IllegalStateException("the import failed"));
                    folder.delete();
                });
            }
        }
    }

    @Override
    public void add(StoredEntry entry) {
        if (!isBegun) {
            isBegun = true;
            createdAt = entry.at();
            forkedFrom = ((Entry.SegmentStart) entry.payload()).forkedFrom();
        }
        updatedAt = entry.at();
        References.checkpoints(entry.payload()).filter(lengths::containsKey)
                .forEach(hash -> checkpointBytes += Objects.requireNonNull(lengths.put(hash, 0L)));
        state = state.plus(entry.payload());
        batch.add(entry);
        batchBytes += entry.text().remaining();
        if (batch.size() == BATCH || batchBytes >= BATCH_BYTES) {
            writeBatch();
        }
    }

    private void writeBatch() {
        List<StoredEntry> full = batch;
        batch = new ArrayList<>();
        batchBytes = 0;
        write(() -> log.commit(full, Map.of()));
    }

    @Override
    public String putBlob(byte[] bytes) {
        String hash = HashChain.contentHash(bytes);
        write(() -> log.commit(List.of(), Map.of(hash, NewBlob.ofEntry(bytes))));
        lengths.put(hash, (long) bytes.length);
        return hash;
    }

    @Override
    public void addDropped(String hash, long at) {
        dropped.put(hash, at);
        if (dropped.size() == BATCH) {
            writeDropped();
        }
    }

    private void writeDropped() {
        Map<String, Long> full = dropped;
        dropped = new HashMap<>();
        write(() -> log.ready().markDropped(full));
    }

    @Override
    public byte[] blob(String hash) {
        return threads.call("session " + session,
                progress -> log.ready().blobs(session, new AtomicLong()).blob(hash));
    }

    private SessionSummary finished(String workspace) {
        SessionSummary summary = new SessionSummary(session, SessionSummary.titleOr(state.title()), workspace,
                createdAt, updatedAt, state.turns(), forkedFrom, state.pending().size(), checkpointBytes);
        writeBatch();
        writeDropped();
        write(() -> {
            log.ready().moveTo(workspace, checkpointBytes);
            log.keepApart();
            log.summarise(new Summary(summary, log.head()));
            log.close();
            Files.move(folder.path(), end.path(), StandardCopyOption.ATOMIC_MOVE);
        });
        return summary;
    }

    private interface Step {
        void run() throws Exception;
    }

    private void write(Step step) {
        threads.call("session " + session, progress -> {
            step.run();
            return session;
        });
    }
}
