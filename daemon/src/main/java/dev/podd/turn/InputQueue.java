package dev.podd.turn;

import dev.podd.item.Item;
import dev.podd.log.Entry;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What the person says while a turn runs (semantics 4.9). An input that was taken is on the disk, and waits until it
 * enters a request or the person takes it back: it outlives a cancel, a failure and the process, and then enters before
 * the first request of the next turn. Safe on every thread.
 */
public final class InputQueue {
    private enum Gate {
        CLOSED,
        /** A turn begins; its own input comes first. */
        AWAITED, OPEN
    }

    private final Journal journal;
    private final ConversationCell conversation;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Gate gate = Gate.CLOSED; // guarded by lock

    public InputQueue(Journal journal, ConversationCell conversation) {
        this.journal = journal;
        this.conversation = conversation;
    }

    /** A turn begins: whoever offers an input waits until it can be taken. */
    public void await() {
        set(Gate.AWAITED);
    }

    /** Takes an input, on the disk when this returns; false when no turn runs that it could enter. */
    public boolean offer(Item.Message input) {
        lock.lock();
        try {
            while (gate == Gate.AWAITED) {
                changed.awaitUninterruptibly();
            }
            if (gate == Gate.OPEN) {
                journal.recordNow(new Entry.InputQueued(input));
            }
            return gate == Gate.OPEN;
        } finally {
            lock.unlock();
        }
    }

    /** Takes back those that wait and that are meant, and says which they were. */
    public List<Item.Message> takeBack(Predicate<Item.Message> meant) {
        lock.lock();
        try {
            List<Item.Message> waiting = conversation.get().queued().stream().filter(meant).toList();
            if (!waiting.isEmpty()) {
                journal.recordNow(new Entry.InputsDropped(waiting.stream().map(Item.Message::id).toList()));
            }
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** The turn can take inputs from here on. */
    void open() {
        set(Gate.OPEN);
    }

    /** The turn is over, whatever waits. */
    public void close() {
        set(Gate.CLOSED);
    }

    /** Whether no turn runs, or the one that runs takes nothing more because it ends. */
    public boolean isClosed() {
        lock.lock();
        try {
            return gate == Gate.CLOSED;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing waits, so that the turn may end; nothing is taken from then on. */
    boolean closeIfEmpty() {
        lock.lock();
        try {
            if (!conversation.get().queued().isEmpty()) {
                return false;
            }
            set(Gate.CLOSED);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Moves what waits to the end of the conversation. */
    void enter(Consumer<Item.Message> listener) {
        if (conversation.get().queued().isEmpty()) {
            return;
        }
        lock.lock();
        try {
            for (Item.Message each : conversation.get().queued()) {
                journal.recordSoon(new Entry.InjectedItem(each, Entry.InjectedItem.STEERED));
                listener.accept(each);
            }
        } finally {
            lock.unlock();
        }
    }

    private void set(Gate next) {
        lock.lock();
        try {
            gate = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
