package dev.podd.lsp;

import dev.podd.jsonrpc.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What requests of one connection wait for before they reach their Pods: files, prompts of MCP servers and diagnostics that
 * make up an input. A later request for the same Pod can have that given up. Safe on every thread.
 */
final class Preparations {
    private final Map<String, State> pods = new HashMap<>(); // guarded by this

    /** Of one Pod, whose requests come one after the other. */
    private static final class State {
        private @Nullable Thread preparing;
        private boolean isGivenUp;
        /** Later requests that do not wait for it. */
        private int impatient;

        private boolean isOver() {
            return preparing == null && impatient == 0;
        }
    }

    /**
     * Prepares an input; called by one request for a Pod at a time.
     *
     * @return empty when it was given up
     */
    <T> Optional<T> prepared(String pod, Reply.Wait<T> work) throws InterruptedException {
        begin(pod);
        try {
            Optional<T> done = Optional.ofNullable(work.await());
            var _ = end(pod);
            return done;
        } catch (InterruptedException | RuntimeException stopped) {
            if (end(pod)) {
                return Optional.empty();
            }
            throw stopped;
        }
    }

    private synchronized void begin(String pod) {
        State state = pods.computeIfAbsent(pod, _ -> new State());
        state.preparing = Thread.currentThread();
        state.isGivenUp = state.impatient > 0;
        if (state.isGivenUp) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it was given up; then the interrupt is over. */
    private synchronized boolean end(String pod) {
        State state = pods.get(pod);
        if (state == null) {
            return false;
        }
        state.preparing = null;
        forget(pod, state);
        if (state.isGivenUp) {
            var _ = Thread.interrupted();
        }
        return state.isGivenUp;
    }

    /**
     * Gives up what is prepared for a Pod, now and until the result is run. Returns at once.
     *
     * @return to be run once
     */
    synchronized Runnable giveUp(String pod) {
        State state = pods.computeIfAbsent(pod, _ -> new State());
        state.impatient++;
        Thread preparing = state.preparing;
        if (preparing != null && !state.isGivenUp) {
            state.isGivenUp = true;
            preparing.interrupt();
        }
        return () -> patientAgain(pod, state);
    }

    private synchronized void patientAgain(String pod, State state) {
        state.impatient--;
        forget(pod, state);
    }

    private void forget(String pod, State state) {
        if (state.isOver()) {
            pods.remove(pod, state);
        }
    }
}
