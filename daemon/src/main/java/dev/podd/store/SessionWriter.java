package dev.podd.store;

import dev.podd.log.Head;
import dev.podd.log.LogException;
import dev.podd.log.StoreFailedException;
import dev.podd.log.StoreFailedException.Reason;
import dev.podd.log.StoredEntry;
import dev.podd.store.Group.Request;
import dev.podd.store.SummaryFile.Summary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes to a session's folder; no caller can interrupt it. Accepted entries are gathered for up to 25
 * ms and committed together. {@link #write} commits its entries and all accepted ones, and waits for the commit. Accepted
 * entries that cannot be written stay queued and are tried again with the next request. A lack of memory is reported to the
 * thread's handler of uncaught exceptions, which ends the process, and the thread goes on, so that the store can be closed.
 */
final class SessionWriter {
    private static final long GATHERING = TimeUnit.MILLISECONDS.toNanos(25);
    /** How many entries may wait before an append has to wait too. */
    private static final int MOST_WAITING = 10_000;
    /** How many bytes of entries and blobs may wait before an append has to wait too. */
    private static final long MOST_BYTES = 8 << 20;

    private final String session;
    private final DurableLog log;
    private final Duration patience;
    private final Thread thread;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Map<String, NewBlob> blobs = new LinkedHashMap<>(); // guarded by lock
    private final List<StoredEntry> accepted = new ArrayList<>(); // guarded by lock
    private @Nullable Request request; // guarded by lock
    private @Nullable Summary summary; // guarded by lock
    private long waitingBytes; // guarded by lock; of accepted and blobs
    private long due; // guarded by lock; when what waits has to be written

    private volatile @Nullable LogException failure;
    /** Whether a caller timed out while the thread was writing, and the thread has not finished that since. */
    private volatile boolean isStuck;
    private volatile @Nullable Long checkpointBytes;

    /** @param checkpointBytes on the disk; null where they are not counted */
    SessionWriter(String session, DurableLog log, @Nullable Long checkpointBytes, Duration patience) {
        this.checkpointBytes = checkpointBytes;
        this.session = session;
        this.log = log;
        this.patience = patience;
        this.thread = Thread.ofPlatform().daemon().name("session-" + session).unstarted(this::run);
    }

    /** Starts the thread, which opens the environment first; callers do not wait for that. */
    void start() {
        thread.start();
    }

    /** Whether an append has to wait for the disk whatever its durability. */
    boolean isBehind() {
        return failure != null || isStuck || isFull();
    }

    /** Whether so much waits that it has to be written before more is taken. */
    boolean isFull() {
        return locked(() -> accepted.size() > MOST_WAITING || waitingBytes > MOST_BYTES);
    }

    /** Takes entries that are on the disk within 50 ms. */
    void accept(List<StoredEntry> entries) {
        locked(() -> {
            long more = bytes(entries);
            boolean isAdded = accepted.addAll(entries);
            waitingBytes += more;
            expectMore(accepted.size() == entries.size() && blobs.isEmpty());
            return isAdded;
        });
    }

    void putBlob(String hash, NewBlob blob) {
        locked(() -> {
            boolean isFirst = accepted.isEmpty() && blobs.isEmpty();
            boolean isNew = blobs.putIfAbsent(hash, blob) == null;
            waitingBytes += isNew ? blob.bytes().length : 0;
            expectMore(isFirst);
            return isNew;
        });
    }

    private static long bytes(List<StoredEntry> entries) {
        return entries.stream().mapToLong(each -> each.text().remaining()).sum();
    }

    /** A blob that is not on the disk yet; null for all others. */
    byte @Nullable [] waitingBlob(String hash) {
        NewBlob waiting = this.<@Nullable NewBlob>locked(() -> blobs.get(hash));
        return waiting == null ? null : waiting.bytes();
    }

    /** Bytes of the checkpoints that are on the disk; null where they are not counted. */
    @Nullable Long checkpointBytes() {
        return checkpointBytes;
    }

    /** What a list is to show of the session; written when there is nothing else to do. */
    void summarise(Summary newest) {
        locked(() -> {
            summary = newest;
            work.signal();
            return newest;
        });
    }

    /**
     * Writes these entries and all that waits. One caller at a time.
     *
     * @throws LogException they are not written; what waited still waits
     */
    void write(List<StoredEntry> entries) {
        request(new Request(entries, false));
    }

    /** Writes what waits and ends the thread. */
    void close() {
        request(new Request(List.of(), true));
    }

    /** Done when the thread has let go of the folder. */
    CompletableFuture<@Nullable Void> ended() {
        return ended;
    }

    private void request(Request mine) {
        boolean isHopeless = locked(() -> {
            boolean isRefused = (isStuck && !mine.isLast()) || ended.isDone();
            if (!isRefused) {
                request = mine;
                work.signal();
            }
            return isRefused || isStuck;
        });
        if (isHopeless) {
            throw stuck();
        }
        try {
            PrivateThreads.uninterrupted(mine.done(), patience);
        } catch (ExecutionException e) {
            throw Faults.again(e);
        } catch (TimeoutException e) {
            giveUp(mine);
        }
    }

    /** Withdraws a request that timed out: the thread skips it, or takes its entries back, unless they were just committed. */
    private void giveUp(Request mine) {
        boolean isGivenUp = locked(() -> {
            isStuck = mine.done().completeExceptionally(stuck());
            request = isStuck && mine.equals(request) && !mine.isLast() ? null : request;
            return isStuck;
        });
        if (isGivenUp) {
            throw stuck();
        }
        try {
            mine.done().getNow(null);
        } catch (CompletionException failed) {
            throw Faults.again(new ExecutionException(failed.getCause()));
        }
    }

    private LogException stuck() {
        return new StoreFailedException(Reason.OTHER, "session " + session + " cannot be written: the disk has not"
                + " answered for " + patience.toMillis() + " ms", null);
    }

    private void expectMore(boolean isFirst) {
        if (isFirst) {
            due = System.nanoTime() + GATHERING;
            work.signal();
        }
    }

    private <T extends @Nullable Object> T locked(Supplier<T> change) {
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            failure = tried(log::ready);
            Group group;
            do {
                group = next();
                write(group);
            } while (!group.isLast());
        } catch (Throwable fault) {
            Faults.report(fault);
        } finally {
            locked(() -> {
                Request waiting = request;
                return ended.complete(null) && waiting != null && waiting.done().completeExceptionally(stuck());
            });
        }
    }

    private Group next() {
        Group group = null;
        while (group == null) {
            Summary newest = summaryOrWork();
            if (newest != null) {
                reported(() -> log.summarise(newest));
            }
            group = locked(this::dueGroup);
        }
        return group;
    }

    /** Waits until there is something to do; a summary is handed out, the rest left. */
    private @Nullable Summary summaryOrWork() {
        lock.lock();
        try {
            isStuck = false;
            while (summary == null && request == null && !isDue()) {
                if (isWaiting()) {
                    work.awaitNanos(due - System.nanoTime());
                } else {
                    work.await();
                }
            }
            Summary newest = summary;
            summary = null;
            return newest;
        } catch (InterruptedException e) {
            throw new IllegalStateException("a thread that nobody knows was interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Group dueGroup() {
        if (request == null && !isDue()) {
            return null;
        }
        Group group = new Group(Map.copyOf(blobs), List.copyOf(accepted), request);
        request = null;
        return group;
    }

    private boolean isDue() {
        return isWaiting() && System.nanoTime() - due >= 0;
    }

    /** After a failure nothing is tried again until somebody asks for it. */
    private boolean isWaiting() {
        return failure == null && !(accepted.isEmpty() && blobs.isEmpty());
    }

    private void write(Group group) {
        Head before = log.head();
        long written = bytes(group.accepted()) + NewBlob.bytes(group.blobs());
        LogException fault = tried(() -> log.commit(group.entries(), group.blobs()));
        if (fault == null) {
            Long counted = log.checkpointBytes();
            checkpointBytes = counted == null ? checkpointBytes : counted;
            locked(() -> {
                accepted.subList(0, group.accepted().size()).clear();
                waitingBytes -= written;
                return blobs.keySet().removeAll(group.blobs().keySet());
            });
        }
        failure = fault;
        if (group.isLast()) {
            finish(group, fault);
        } else if (!group.answer(fault) && fault == null) {
            log.takeBack(group.accepted().isEmpty() ? before : RawEntry.headOf(group.accepted().getLast()));
        } else if (fault == null && !group.entries().isEmpty()) {
            reported(log::keepApart);
        }
        isStuck = false;
    }

    private void finish(Group group, @Nullable LogException fault) {
        if (fault == null && !group.entries().isEmpty()) {
            reported(log::keepApart);
        }
        LogException last = tried(this::end);
        ended.complete(null);
        group.answer(fault != null && !group.entries().isEmpty() ? fault : last);
    }

    private void end() throws Exception {
        Summary newest = locked(() -> summary);
        if (newest != null) {
            reported(() -> log.summarise(newest));
        }
        log.close();
    }

    private interface Step {
        void run() throws Exception;
    }

    /** What kept a step from being done, null when it is done. Xodus throws Errors too. */
    private @Nullable LogException tried(Step step) {
        try {
            step.run();
            return null;
        } catch (Throwable fault) {
            Faults.reportIfFatal(fault);
            log.abandon(fault);
            return Faults.writing("session " + session, fault);
        }
    }

    /** A step that the session's entries do not need; what it throws must not end the thread. */
    private static void reported(Runnable step) {
        try {
            step.run();
        } catch (Throwable fault) {
            Faults.report(fault);
        }
    }
}
