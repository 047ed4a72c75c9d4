package dev.podd.jsonrpc;

import org.jspecify.annotations.Nullable;

/**
 * What a handler returns: a result, or the wait for one.
 *
 * @param behindEvents the answer goes out after all notifications sent before it; otherwise it overtakes them
 * @param sent         run as the answer is queued: what it sends comes right behind the answer; it returns at once
 * @param dropped      run instead of {@code sent} when the request was cancelled, so that the peer does not get the
 *                     result: undoes what the handler did
 * @param cancel       run when the peer cancels the request: ends what is waited for, and with it the wait; null to
 *                     interrupt the wait. The end of the connection always interrupts the wait, and nothing else
 */
public record Reply<R>(Wait<R> result, boolean behindEvents, Runnable sent, Runnable dropped,
        @Nullable Runnable cancel) {
    /** Waits for a result. */
    @FunctionalInterface
    public interface Wait<R> {
        @Nullable R await() throws InterruptedException;
    }

    public static <R> Reply<R> now(@Nullable R result) {
        return new Reply<>(() -> result, false, () -> {}, () -> {}, null);
    }

    /** The request is accepted, and answered when the wait is over, behind all events until then. */
    public static <R> Reply<R> later(Wait<R> result) {
        return new Reply<>(result, true, () -> {}, () -> {}, null);
    }

    public Reply<R> then(Runnable afterwards) {
        return new Reply<>(result, behindEvents, afterwards, dropped, cancel);
    }

    /** The same reply, with what undoes the request when the peer does not get its result. */
    public Reply<R> orElse(Runnable undo) {
        return new Reply<>(result, behindEvents, sent, undo, cancel);
    }

    /** The same reply, with what ends that which is waited for. */
    public Reply<R> cancelledBy(Runnable end) {
        return new Reply<>(result, behindEvents, sent, dropped, end);
    }
}
