package dev.podd.pod;

import dev.podd.item.TurnOutcome;
import dev.podd.turn.Bugs;
import dev.podd.turn.Turn;
import dev.podd.turn.TurnEnd;
import dev.podd.usage.Usage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A turn on its own virtual thread, and those who wait for its end. */
public final class RunningTurn {
    private static final Duration NEAR_END = Duration.ofSeconds(5);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private final long eventsBefore;
    private final AtomicBoolean isCancelled = new AtomicBoolean();
    private final CountDownLatch hooksEnded = new CountDownLatch(1);
    private boolean isOver; // guarded by this; the thread runs on_abort hooks at most
    private boolean skipsAbortHooks; // guarded by this
    private volatile @Nullable TurnResult result;

    /** @param whenDone called on the turn's thread, after its last event and before its on_abort hooks run */
    RunningTurn(String pod, Turn turn, Function<Turn, TurnEnd> way, Bugs bugs, long eventsBefore,
            Consumer<TurnEnd> whenDone) {
        this.eventsBefore = eventsBefore;
        thread = Thread.ofVirtual().name("turn-" + pod).unstarted(() -> {
            try {
                TurnEnd end = ended(way, turn, bugs);
                whenDone.accept(end);
                if (mayRunAbortHooks()) {
                    turn.runAbortHooks(end);
                }
            } finally {
                hooksEnded.countDown();
            }
        });
    }

    /** Number of the Pod's last event before this turn: who wants what happens in it watches from there. */
    public long eventsBefore() {
        return eventsBefore;
    }

    /** Forgets a cancel of the turn, which must not stop the hooks that hear of it. */
    private synchronized boolean mayRunAbortHooks() {
        Thread.interrupted();
        isOver = true;
        return !skipsAbortHooks;
    }

    /** Stops the on_abort hooks; called when the turn has ended. */
    synchronized void stopAbortHooks() {
        skipsAbortHooks = true;
        if (isOver) {
            thread.interrupt();
        }
    }

    /** Waits until the on_abort hooks have run. An interrupt stops them. */
    public void awaitAbortHooks() throws InterruptedException {
        try {
            hooksEnded.await();
        } catch (InterruptedException stop) {
            stopAbortHooks();
            throw stop;
        }
    }

    /** Whatever happens, a turn that began ends, and whoever waits for it is told. */
    private static TurnEnd ended(Function<Turn, TurnEnd> way, Turn turn, Bugs bugs) {
        try {
            return way.apply(turn);
        } catch (RuntimeException | Error bug) {
            if (bug instanceof VirtualMachineError && !(bug instanceof StackOverflowError)) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
            }
            return new TurnEnd(TurnOutcome.ERROR, bugs.report("the end of a turn", bug), null, Usage.ZERO, 0, null);
        }
    }

    /** A turn that was cancelled before starts interrupted. */
    void start() {
        thread.start();
        synchronized (this) {
            if (!isOver && isCancelled.get()) {
                thread.interrupt();
            }
        }
    }

    /** Interrupts the turn, once: a second interrupt would only disturb its ending. */
    public synchronized void cancel() {
        if (!isOver && isCancelled.compareAndSet(false, true)) {
            thread.interrupt();
        }
    }

    void end(TurnResult how) {
        result = how;
        ended.countDown();
    }

    /**
     * Waits for the end of the turn. An interrupt ends the wait; the turn goes on.
     *
     * @throws InterruptedException the caller was interrupted
     */
    public TurnResult await() throws InterruptedException {
        ended.await();
        return over();
    }

    /**
     * Waits for the end of a turn that the caller owns: an interrupt cancels the turn.
     *
     * @throws InterruptedException the caller was interrupted; the turn is over by then
     */
    public TurnResult awaitOrCancel() throws InterruptedException {
        try {
            return await();
        } catch (InterruptedException cancelled) {
            cancel();
            awaitWhatever();
            if (over().outcome() == TurnOutcome.CANCELLED) {
                throw cancelled;
            }
            return over();
        }
    }

    /** Waits for an end that is near, and never comes when the Pod is closed; an interrupt ends the wait. */
    void awaitNearEnd() {
        try {
            var _ = ended.await(NEAR_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitWhatever() {
        while (true) {
            try {
                ended.await();
                return;
            } catch (InterruptedException again) {
                cancel();
            }
        }
    }

    private TurnResult over() {
        TurnResult how = result;
        if (how == null) {
            throw new IllegalStateException("the turn runs still");
        }
        return how;
    }
}
