package dev.podd.jsonrpc;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with one peer, from the first message to the end of the stream. All of it may be called on every
 * thread, except {@link #ask}, which waits, on the reader's.
 */
public final class Connection {
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());
    /** How long the last answers may take to be written when the conversation ends. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final Framing framing;
    private final MessageCodec codec = new MessageCodec();
    private final Outbox outbox = new Outbox();
    private final Cancellation cancellation;
    private final Questions questions;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Set<Thread> helpers = ConcurrentHashMap.newKeySet();

    /** One that cancels as the language server protocol does. */
    public Connection(Framing framing) {
        this(framing, Cancellation.LSP);
    }

    public Connection(Framing framing, Cancellation cancellation) {
        this.framing = framing;
        this.cancellation = cancellation;
        this.questions = new Questions(cancellation, codec, outbox);
    }

    /** Talks until the stream ends or {@link #close} is called; what was answered by then has been written. */
    public void run(Door door) throws InterruptedException {
        Calls calls = new Calls(door, cancellation, codec, outbox);
        Writer writer = new Writer(outbox, codec, framing, this::close);
        Thread writing = Thread.ofPlatform().daemon().name("podd writer").start(writer::run);
        Thread.ofPlatform().daemon().name("podd reader").start(() -> read(calls, door));
        try {
            ended.await();
        } finally {
            close();
            calls.abandonAll();
            helpers.forEach(Thread::interrupt);
            writing.join(LAST_WORDS);
        }
    }

    /** Runs something on a thread of its own, which is interrupted when the conversation ends. */
    public void whileOpen(Runnable work) {
        Thread helper = Thread.ofVirtual().unstarted(() -> {
            try {
                work.run();
            } finally {
                helpers.remove(Thread.currentThread());
            }
        });
        helpers.add(helper);
        helper.start();
        if (closing.get()) {
            helper.interrupt();
        }
    }

    /**
     * Asks the peer and waits. When the thread is interrupted, the peer is told to forget it.
     *
     * @return null when the peer answers null
     * @throws RpcException              the peer refuses, or its answer does not fit
     * @throws ConnectionClosedException the peer is gone
     */
    public <R> @Nullable R ask(String method, Object params, Class<R> result) throws InterruptedException {
        return questions.ask(method, params, result, null);
    }

    /** Like {@link #ask(String, Object, Class)}, whether the thread is interrupted or not; an interrupt stays set. */
    public <R> @Nullable R askToEnd(String method, Object params, Class<R> result) {
        return questions.askToEnd(method, params, result);
    }

    /**
     * Like {@link #ask(String, Object, Class)}, for a limited time.
     *
     * @throws RpcException the peer refuses, its answer does not fit, or there is none in time
     */
    public <R> @Nullable R ask(String method, Object params, Class<R> result, Duration limit)
            throws InterruptedException {
        return questions.ask(method, params, result, limit);
    }

    /** Gives later questions numbers above this one. */
    public void numberQuestionsFrom(long last) {
        questions.numberFrom(last);
    }

    /** Tells the peer something, behind all that it was told before. */
    public void tell(String method, Object params) {
        outbox.addLast(Outbox.notification(method, params));
    }

    /** The stream has something to tell, as notifications of a method. */
    public void wake(String method, Stream stream) {
        outbox.wake(method, stream);
    }

    /** Ends the conversation: questions fail, requests are interrupted, nothing more is read. */
    public void close() {
        if (closing.compareAndSet(false, true)) {
            outbox.close();
            questions.close();
            ended.countDown();
        }
    }

    private void read(Calls calls, Door door) {
        try {
            while (!closing.get() && take(framing.read(), calls, door)) {}
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the peer sends no more", e);
        } catch (Error e) {
            Uncaught.report(e);
        } finally {
            close();
        }
    }

    private boolean take(Frame frame, Calls calls, Door door) {
        switch (frame) {
            case Frame.Body body -> take(body.bytes(), calls, door);
            case Frame.Broken broken -> refuse(new BadMessage(null, RpcException.INVALID_REQUEST, broken.reason()));
            case Frame.End end -> {
                return false;
            }
        }
        return true;
    }

    private void take(byte[] body, Calls calls, Door door) {
        try {
            JsonObject tree = codec.read(body);
            handle(Envelope.open(tree), tree, body.length, calls);
        } catch (BadMessage e) {
            refuse(e);
        } catch (RuntimeException e) {
            refuse(new BadMessage(null, RpcException.INTERNAL_ERROR, door.fault("a message", e)));
        }
    }

    private void handle(Message message, JsonObject tree, int bytes, Calls calls) {
        switch (message) {
            case RequestMessage request -> calls.request(request, bytes);
            case NotificationMessage notification -> calls.notification(notification);
            case ResponseMessage answer -> answered(answer, tree);
            default -> throw new IllegalStateException(message.getClass().getName());
        }
    }

    /** Unasked answers are passed over, lest two peers answer each other's errors for ever. */
    private void answered(ResponseMessage answer, JsonObject tree) {
        boolean isAnswer = tree.has("result") || tree.has("error");
        if (!questions.answered(answer) && !isAnswer) {
            throw new BadMessage(answer.getRawId(), RpcException.INVALID_REQUEST, "method: missing");
        }
    }

    private void refuse(BadMessage message) {
        outbox.addFirst(Answers.of(message.id(), message.error()));
    }
}
