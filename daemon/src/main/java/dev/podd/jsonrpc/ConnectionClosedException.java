package dev.podd.jsonrpc;

/** The peer is gone, and with it the answer to what it was asked. */
public final class ConnectionClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConnectionClosedException(String method) {
        super("the connection ended before " + method + " was answered");
    }
}
