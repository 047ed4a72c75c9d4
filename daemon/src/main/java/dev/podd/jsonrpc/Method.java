package dev.podd.jsonrpc;

import java.util.function.Consumer;

/** A method that the peer may call: its name, its types, how it is answered. */
public sealed interface Method<P> {
    String name();

    /** A record. */
    Class<P> params();

    /** {@code result} is a record, or Void for null. */
    record Request<P, R>(String name, Class<P> params, Class<R> result, Order order, Handler<P, R> handler)
            implements Method<P> {}

    /** Always {@link Order#CONNECTION}: {@code handler} runs on the reader and never waits. */
    record Notification<P>(String name, Class<P> params, Consumer<P> handler) implements Method<P> {}
}
