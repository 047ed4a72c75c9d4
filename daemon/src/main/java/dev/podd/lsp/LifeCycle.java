package dev.podd.lsp;

import dev.podd.jsonrpc.RpcException;
import java.util.Set;

/** How far a connection is between {@code initialize} and {@code exit}. Changed by the reader thread only. */
final class LifeCycle {
    private static final int NOT_INITIALIZED = -32002;

    /** What is said to the process rather than to an editor's server, and the last word. */
    private static final Set<String> ALWAYS = Set.of("exit", "$/attach", "daemon/status", "daemon/stop", "command/run",
            "command/interrupt");

    private Phase phase = Phase.NEW;
    private volatile boolean isProper = true;

    private enum Phase {
        NEW, OPEN, SHUT_DOWN
    }

    /** @throws RpcException when the method may not be called now */
    void admit(String method) {
        if (ALWAYS.contains(method)) {
            return;
        }
        boolean isFirst = method.equals("initialize");
        switch (phase) {
            case NEW -> {
                if (!isFirst) {
                    throw new RpcException(NOT_INITIALIZED, method + " came before initialize");
                }
            }
            case OPEN -> {
                if (isFirst) {
                    throw new RpcException(RpcException.INVALID_REQUEST, "initialize came twice");
                }
            }
            case SHUT_DOWN -> throw new RpcException(RpcException.INVALID_REQUEST, method + " came after shutdown");
        }
    }

    void open() {
        phase = Phase.OPEN;
    }

    void shutDown() {
        phase = Phase.SHUT_DOWN;
    }

    void exit() {
        isProper = phase == Phase.SHUT_DOWN;
    }

    /** Whether it ended as it should: not by an exit that no shutdown came before. */
    boolean isProper() {
        return isProper;
    }
}
