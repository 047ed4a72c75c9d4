package dev.podd.jsonrpc;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.jspecify.annotations.Nullable;

/** Dispatches the peer's requests and notifications: finds the method, decodes its params, runs its handler, answers. */
final class Calls {
    /** What a request takes beside the bytes of its message: its thread, its place in a queue. */
    private static final int REQUEST_BYTES = 4 << 10;
    /** The most bytes of requests that are not answered yet. */
    private static final long MAX_BYTES = Framing.MAX_BYTES;

    private static final System.Logger LOG = System.getLogger(Calls.class.getName());

    private final Door door;
    private final Cancellation cancellation;
    private final Map<String, Method<?>> methods;
    private final MessageCodec codec;
    private final Outbox outbox;
    private final Lanes lanes = new Lanes();
    private final AtomicLong unanswered = new AtomicLong();
    private final ConcurrentMap<Either<String, String>, Call> running = new ConcurrentHashMap<>();

    Calls(Door door, Cancellation cancellation, MessageCodec codec, Outbox outbox) {
        this.door = door;
        this.cancellation = cancellation;
        this.methods = door.methods().stream().collect(Collectors.toMap(Method::name, Function.identity()));
        this.codec = codec;
        this.outbox = outbox;
    }

    /**
     * Called on the reader; returns at once.
     *
     * @param bytes length of the message
     */
    void request(RequestMessage request, int bytes) {
        Call call = new Call(request, outbox, codec);
        try {
            door.admit(request.getMethod());
            if (!(methods.get(request.getMethod()) instanceof Method.Request<?, ?> method)) {
                throw new RpcException(RpcException.METHOD_NOT_FOUND, "no method " + request.getMethod());
            }
            begin(call, key(request.getRawId()), method, request.getParams(), reserve(request.getMethod(), bytes));
        } catch (RuntimeException e) {
            fail(call, e);
        }
    }

    /**
     * Counts the bytes of a request until it is answered.
     *
     * @return takes them off again
     * @throws RpcException others take so much memory already that there is none for this one
     */
    private Runnable reserve(String method, int bytes) {
        int taken = bytes + REQUEST_BYTES;
        long before = unanswered.getAndAdd(taken);
        if (before > 0 && before + taken > MAX_BYTES) {
            unanswered.addAndGet(-taken);
            throw new RpcException(RpcException.INVALID_REQUEST, method + " of " + bytes + " bytes came while requests"
                    + " of " + before + " bytes are not answered yet; the limit is " + MAX_BYTES
                    + " bytes: send it again when they are");
        }
        return () -> unanswered.addAndGet(-taken);
    }

    /** Called on the reader; returns when the notification had its effect. */
    void notification(NotificationMessage notification) {
        try {
            if (notification.getMethod().equals(cancellation.method())) {
                cancel(notification.getParams());
                return;
            }
            door.admit(notification.getMethod());
            if (methods.get(notification.getMethod()) instanceof Method.Notification<?> method) {
                take(method, notification.getParams());
            }
        } catch (RpcException | Problem | BadMessage e) {
            LOG.log(Level.WARNING, notification.getMethod() + " was passed over: " + e.getMessage());
        } catch (RuntimeException e) {
            door.fault(notification.getMethod(), e);
        }
    }

    /** Interrupts all that wait for a result; turns go on. */
    void abandonAll() {
        running.values().forEach(Call::abandon);
    }

    private <P, R> void begin(Call call, Either<String, String> id, Method.Request<P, R> method,
            @Nullable Object tree, Runnable done) {
        P params;
        try {
            params = params(method, tree);
        } catch (RuntimeException e) {
            done.run();
            throw e;
        }
        switch (method.order()) {
            case CONNECTION -> {
                answer(call, method, params, () -> {});
                done.run();
            }
            case FREE -> start(call, id, () -> answerWhenThereIsRoom(call, method, params), done);
            case QUEUED -> {
                Lanes.Place place = lanes.enter(((Queued) params).queue());
                Runnable waited = method.ahead().apply(params);
                start(call, id, () -> answerInTurn(call, method, params, place, waited), done);
            }
        }
    }

    private void start(Call call, Either<String, String> id, Runnable work, Runnable done) {
        running.put(id, call);
        call.start(() -> {
            try {
                work.run();
            } finally {
                running.remove(id, call);
                done.run();
            }
        });
    }

    /** Methods of the other orders have small answers, and a cancel must not wait for what the peer reads. */
    private <P, R> void answerWhenThereIsRoom(Call call, Method.Request<P, R> method, P params) {
        try {
            outbox.awaitRoom();
            answer(call, method, params, () -> {});
        } catch (InterruptedException e) {
            fail(call, e);
        }
    }

    private <P, R> void answerInTurn(Call call, Method.Request<P, R> method, P params, Lanes.Place place,
            Runnable waited) {
        try {
            try {
                place.await();
            } finally {
                waited.run();
            }
            answer(call, method, params, place::leave);
        } catch (InterruptedException e) {
            fail(call, e);
        } finally {
            place.leave();
        }
    }

    /** @param accepted run between the request's acceptance and the wait for its result */
    private <P, R> void answer(Call call, Method.Request<P, R> method, P params, Runnable accepted) {
        try {
            Reply<R> reply = method.handler().handle(params);
            accepted.run();
            if (reply.behindEvents()) {
                call.goBehindEvents();
            }
            if (reply.cancel() != null) {
                call.cancelBy(reply.cancel());
            }
            R result = reply.result().await();
            if (call.isCancelled() || !call.answer(result, reply.sent())) {
                reply.dropped().run();
                call.answerCancelled();
            }
        } catch (Throwable e) {
            fail(call, e);
            Uncaught.reportIfFatal(e);
        }
    }

    private void fail(Call call, Throwable failure) {
        switch (failure) {
            case Throwable any when call.isCancelled() -> call.answerCancelled();
            case RpcException refusal -> call.refuse(refusal);
            case Problem problem -> call.refuse(
                    new RpcException(RpcException.INVALID_PARAMS, String.valueOf(problem.getMessage())));
            default -> call.refuse(door.refusal(failure).orElseGet(
                    () -> new RpcException(RpcException.INTERNAL_ERROR, door.fault(call.method(), failure))));
        }
    }

    private <P> void take(Method.Notification<P> method, @Nullable Object tree) {
        method.handler().accept(params(method, tree));
    }

    /** Absent params and an empty list stand for an empty object; a list of one object for that object. */
    private <P> P params(Method<P> method, @Nullable Object tree) {
        JsonElement given = tree instanceof JsonElement element ? element : new JsonObject();
        if (given.isJsonArray() && given.getAsJsonArray().size() <= 1) {
            given = given.getAsJsonArray().isEmpty() ? new JsonObject() : given.getAsJsonArray().get(0);
        }
        if (!given.isJsonObject()) {
            throw new RpcException(RpcException.INVALID_PARAMS, "params: an object is due");
        }
        return codec.decode(given, method.params());
    }

    private void cancel(@Nullable Object params) {
        Either<String, Number> id = params instanceof JsonObject tree ? Envelope.id(tree.get(cancellation.id()))
                : null;
        Call call = id == null ? null : running.get(key(id));
        if (call != null) {
            call.cancel();
        }
    }

    /** A key under which numbers are told apart by their text, and from strings: 1 is not "1". */
    private static Either<String, String> key(Either<String, Number> id) {
        return id.isLeft() ? Either.forLeft(id.getLeft()) : Either.forRight(id.getRight().toString());
    }
}
