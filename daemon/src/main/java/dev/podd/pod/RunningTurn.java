package dev.podd.pod;

import dev.podd.item.TurnOutcome;
import dev.podd.turn.Bugs;
import dev.podd.turn.Turn;
import dev.podd.turn.TurnEnd;
import dev.podd.usage.Usage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A turn on its own virtual thread, and those who wait for its end. */
public final class RunningTurn {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private final AtomicBoolean isCancelled = new AtomicBoolean();
    private volatile @Nullable TurnResult result;

    /** @param whenDone told on the turn's thread, after its last event */
    RunningTurn(String pod, Turn turn, Function<Turn, TurnEnd> way, Bugs bugs, Consumer<TurnEnd> whenDone) {
        thread = Thread.ofVirtual().name("turn-" + pod).unstarted(() -> whenDone.accept(ended(way, turn, bugs)));
    }

    /** Whatever happens, a turn that began ends, and whoever waits for it is told. */
    private static TurnEnd ended(Function<Turn, TurnEnd> way, Turn turn, Bugs bugs) {
        try {
            return way.apply(turn);
        } catch (RuntimeException | Error bug) {
            return new TurnEnd(TurnOutcome.ERROR, bugs.report("the end of a turn", bug), null, Usage.ZERO, 0);
        }
    }

    void start() {
        thread.start();
    }

    /** Once is enough: a second interrupt would only disturb the ending. */
    void cancel() {
        if (isCancelled.compareAndSet(false, true)) {
            thread.interrupt();
        }
    }

    void end(TurnResult how) {
        result = how;
        ended.countDown();
    }

    /**
     * Waits for the end. An interrupt cancels the turn.
     *
     * @throws InterruptedException the caller was interrupted; the turn is over by then
     */
    public TurnResult await() throws InterruptedException {
        try {
            ended.await();
            return over();
        } catch (InterruptedException cancelled) {
            cancel();
            awaitWhatever();
            if (over().outcome() == TurnOutcome.CANCELLED) {
                throw cancelled;
            }
            return over();
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
