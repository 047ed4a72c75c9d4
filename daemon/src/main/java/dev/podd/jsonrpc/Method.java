package dev.podd.jsonrpc;

import java.util.function.Consumer;
import java.util.function.Function;

/** A method that the peer may call: its name, its types, how it is answered. */
public sealed interface Method<P> {
    String name();

    /** A record. */
    Class<P> params();

    /**
     * Something that is answered.
     *
     * @param result a record, or Void for null
     * @param isList whether the answer is a list of such
     * @param ahead  with {@link Order#QUEUED}: called on the reader before the request waits for those before it; never
     *               waits. What it returns is run when the wait is over
     */
    record Request<P, R>(String name, Class<P> params, Class<?> result, boolean isList, Order order,
            Handler<P, R> handler, Function<P, Runnable> ahead) implements Method<P> {
        /** One that does nothing ahead. */
        public Request(String name, Class<P> params, Class<?> result, boolean isList, Order order,
                Handler<P, R> handler) {
            this(name, params, result, isList, order, handler, _ -> () -> {});
        }
    }

    /** Always {@link Order#CONNECTION}: {@code handler} runs on the reader and never waits. */
    record Notification<P>(String name, Class<P> params, Consumer<P> handler) implements Method<P> {}
}
