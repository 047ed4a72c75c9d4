package dev.podd.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Two sessions whose names have the same hash, so that a map keeps them in one place. */
final class OpenSessionsTest {
    private static final String ONE = "Aa";
    private static final String OTHER = "BB";

    private final OpenSessions open = new OpenSessions();
    private final CountDownLatch isMoving = new CountDownLatch(1);
    private final CountDownLatch mayMove = new CountDownLatch(1);

    @Test
    void aDiskThatHangsWhileASessionIsMovedHoldsUpNoOther() throws InterruptedException, ExecutionException {
        assertThat(ONE.hashCode()).isEqualTo(OTHER.hashCode());
        FutureTask<Boolean> moving = begin(() -> open.whileClosed(ONE, this::move));
        isMoving.await();
        begin(() -> open.whileClosed(OTHER, mayMove::countDown)).get();
        moving.get();
    }

    @Test
    void whoWouldMoveTheSameWaitsForTheFirst() throws InterruptedException, ExecutionException {
        FutureTask<Boolean> first = begin(() -> open.whileClosed(ONE, this::move));
        isMoving.await();
        FutureTask<Boolean> second = begin(() -> open.whileClosed(ONE, () -> assertThat(first.isDone()
                || mayMove.getCount() == 0).isTrue()));
        assertThat(open.isOpen(ONE)).isFalse();
        mayMove.countDown();
        second.get();
        first.get();
    }

    private void move() {
        isMoving.countDown();
        try {
            mayMove.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FutureTask<Boolean> begin(Runnable work) {
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }
}
