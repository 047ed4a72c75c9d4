package dev.podd.terminal;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The only thread that writes to the screen and reads from the prompt; other threads submit tasks to it. */
final class ShowThread implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);

    private final TurnView view;
    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("podd-terminal").factory());
    private final Future<?> ticking;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    ShowThread(TurnView view) {
        this.view = view;
        this.ticking = thread.scheduleAtFixedRate(() -> guarded(TurnView::tick), TICK.toMillis(), TICK.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** A task that waits for the person. */
    @FunctionalInterface
    interface Asking<T> {
        T ask(TurnView view) throws InterruptedException;
    }

    /** Returns at once; does nothing once this is closed. */
    void tell(Consumer<TurnView> what) {
        try {
            thread.execute(() -> guarded(what));
        } catch (RejectedExecutionException closed) {
            // an event that was published while the turn ended; nobody is shown it any more
        }
    }

    /** Runs the task and waits for its result; an interrupt of the caller cancels it. */
    <T> T ask(Asking<T> question) throws InterruptedException {
        Future<T> answer = thread.submit(() -> question.ask(view));
        try {
            return answer.get();
        } catch (InterruptedException withdrawn) {
            answer.cancel(true);
            throw withdrawn;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e.getCause());
        }
    }

    /** Waits until every task has run, and throws the first exception of one. */
    @Override
    public void close() {
        ticking.cancel(false);
        thread.close();
        RuntimeException bug = failure.get();
        if (bug != null) {
            throw bug;
        }
    }

    private void guarded(Consumer<TurnView> what) {
        try {
            what.accept(view);
        } catch (RuntimeException bug) {
            failure.compareAndSet(null, bug);
        }
    }
}
