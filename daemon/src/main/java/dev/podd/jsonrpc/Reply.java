package dev.podd.jsonrpc;

import org.jspecify.annotations.Nullable;

/**
 * What a handler hands back: an answer, or the wait for one.
 *
 * @param behindEvents the answer goes out after all notifications sent before it; otherwise it overtakes them
 * @param sent         run as the answer is put on its way: what it sends comes right behind it; it returns at once
 */
public record Reply<R>(Wait<R> result, boolean behindEvents, Runnable sent) {
    /** Waits for a result. */
    @FunctionalInterface
    public interface Wait<R> {
        @Nullable R await() throws InterruptedException;
    }

    public static <R> Reply<R> now(@Nullable R result) {
        return new Reply<>(() -> result, false, () -> {});
    }

    /** The request is accepted, and answered when the wait is over, behind all events until then. */
    public static <R> Reply<R> later(Wait<R> result) {
        return new Reply<>(result, true, () -> {});
    }

    public Reply<R> then(Runnable afterwards) {
        return new Reply<>(result, behindEvents, afterwards);
    }
}
