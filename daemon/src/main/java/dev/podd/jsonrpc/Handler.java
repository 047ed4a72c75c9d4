package dev.podd.jsonrpc;

/** Answers one method's requests; interrupted when the peer cancels. */
@FunctionalInterface
public interface Handler<P, R> {
    Reply<R> handle(P params) throws InterruptedException;
}
