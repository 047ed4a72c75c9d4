package dev.podd.jsonrpc;

import java.util.function.Consumer;

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
     */
    record Request<P, R>(String name, Class<P> params, Class<?> result, boolean isList, Order order,
            Handler<P, R> handler) implements Method<P> {}

    /** Always {@link Order#CONNECTION}: {@code handler} runs on the reader and never waits. */
    record Notification<P>(String name, Class<P> params, Consumer<P> handler) implements Method<P> {}
}
