package dev.podd.jsonrpc;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A door with a few methods, one for each way in which a request may go. */
final class TestDoor implements Door {
    record Text(String text) {}

    record Nothing() {}

    record Deep(@Nullable JsonText any) {}

    record InQueue(String queue, String text) implements Queued {}

    /** What handlers did, in order. */
    final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    /** Opened by the test to let "wait" go on. */
    final CountDownLatch gate = new CountDownLatch(1);

    @Override
    public List<Method<?>> methods() {
        return List.of(
                new Method.Request<>("echo", Text.class, Text.class, false, Order.FREE, Reply::now),
                new Method.Request<>("first", Text.class, Text.class, false, Order.CONNECTION, Reply::now),
                new Method.Request<>("deep", Deep.class, Deep.class, false, Order.FREE, Reply::now),
                new Method.Request<>("nothing", Nothing.class, Void.class, false, Order.FREE,
                        nothing -> Reply.now(null)),
                new Method.Request<>("wait", Nothing.class, Text.class, false, Order.FREE,
                        nothing -> Reply.now(waited())),
                new Method.Request<>("stubborn", Nothing.class, Text.class, false, Order.FREE,
                        nothing -> Reply.now(stubborn())),
                new Method.Request<>("turn", InQueue.class, Text.class, false, Order.QUEUED, this::turn),
                new Method.Request<>("bug", Nothing.class, Text.class, false, Order.FREE, nothing -> {
                    throw new IllegalStateException("secret of the house");
                }),
                new Method.Request<>("memory", Nothing.class, Text.class, false, Order.FREE, nothing -> {
                    throw new OutOfMemoryError("full");
                }),
                new Method.Request<>("large", Text.class, Text.class, false, Order.FREE, this::large),
                new Method.Request<>("refuse", Nothing.class, Text.class, false, Order.FREE, nothing -> {
                    throw new RpcException(-32011, "busy", new Text("more"));
                }),
                new Method.Notification<>("note", Text.class, note -> seen.add(note.text())));
    }

    @Override
    public void admit(String method) {
        if (method.equals("forbidden")) {
            throw new RpcException(-32002, "not yet");
        }
    }

    @Override
    public Optional<RpcException> refusal(Throwable failure) {
        return Optional.empty();
    }

    @Override
    public String fault(String where, Throwable failure) {
        seen.add(failure.toString());
        return "internal error in " + where;
    }

    private Reply<Text> large(Text text) {
        seen.add("large");
        return Reply.now(text);
    }

    private Reply<Text> turn(InQueue params) {
        seen.add("accepted " + params.text());
        return Reply.later(() -> {
            gate.await();
            return new Text("done " + params.text());
        });
    }

    private Text waited() throws InterruptedException {
        seen.add("waiting");
        try {
            gate.await();
        } catch (InterruptedException e) {
            seen.add("interrupted");
            throw e;
        }
        return new Text("waited");
    }

    /** Is interrupted and answers all the same. */
    private Text stubborn() {
        seen.add("waiting");
        try {
            gate.await();
        } catch (InterruptedException e) {
            seen.add("interrupted");
        }
        return new Text("never mind");
    }
}
