package dev.podd.jsonrpc;

/** Writes down failures that should not happen. */
@FunctionalInterface
public interface FaultLog {
    /**
     * Logs a failure.
     *
     * @param where what failed: a method's name
     * @return what the peer is told, with an id under which the log has more
     */
    String log(String where, Throwable failure);
}
