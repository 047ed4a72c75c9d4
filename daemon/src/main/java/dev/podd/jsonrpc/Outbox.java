package dev.podd.jsonrpc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for the writer, in two lanes: answers, which overtake, and everything else in order. Only whoever
 * sends {@link Streamed} notifications ever waits here, and only while the peer does not read.
 */
final class Outbox {
    private static final int MAX_STREAMED = 512;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    /** These four guarded by lock. */
    private final Deque<Message> answers = new ArrayDeque<>();
    private final Deque<Message> others = new ArrayDeque<>();
    private final Map<Object, NotificationMessage> lastOfStream = new HashMap<>();
    private boolean closed;

    /** Ahead of all that is not an answer. */
    void addFirst(Message message) {
        add(answers, message);
    }

    /** Behind all that was added before. */
    void addLast(Message message) {
        add(others, message);
    }

    /** Behind all that was added before, or joined with its neighbour; waits while there are too many. */
    void stream(NotificationMessage message, Streamed<?> params) {
        lock.lock();
        try {
            NotificationMessage last = lastOfStream.get(params.stream());
            Optional<?> joined = last == null ? Optional.empty() : joined(last.getParams(), params);
            if (joined.isPresent() && last != null) {
                last.setParams(joined.get());
                return;
            }
            while (others.size() >= MAX_STREAMED && !closed) {
                emptied.await();
            }
            addStreamed(message, params);
        } catch (InterruptedException e) {
            addStreamed(message, params);
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next message; null when closed and all are taken. */
    @Nullable Message take() throws InterruptedException {
        lock.lock();
        try {
            while (answers.isEmpty() && others.isEmpty() && !closed) {
                filled.await();
            }
            Message next = answers.isEmpty() ? others.poll() : answers.poll();
            if (next instanceof NotificationMessage sent && sent.getParams() instanceof Streamed<?> params) {
                lastOfStream.remove(params.stream(), sent);
            }
            emptied.signalAll();
            return next;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return answers.isEmpty() && others.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what is in it can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(Deque<Message> lane, Message message) {
        lock.lock();
        try {
            if (!closed) {
                lane.add(message);
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void addStreamed(NotificationMessage message, Streamed<?> params) {
        add(others, message);
        lastOfStream.put(params.stream(), message);
    }

    private static <T extends Streamed<T>> Optional<?> joined(Object last, Streamed<T> next) {
        @SuppressWarnings("unchecked")
        T before = (T) last;
        @SuppressWarnings("unchecked")
        T after = (T) next;
        return before.joined(after);
    }
}
