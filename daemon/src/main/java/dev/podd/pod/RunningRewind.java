package dev.podd.pod;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A rewind on its own virtual thread, and those who wait for its end. */
public final class RunningRewind {
    private final FutureTask<Rewound> work;
    private final Thread thread;

    RunningRewind(String pod, Callable<Rewound> work) {
        this.work = new FutureTask<>(work);
        this.thread = Thread.ofVirtual().name("rewind-" + pod).unstarted(this.work);
    }

    void start() {
        thread.start();
    }

    /**
     * Interrupts it: before it is recorded, nothing happens; after that, the files that are not done yet stay as they
     * are. Returns at once.
     */
    public void cancel() {
        thread.interrupt();
    }

    /**
     * Waits for its end. An interrupt ends the wait; the rewind goes on.
     *
     * @throws CancellationException it was cancelled, and nothing has changed
     */
    public Rewound await() throws InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case InterruptedException cancelled -> throw cancelled(cancelled);
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static CancellationException cancelled(InterruptedException cause) {
        CancellationException cancelled = new CancellationException("the rewind was cancelled; nothing has changed");
        cancelled.initCause(cause);
        return cancelled;
    }

    /** Waits for its end, through interrupts, which stay set. */
    void awaitWhatever() {
        boolean wasInterrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException later) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
