package dev.podd.lsp;

import dev.podd.log.ImportedSession;
import dev.podd.log.SessionCorruptException;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionPoint;
import dev.podd.log.SessionStore;
import dev.podd.log.StoreFailedException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A store that fails as a transcript says. */
final class FaultyStore implements SessionStore {
    private final SessionStore store;
    private volatile String fault = "none";
    private volatile boolean isListFailing;
    private volatile CountDownLatch mayList = new CountDownLatch(0);
    private volatile CountDownLatch isListing = new CountDownLatch(0);

    FaultyStore(SessionStore store) {
        this.store = store;
    }

    /** {@code locked}, {@code corrupt}, {@code broken} or {@code none}. */
    void fault(String how) {
        fault = how;
    }

    /** Has the next look at the list wait until {@link #listed}; an interrupt ends it as in the store on the disk. */
    void holdList() {
        isListing = new CountDownLatch(1);
        mayList = new CountDownLatch(1);
    }

    void awaitListing() throws InterruptedException {
        isListing.await();
    }

    void listed() {
        mayList.countDown();
    }

    /** Whether the list cannot be read while all else can. */
    void failList(boolean fails) {
        isListFailing = fails;
    }

    void check() {
        if (fault.equals("locked")) {
            throw new StoreFailedException(StoreFailedException.Reason.LOCKED, "process 42 holds the store", null);
        }
        if (fault.equals("broken")) {
            throw new IllegalStateException("nobody thought of this");
        }
    }

    @Override
    public SessionLog create(String session, String workspace) {
        return store.create(session, workspace);
    }

    @Override
    public SessionLog open(String session) {
        if (fault.equals("corrupt")) {
            throw new SessionCorruptException(session, "entry-7", "its hash differs");
        }
        return store.open(session);
    }

    @Override
    public SessionPage list(SessionQuery query) {
        isListing.countDown();
        if (isListFailing) {
            throw new StoreFailedException(StoreFailedException.Reason.OTHER, "the list cannot be read", null);
        }
        try {
            mayList.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the reading was cancelled");
        }
        return store.list(query);
    }

    @Override
    public EntryPage read(String session, @Nullable String segment, @Nullable String after, int limit) {
        return store.read(session, segment, after, limit);
    }

    @Override
    public SessionPoint point(String session, @Nullable String at) {
        return store.point(session, at);
    }

    @Override
    public void archive(String session, boolean archived) {
        store.archive(session, archived);
    }

    @Override
    public void delete(String session) {
        store.delete(session);
    }

    @Override
    public byte[] blob(String session, String hash) {
        return store.blob(session, hash);
    }

    @Override
    public long checkpointBytes() {
        return store.checkpointBytes();
    }

    @Override
    public CheckpointTrim trimCheckpoints(long quota, BooleanSupplier mayGoOn) {
        return store.trimCheckpoints(quota, mayGoOn);
    }

    @Override
    public void add(String session, ImportedSession imported) {
        store.add(session, imported);
    }

    @Override
    public SessionSummary summary(String session) {
        return store.summary(session);
    }

    @Override
    public Verification verify(String session, VerifyProgress progress) {
        return store.verify(session, progress);
    }

    @Override
    public void close() {
        store.close();
    }
}
