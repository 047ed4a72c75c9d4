package dev.podd.pod;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** What a Pod is told, one message after the other, on one virtual thread. The only way to touch a Pod's state. */
final class Mailbox {
    private final String pod;
    private final ExecutorService thread;

    Mailbox(String pod) {
        this.pod = pod;
        this.thread = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("pod-" + pod).factory());
    }

    /** Hands a message over and returns at once; a closed Pod is told nothing. */
    void post(Runnable message) {
        try {
            thread.execute(message);
        } catch (RejectedExecutionException closed) {
            // the Pod is gone, and with it whoever wanted to know
        }
    }

    /**
     * Hands a message over and waits for its answer, which comes at once; what it throws is thrown here.
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

    /** Takes nothing more; what was posted before is still done. */
    void close() {
        thread.shutdown();
    }

    /** Waits whatever happens; an interrupt is kept for later. */
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
                        throw e.getCause() instanceof RuntimeException failure ? failure
                                : new IllegalStateException(e.getCause());
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
