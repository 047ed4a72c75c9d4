package dev.podd.buffer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The documents that an editor has open. Changed by the editor's reader thread, in the order in which it says so; read
 * by everybody, who gets snapshots. A document is found by its URI exactly as the editor spells it.
 */
public final class Buffers {
    private final ConcurrentMap<String, Document> open = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Opens a document; one that is open already is replaced, since editors do say so twice. */
    public void open(Document document) {
        open.put(document.uri(), document);
        tell();
    }

    /** Changes an open document; false when it is not open. */
    public boolean change(String uri, int version, List<Change> changes, PositionEncoding encoding) {
        boolean isOpen = open.computeIfPresent(uri, (same, before) -> before.changed(version, changes, encoding))
                != null;
        tell();
        return isOpen;
    }

    /** Closes a document; false when it is not open. */
    public boolean close(String uri) {
        boolean wasOpen = open.remove(uri) != null;
        tell();
        return wasOpen;
    }

    /** A document as it is now. */
    public Optional<Document> find(String uri) {
        return Optional.ofNullable(open.get(uri));
    }

    /** All that are open now. */
    public Collection<Document> all() {
        return List.copyOf(open.values());
    }

    /**
     * Waits until a document is another than {@code seen}.
     *
     * @return as it is then; after {@code limit} as it was; empty when it is not open any more
     */
    public Optional<Document> awaitOther(Document seen, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (open.get(seen.uri()) == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
            return find(seen.uri());
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
