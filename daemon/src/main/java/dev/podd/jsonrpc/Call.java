package dev.podd.jsonrpc;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/** One request of the peer's, answered exactly once. */
final class Call {
    /** How long a handler may take to notice that it was cancelled; then the peer is answered without it. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final RequestMessage request;
    private final Outbox outbox;
    private final MessageCodec codec;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile boolean cancelled;
    private volatile boolean behindEvents;
    private volatile @Nullable Thread worker;
    private @Nullable Runnable end; // guarded by this

    Call(RequestMessage request, Outbox outbox, MessageCodec codec) {
        this.request = request;
        this.outbox = outbox;
        this.codec = codec;
    }

    String method() {
        return request.getMethod();
    }

    /** Starts the thread that will answer. */
    void start(Runnable work) {
        Thread thread = Thread.ofVirtual().name(request.getMethod() + " " + request.getId()).unstarted(work);
        worker = thread;
        thread.start();
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Stops the work; the answer says so once it has stopped. */
    void cancel() {
        Thread thread = worker;
        synchronized (this) {
            cancelled = true;
            if (end != null) {
                end.run();
            } else if (thread != null) {
                thread.interrupt();
            }
        }
        if (thread != null) {
            Thread.startVirtualThread(() -> answerAfterGrace(thread));
        }
    }

    /** Interrupts the wait for the result, of which nobody will hear; what is waited for goes on. */
    void abandon() {
        cancelled = true;
        Thread thread = worker;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /**
     * From here on a cancel runs this instead of an interrupt; a cancel that came before runs it now. Called by the worker.
     *
     * @param stop returns at once
     */
    synchronized void cancelBy(Runnable stop) {
        end = stop;
        if (cancelled && Thread.interrupted()) {
            stop.run();
        }
    }

    /** From here on every answer goes out behind the events sent before it. */
    void goBehindEvents() {
        behindEvents = true;
    }

    /**
     * Sends the result, unless the request was answered before.
     *
     * @param sent what it sends comes right behind the answer; it returns at once
     * @return whether the result was sent
     */
    boolean answer(@Nullable Object result, Runnable sent) {
        return send(Answers.of(request.getRawId(), result), sent);
    }

    void refuse(RpcException refusal) {
        send(Answers.of(request.getRawId(), refusal), () -> {});
    }

    void answerCancelled() {
        refuse(new RpcException(RpcException.REQUEST_CANCELLED, method() + " was cancelled"));
    }

    private void answerAfterGrace(Thread thread) {
        try {
            if (!thread.join(GRACE)) {
                answerCancelled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean send(ResponseMessage answer, Runnable sent) {
        if (!answered.compareAndSet(false, true)) {
            return false;
        }
        EncodedMessage encoded = EncodedMessage.of(answer, method(), codec);
        outbox.together(() -> {
            if (behindEvents) {
                outbox.addLast(encoded);
            } else {
                outbox.addFirst(encoded);
            }
            sent.run();
        });
        return true;
    }
}
