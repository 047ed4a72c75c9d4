package dev.podd.jsonrpc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the writer, in two lanes: answers, which overtake, and everything else in order. A {@link Stream} has
 * one place in its lane for all that it has to give by then. Nobody waits here but the writer.
 */
final class Outbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    /** These four are guarded by the lock, which is also held while a stream is asked. */
    private final Deque<Message> answers = new ArrayDeque<>();
    private final Deque<Waiting> others = new ArrayDeque<>();
    private final Set<Stream> streams = new HashSet<>();
    private boolean closed;

    /** Ahead of all that is not an answer. */
    void addFirst(Message message) {
        locked(() -> answers.add(message));
    }

    /** Behind all that was added before, and all that streams had by then. */
    void addLast(Message message) {
        locked(() -> others.add(new Waiting.One(message)));
    }

    /** Runs something that adds several things, with nobody else's between them. It returns at once. */
    void together(Runnable additions) {
        locked(additions);
    }

    /** The stream has something to give as notifications of a method. */
    void wake(String method, Stream stream) {
        locked(() -> {
            if (streams.add(stream)) {
                others.add(new Waiting.Many(method, stream));
            }
        });
    }

    /** Waits for the next message; null when closed and all are taken. */
    @Nullable Message take() throws InterruptedException {
        lock.lock();
        try {
            Message next = poll();
            while (next == null && !closed) {
                filled.await();
                next = poll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** The next message, or null when there is none now. */
    @Nullable Message poll() {
        lock.lock();
        try {
            return answers.isEmpty() ? pollOthers() : answers.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what is in it can still be taken. */
    void close() {
        locked(() -> closed = true);
    }

    private @Nullable Message pollOthers() {
        while (true) {
            switch (others.peek()) {
                case null -> {
                    return null;
                }
                case Waiting.One one -> {
                    others.remove();
                    return one.message();
                }
                case Waiting.Many many -> {
                    Object params = many.stream().next();
                    if (params != null) {
                        return notification(many.method(), params);
                    }
                    others.remove();
                    streams.remove(many.stream());
                }
            }
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            if (!closed) {
                change.run();
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    static NotificationMessage notification(String method, Object params) {
        NotificationMessage notification = new NotificationMessage();
        notification.setMethod(method);
        notification.setParams(params);
        return notification;
    }

    /** A place in the lane. */
    private sealed interface Waiting {
        record One(Message message) implements Waiting {}

        record Many(String method, Stream stream) implements Waiting {}
    }
}
