package dev.podd.buffer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The documents that an editor has open. Changed by the editor's reader thread, in the order in which it says so; read
 * by everybody, who gets snapshots. A document is found by its URI exactly as the editor spells it.
 */
public final class Buffers {
    private final Clock clock;
    private final ConcurrentMap<String, Buffer> open = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    public Buffers(Clock clock) {
        this.clock = clock;
    }

    /** Opens a document; one that is open already is replaced, since editors do say so twice. */
    public void open(Document document) {
        open.put(document.uri(), new Buffer(document, changes.incrementAndGet(), clock.instant(), false,
                Instant.EPOCH));
        tell();
    }

    /** Gives an open document another text; false when it is not open. */
    public boolean update(Document document) {
        boolean isOpen = open.computeIfPresent(document.uri(), (uri, before) -> new Buffer(document,
                changes.incrementAndGet(), before.settledAt(), true, clock.instant())) != null;
        tell();
        return isOpen;
    }

    /** The file of an open document holds its text now. */
    public void saved(String uri) {
        open.computeIfPresent(uri, (same, now) -> new Buffer(now.document(), now.lastChange(), clock.instant(), false,
                now.typedAt()));
    }

    /** Closes a document; false when it is not open. */
    public boolean close(String uri) {
        boolean wasOpen = open.remove(uri) != null;
        tell();
        return wasOpen;
    }

    /** A document as it is now. */
    public Optional<Document> find(String uri) {
        return Optional.ofNullable(open.get(uri)).map(Buffer::document);
    }

    /** All that are open now, the one that changed last first. */
    public List<Buffer> all() {
        return open.values().stream().sorted(Comparator.comparingLong(Buffer::lastChange).reversed()).toList();
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
            while (find(seen.uri()).filter(now -> now == seen).isPresent() && left > 0) {
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
