package dev.podd.pod;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs the messages of a Pod one after the other on one virtual thread, the only thread that changes the Pod's state.
 * Its queue is bounded by its senders: each caller of {@link #ask} waits for its own message, and {@link #post} is used
 * for the end of a turn and the end of a compaction, of which there is one at a time. Events and cancels do not pass
 * through here.
 */
final class Mailbox {
    private final String pod;
    private final ExecutorService thread;

    Mailbox(String pod) {
        this.pod = pod;
        this.thread = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("pod-" + pod).factory());
    }

    /** Queues a message and returns at once; on a closed Pod it is dropped. */
    void post(Runnable message) {
        try {
            thread.execute(message);
        } catch (RejectedExecutionException closed) {
            // the Pod is closed; nobody waits for the message
        }
    }

    /**
     * Queues a message and waits for its result; an interrupt does not end the wait. What the message throws is thrown
     * here.
     *
     * @throws PodException.PodNotFound the Pod is closed
     */
    <T> T ask(Callable<T> question) {
        try {
            return Uninterrupted.get(thread.submit(question));
        } catch (RejectedExecutionException closed) {
            throw new PodException.PodNotFound(pod);
        }
    }

    /** Accepts nothing more; what was queued before still runs. */
    void close() {
        thread.shutdown();
    }

    /** Waits on through interrupts, and restores the thread's interrupt status. */
    private static final class Uninterrupted {
        static <T> T get(Future<T> future) {
            boolean wasInterrupted = false;
            try {
                while (true) {
                    try {
                        return future.get();
                    } catch (InterruptedException later) {
                        wasInterrupted = true;
                    } catch (ExecutionException e) {
                        switch (e.getCause()) {
                            case RuntimeException failure -> throw failure;
                            case Error failure -> throw failure;
                            case null, default -> throw new IllegalStateException(e.getCause());
                        }
                    }
                }
            } finally {
                if (wasInterrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
