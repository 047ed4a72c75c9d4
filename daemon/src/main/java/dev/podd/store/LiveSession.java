package dev.podd.store;

import dev.podd.log.ActiveSegment;
import dev.podd.log.Blobs;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.EntryCodec;
import dev.podd.log.HashChain;
import dev.podd.log.Head;
import dev.podd.log.Origin;
import dev.podd.log.SessionState;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.log.StoreFailedException;
import dev.podd.log.StoredEntry;
import dev.podd.log.Tip;
import dev.podd.store.SummaryFile.Summary;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session that is open in this process, one object for all its holders: its state in memory and its writer. Entries are
 * added to the state after the writer has accepted or written them, never before, so that both agree after every failure:
 * the new state is made before they are handed to the writer, and publishing it takes no memory.
 */
final class LiveSession implements Blobs {
    /** What sessions of one store share. */
    record Services(Clock clock, Disk disk, PrivateThreads threads, Consumer<SessionSummary> summaries) {}

    private final String session;
    private final SessionFolder folder;
    private final Services services;
    private final ActiveSegment active; // guarded by order, once the session is open
    private final Restored restored;
    private final SessionWriter writer;
    /** Serialises appends: each one names the head that the one before it made. */
    private final ReentrantLock order = new ReentrantLock();
    private volatile Tip tip;
    private volatile boolean isClosed;
    /** Whether an Error ended an append, so that the writer may know more than {@link #tip}. */
    private boolean isUnsure; // guarded by order
    private long createdAt; // guarded by order
    private long updatedAt; // guarded by order
    private @Nullable Origin forkedFrom; // guarded by order

    /** @param restoring fills the active segment with what is on the disk; nothing for a new session */
    LiveSession(String session, SessionFolder folder, Services services,
            Function<ActiveSegment, Restored> restoring) {
        this.session = session;
        this.folder = folder;
        this.services = services;
        this.active = new ActiveSegment(new EntryCodec(new Values()));
        this.restored = restoring.apply(active);
        this.tip = active.tip();
        this.createdAt = restored.createdAt();
        this.updatedAt = restored.updatedAt();
        this.forkedFrom = restored.forkedFrom();
        this.writer = new SessionWriter(session,
                new DurableLog(session, restored.workspace(), folder, tip.head(), services.disk()),
                restored.checkpointBytes(), services.threads().patience());
        if (!isEmpty()) {
            services.summaries().accept(summary());
        }
    }

    /** Starts the writer. */
    void start() {
        writer.start();
    }

    String session() {
        return session;
    }

    List<String> warnings() {
        return restored.warnings();
    }

    /** Whether nothing was ever recorded. */
    boolean isEmpty() {
        return head().equals(Head.NONE);
    }

    Head head() {
        return tip.head();
    }

    SessionState state() {
        expectOpen();
        return tip.state();
    }

    Tip append(Head expected, List<? extends Entry> entries, Durability durability) {
        return ordered(() -> take(active.following(expected, entries, services.clock().millis()),
                durability == Durability.NOW));
    }

    Tip startSegment(Head expected, Entry.SegmentStart start, List<? extends Entry> more) {
        return ordered(() -> take(active.starting(expected, start, more, services.clock().millis()), true));
    }

    void flush() {
        ordered(() -> {
            writer.write(List.of());
            return tip;
        });
    }

    /** Commits accepted entries, if that is possible, so that a reader of the disk sees them. */
    void settle() {
        order.lock();
        try {
            if (!isClosed) {
                writer.write(List.of());
            }
        } catch (StoreFailedException e) {
            // The next append reports it; a reader gets what is on the disk.
        } finally {
            order.unlock();
        }
    }

    /** What is put here are checkpoints. */
    @Override
    public String putBlob(byte[] bytes) {
        return put(NewBlob.checkpoint(bytes));
    }

    private String put(NewBlob blob) {
        expectOpen();
        String hash = HashChain.contentHash(blob.bytes());
        writer.putBlob(hash, blob);
        if (writer.isFull()) {
            settle();
        }
        return hash;
    }

    @Override
    public byte[] blob(String hash) {
        byte[] waiting = writer.waitingBlob(hash);
        return waiting != null ? waiting : services.threads().call("session " + session, progress -> {
            try (SessionReader reader = new SessionReader(session, folder, progress)) {
                return reader.blob(hash);
            }
        });
    }

    /** Writes what waits. Nothing is taken after it. */
    void close() {
        order.lock();
        try {
            if (isClosed) {
                return;
            }
            isClosed = true;
            if (!isEmpty()) {
                writer.summarise(new Summary(summary(), head()));
            }
            writer.close();
        } finally {
            order.unlock();
        }
    }

    /** Completes when the writer has closed the session's folder. */
    CompletableFuture<?> ended() {
        return writer.ended();
    }

    private Tip take(List<StoredEntry> entries, boolean isUrgent) {
        Tip next = active.after(entries);
        hand(entries, isUrgent);
        if (entries.isEmpty()) {
            return tip;
        }
        boolean isFirst = isEmpty();
        active.moveTo(next);
        tip = next;
        updatedAt = entries.getLast().at();
        if (isFirst) {
            createdAt = entries.getFirst().at();
            forkedFrom = ((Entry.SegmentStart) entries.getFirst().payload()).forkedFrom();
        }
        tellLists(entries);
        return next;
    }

    private void hand(List<StoredEntry> entries, boolean isUrgent) {
        try {
            if (isUrgent || writer.isBehind()) {
                writer.write(entries);
            } else {
                writer.accept(entries);
            }
        } catch (Error unknown) {
            isUnsure = true;
            throw unknown;
        }
    }

    private void tellLists(List<StoredEntry> entries) {
        SessionSummary summary = summary();
        services.summaries().accept(summary);
        if (entries.stream().anyMatch(LiveSession::isShownInLists)) {
            writer.summarise(new Summary(summary, head()));
        }
    }

    private static boolean isShownInLists(StoredEntry entry) {
        return entry.payload() instanceof Entry.UserInput || entry.payload() instanceof Entry.TurnEnded
                || entry.payload() instanceof Entry.Title || entry.payload() instanceof Entry.SegmentStart;
    }

    private SessionSummary summary() {
        SessionState state = tip.state();
        return new SessionSummary(session, SessionSummary.titleOr(state.title()), restored.workspace(), createdAt,
                updatedAt, state.turns(), forkedFrom, state.pending().size(),
                writer.checkpointBytes());
    }

    private void expectOpen() {
        if (isClosed) {
            throw StoreFailedException.closed(session);
        }
    }

    /** Where values go that are too large for an entry. */
    private final class Values implements Blobs {
        @Override
        public String putBlob(byte[] bytes) {
            return put(NewBlob.ofEntry(bytes));
        }

        @Override
        public byte[] blob(String hash) {
            return LiveSession.this.blob(hash);
        }
    }

    private <T> T ordered(Supplier<T> work) {
        order.lock();
        try {
            expectOpen();
            if (isUnsure) {
                throw new StoreFailedException(StoreFailedException.Reason.OTHER, "session " + session
                        + " takes nothing more: it is not known whether its last entries were written; open it again",
                        null);
            }
            return work.get();
        } finally {
            order.unlock();
        }
    }
}
