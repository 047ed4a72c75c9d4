package dev.podd.jsonrpc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for the writer, in two lanes: answers, which overtake, and everything else in order. A
 * {@link Stream} that was woken has a place in the second lane for all that it has when something is added behind it;
 * what it has later gets a new place, so that one busy stream does not hold up the others. Nobody waits here but the writer, and requests that
 * may have large answers, before they begin, while the peer has not read enough of the answers before.
 */
final class Outbox {
    static final long MAX_ANSWER_BYTES = 16L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    /** These three are guarded by the lock, which is also held while a stream is asked. */
    private final Deque<Message> answers = new ArrayDeque<>();
    private final Deque<Waiting> others = new ArrayDeque<>();
    private boolean closed;
    private long answerBytes; // guarded by the lock; bytes of encoded answers that wait

    /** Ahead of all that is not an answer. */
    void addFirst(Message message) {
        locked(() -> {
            answers.add(message);
            answerBytes += bytes(message);
        });
    }

    /** Behind all that was added before, and all that streams had by then. */
    void addLast(Message message) {
        locked(() -> {
            queue(new Waiting.One(message));
            answerBytes += bytes(message);
        });
    }

    /** Takes back a message that was added last; false when the writer has it already. */
    boolean takeBack(Message message) {
        lock.lock();
        try {
            boolean isHere = others.removeIf(each -> each instanceof Waiting.One(Message waiting)
                    && waiting == message);
            if (isHere) {
                taken(message);
                openLast();
            }
            return isHere;
        } finally {
            lock.unlock();
        }
    }

    /** With nothing behind it, a stream's place is for all that comes. */
    private void openLast() {
        if (others.peekLast() instanceof Waiting.Many many) {
            many.upTo = Long.MAX_VALUE;
        }
    }

    /** Runs something that adds several things, with nobody else's between them. It returns at once. */
    void together(Runnable additions) {
        locked(additions);
    }

    /** The stream has something to give as notifications of a method. */
    void wake(String method, Stream stream) {
        locked(() -> {
            boolean hasPlace = others.peekLast() instanceof Waiting.Many many && many.stream == stream;
            if (!hasPlace && !isExtended(stream)) {
                queue(new Waiting.Many(method, stream));
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
            Message next = answers.isEmpty() ? pollOthers() : answers.poll();
            if (next != null) {
                taken(next);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until fewer than {@value #MAX_ANSWER_BYTES} bytes of answers wait for the writer, or this is closed. */
    void awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            while (answerBytes >= MAX_ANSWER_BYTES && !closed) {
                drained.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what is in it can still be taken. */
    void close() {
        locked(() -> {
            closed = true;
            drained.signalAll();
        });
    }

    private void taken(Message message) {
        if (message instanceof EncodedMessage) {
            answerBytes -= bytes(message);
            drained.signalAll();
        }
    }

    private static long bytes(Message message) {
        return message instanceof EncodedMessage answer ? answer.body().length : 0;
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
                    Object params = many.stream.next(many.upTo);
                    if (params != null) {
                        return notification(many.method, params);
                    }
                    others.remove();
                }
            }
        }
    }

    /** Adds a place; a stream just before it keeps its own for what it has by now. */
    private void queue(Waiting next) {
        if (others.peekLast() instanceof Waiting.Many many) {
            many.upTo = many.stream.last();
        }
        others.add(next);
    }

    /**
     * A stream has at most two places with nothing but streams behind the second: the first is taken in turn with those of
     * others, and the second has all that comes later. So alternating streams make no places without end.
     */
    private boolean isExtended(Stream stream) {
        Waiting.Many last = null;
        for (Iterator<Waiting> all = others.descendingIterator(); all.hasNext();) {
            if (!(all.next() instanceof Waiting.Many many)) {
                return false;
            }
            if (many.stream == stream && last != null) {
                last.upTo = stream.last();
                return true;
            }
            last = many.stream == stream ? many : last;
        }
        return false;
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

        /** All that a stream has up to a number, which may grow while this waits. */
        final class Many implements Waiting {
            private final String method;
            private final Stream stream;
            private long upTo = Long.MAX_VALUE; // guarded by the lock

            private Many(String method, Stream stream) {
                this.method = method;
                this.stream = stream;
            }
        }
    }
}
