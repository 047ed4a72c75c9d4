package dev.podd.turn;

import dev.podd.compaction.Plan;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One compaction on its way: first its summary is made, on a thread of its own, then it waits for a gap between two
 * requests in which it takes hold. Safe on every thread.
 */
public final class Compaction {
    private final long epoch;
    private final Plan plan;
    private final boolean isBackground;
    private final long before;
    private final CountDownLatch summarised = new CountDownLatch(1);
    private final AtomicReference<CountDownLatch> answered = new AtomicReference<>(new CountDownLatch(1));
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();
    private volatile long filesRoom;
    private volatile @Nullable String summary;
    private volatile @Nullable End released;
    private volatile @Nullable Thread thread;
    private volatile boolean isClaimed;
    /** Callers that asked for it by hand and still wait; guarded by the {@link Compactions}. */
    private int askers;
    /** Whether the Pod itself needs it, whoever asks; guarded by the {@link Compactions}. */
    private boolean isNeeded;

    /** What became of a compaction. */
    public sealed interface End {
        /** It took hold, or there was nothing to summarise: then both numbers of tokens are the same. */
        record Done(String segment, long before, long after) implements End {}

        record Failed(String reason) implements End {}
    }

    /** @param before tokens of the context that is to be shortened */
    Compaction(long epoch, Plan plan, boolean isBackground, long before) {
        this.epoch = epoch;
        this.plan = plan;
        this.isBackground = isBackground;
        this.before = before;
    }

    long epoch() {
        return epoch;
    }

    Plan plan() {
        return plan;
    }

    boolean isBackground() {
        return isBackground;
    }

    long filesRoom() {
        return filesRoom;
    }

    long before() {
        return before;
    }

    /** The summary that waits for its gap; null while there is none, or when it is all over. */
    @Nullable String ready() {
        return end.get() == null ? summary : null;
    }

    /** Whether its summary is ready; it is then about to take hold. */
    boolean claim() {
        isClaimed = ready() != null;
        return isClaimed;
    }

    boolean isClaimed() {
        return isClaimed;
    }

    /** @param work makes the summary, and tells {@link #summarised} or {@link #end} */
    void start(Runnable work) {
        Thread worker = Thread.ofVirtual().name("compaction").unstarted(() -> {
            try {
                work.run();
            } finally {
                summarised.countDown();
            }
        });
        thread = worker;
        worker.start();
    }

    /** @param roomForFiles tokens that files may have beside it */
    void summarised(String text, long roomForFiles) {
        filesRoom = roomForFiles;
        summary = text;
        summarised.countDown();
    }

    /** The first word about the end counts. */
    void end(End how) {
        if (end.compareAndSet(null, how)) {
            summarised.countDown();
            answered.get().countDown();
        }
    }

    void asked() {
        askers++;
    }

    void needed() {
        isNeeded = true;
    }

    /** Whether one caller less leaves nobody who wants it. */
    boolean isUnwantedWithoutOne() {
        askers--;
        return askers <= 0 && !isNeeded;
    }

    /** Answers whoever waits, though the summary may take hold later. */
    void release(String why) {
        released = new End.Failed(why);
        answered.get().countDown();
    }

    /** Stops whoever makes the summary. */
    void interrupt() {
        Thread worker = thread;
        if (worker != null) {
            worker.interrupt();
        }
    }

    /** Returns when the summary is there, or will never be. */
    void awaitSummary() throws InterruptedException {
        summarised.await();
    }

    /** Waits for the end. */
    public End await() throws InterruptedException {
        while (true) {
            answered.get().await();
            End how = end.get() == null ? released : end.get();
            if (how != null) {
                return how;
            }
        }
    }

    /** Whoever waits from here on waits for what becomes of it, whatever those before were told. */
    void join() {
        if (released != null && end.get() == null) {
            released = null;
            answered.set(new CountDownLatch(1));
        }
        if (end.get() != null) {
            answered.get().countDown();
        }
    }

    @Nullable End how() {
        return end.get();
    }
}
