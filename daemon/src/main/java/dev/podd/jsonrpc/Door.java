package dev.podd.jsonrpc;

import java.util.List;
import java.util.Optional;

/** What a connection asks of the side that answers. */
public interface Door {
    /** All that the peer may call. */
    List<Method<?>> methods();

    /**
     * Called on the reader for each request and notification before anything else is looked at.
     *
     * @throws RpcException when it is not allowed now: the request's answer; a notification is passed over
     */
    void admit(String method);

    /** The error that is the answer to a request that failed so; empty when it should not have happened. */
    Optional<RpcException> refusal(Throwable failure);

    /**
     * Logs a failure that {@link #refusal} does not know, and returns what the peer is told of it.
     *
     * @param where the method that failed
     */
    String fault(String where, Throwable failure);
}
