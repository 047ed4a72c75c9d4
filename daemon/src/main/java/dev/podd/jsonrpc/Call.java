package dev.podd.jsonrpc;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/** One request of the peer's, answered exactly once. */
final class Call {
    /** How long a handler may take to notice that it was cancelled; then the peer is answered without it. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final RequestMessage request;
    /** Takes the answer, and whether it goes behind the events. */
    private final BiConsumer<ResponseMessage, Boolean> out;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile boolean cancelled;
    private volatile boolean behindEvents;
    private volatile @Nullable Thread worker;

    Call(RequestMessage request, BiConsumer<ResponseMessage, Boolean> out) {
        this.request = request;
        this.out = out;
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
        cancelled = true;
        Thread thread = worker;
        if (thread != null) {
            thread.interrupt();
            Thread.startVirtualThread(() -> answerAfterGrace(thread));
        }
    }

    /** From here on every answer goes out behind the events sent before it. */
    void goBehindEvents() {
        behindEvents = true;
    }

    void answer(@Nullable Object result) {
        send(Answers.of(request.getRawId(), result));
    }

    void refuse(RpcException refusal) {
        send(Answers.of(request.getRawId(), refusal));
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

    private void send(ResponseMessage answer) {
        if (answered.compareAndSet(false, true)) {
            out.accept(answer, behindEvents);
        }
    }
}
