package dev.podd.jsonrpc;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/** Requests to the peer, each paired with its answer. */
final class Questions {
    private final Cancellation cancellation;
    private final MessageCodec codec;
    private final Outbox outbox;
    private final AtomicLong asked = new AtomicLong();
    private final ConcurrentMap<String, CompletableFuture<@Nullable JsonElement>> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Questions(Cancellation cancellation, MessageCodec codec, Outbox outbox) {
        this.cancellation = cancellation;
        this.codec = codec;
        this.outbox = outbox;
    }

    /**
     * Waits for the answer; when interrupted or out of time, tells the peer to forget the question, or does not send it any
     * more.
     *
     * @param limit null for no limit
     */
    <R> @Nullable R ask(String method, Object params, Class<R> result, @Nullable Duration limit)
            throws InterruptedException {
        String id = Long.toString(asked.incrementAndGet());
        EncodedMessage question = EncodedMessage.question(request(id, method, params), method, codec);
        CompletableFuture<@Nullable JsonElement> answer = opened(id);
        try {
            outbox.addLast(question);
            return decoded(limit == null ? answer.get() : answer.get(limit.toMillis(), TimeUnit.MILLISECONDS), method,
                    result);
        } catch (InterruptedException e) {
            giveUp(id, question);
            throw e;
        } catch (TimeoutException e) {
            giveUp(id, question);
            throw new RpcException(RpcException.REQUEST_CANCELLED, "no answer to " + method + " within " + limit);
        } catch (CancellationException e) {
            throw new ConnectionClosedException(method);
        } catch (ExecutionException e) {
            throw refusal(e);
        } finally {
            open.remove(id);
        }
    }

    /** Waits for the answer, interrupted or not. */
    <R> @Nullable R askToEnd(String method, Object params, Class<R> result) {
        String id = Long.toString(asked.incrementAndGet());
        CompletableFuture<@Nullable JsonElement> answer = opened(id);
        try {
            outbox.addLast(EncodedMessage.question(request(id, method, params), method, codec));
            return decoded(answer.join(), method, result);
        } catch (CancellationException e) {
            throw new ConnectionClosedException(method);
        } catch (CompletionException e) {
            throw refusal(e);
        } finally {
            open.remove(id);
        }
    }

    private CompletableFuture<@Nullable JsonElement> opened(String id) {
        CompletableFuture<@Nullable JsonElement> answer = new CompletableFuture<>();
        open.put(id, answer);
        if (closed) {
            answer.cancel(false);
        }
        return answer;
    }

    private <R> @Nullable R decoded(@Nullable JsonElement tree, String method, Class<R> result) {
        try {
            return tree == null ? null : codec.decode(tree, result);
        } catch (Problem e) {
            throw new RpcException(RpcException.INVALID_REQUEST, "answer to " + method + ": " + e.getMessage());
        }
    }

    private static RuntimeException refusal(Exception failed) {
        return failed.getCause() instanceof RpcException refusal ? refusal : new IllegalStateException(failed);
    }

    /** Questions that are given up do not pile up for a peer that does not read. */
    private void giveUp(String id, EncodedMessage question) {
        if (!outbox.takeBack(question)) {
            outbox.addLast(cancel(id));
        }
    }

    /** Numbers later questions from here on; a number is never given twice. */
    void numberFrom(long last) {
        asked.accumulateAndGet(last, Math::max);
    }

    /** Takes an answer; false when nothing was asked under its id. */
    boolean answered(ResponseMessage message) {
        CompletableFuture<@Nullable JsonElement> answer = message.getRawId() == null ? null : open.get(message.getId());
        if (answer == null) {
            return false;
        }
        ResponseError error = message.getError();
        if (error == null) {
            answer.complete((JsonElement) message.getResult());
        } else {
            answer.completeExceptionally(new RpcException(error.getCode(), error.getMessage()));
        }
        return true;
    }

    /** Fails open requests and later ones with {@link ConnectionClosedException}. */
    void close() {
        closed = true;
        open.values().forEach(answer -> answer.cancel(false));
    }

    private static Message request(String id, String method, Object params) {
        RequestMessage request = new RequestMessage();
        request.setId(id);
        request.setMethod(method);
        request.setParams(params);
        return request;
    }

    private Message cancel(String id) {
        JsonObject params = new JsonObject();
        params.addProperty(cancellation.id(), id);
        NotificationMessage cancel = new NotificationMessage();
        cancel.setMethod(cancellation.method());
        cancel.setParams(params);
        return cancel;
    }
}
