package dev.podd.jsonrpc;

import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A stream of states of which only the newest counts: at most one waits for the peer, and a newer one is joined with it. So
 * a peer that does not read makes nothing grow. Safe on every thread.
 */
public final class Newest<T> implements Stream {
    private final Connection connection;
    private final String method;
    private final BinaryOperator<T> join;
    private @Nullable T waiting; // guarded by this
    private long last; // guarded by this

    /**
     * @param method of the notifications whose params the states are
     * @param join   makes one of a state that waits and a newer one; called under a lock, returns at once
     */
    public Newest(Connection connection, String method, BinaryOperator<T> join) {
        this.connection = connection;
        this.method = method;
        this.join = join;
    }

    /** Tells the peer a state, at the place of the one that waits if there is one. Returns at once. */
    public void tell(T state) {
        if (isFirst(state)) {
            connection.wake(method, this);
        }
    }

    /** Whether none waited. */
    private synchronized boolean isFirst(T state) {
        T before = waiting;
        waiting = before == null ? state : join.apply(before, state);
        last += before == null ? 1 : 0;
        return before == null;
    }

    /** What waits is not told any more. */
    public synchronized void drop() {
        waiting = null;
    }

    @Override
    public synchronized long last() {
        return last;
    }

    @Override
    public synchronized @Nullable Object next(long upTo) {
        T next = last <= upTo ? waiting : null;
        if (next != null) {
            waiting = null;
        }
        return next;
    }
}
