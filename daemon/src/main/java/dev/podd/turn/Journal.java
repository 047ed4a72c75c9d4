package dev.podd.turn;

import dev.podd.event.Event;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.Head;
import dev.podd.log.HeadMovedException;
import dev.podd.log.Origin;
import dev.podd.log.SessionLog;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session log as one Pod writes it: it knows the head that it wrote last, and goes on in a fork of the session when
 * another writer has moved that head (semantics 6.4). Safe on every thread of a turn.
 */
public final class Journal {
    /** One writer at a time: the head of an append is the result of the one before. */
    private final ReentrantLock order = new ReentrantLock();
    private final Supplier<SessionLog> forks;
    private final Supplier<Conversation> conversation;
    private final Consumer<Event> events;
    private SessionLog log; // guarded by order
    private Head head; // guarded by order

    /**
     * @param forks        makes the log of a new session in the same workspace
     * @param conversation what a fork begins with
     */
    public Journal(SessionLog log, Supplier<SessionLog> forks, Supplier<Conversation> conversation,
            Consumer<Event> events) {
        this.log = log;
        this.head = log.head();
        this.forks = forks;
        this.conversation = conversation;
        this.events = events;
    }

    /** The session that is written to now. */
    public String session() {
        return locked(() -> log.session());
    }

    /** On the disk when this returns. */
    public void recordNow(Entry... entries) {
        record(List.of(entries), Durability.NOW);
    }

    /** On the disk within 50 ms. */
    public void recordSoon(Entry... entries) {
        record(List.of(entries), Durability.SOON);
    }

    /** Opens the first segment, or the next one after a prompt that could not be rendered. */
    public void begin(Entry.SegmentStart start) {
        locked(() -> {
            head = log.startSegment(head, start, List.of());
            return head;
        });
    }

    /** Keeps bytes in the store; their hash, or null for none. */
    public @Nullable String blob(byte @Nullable [] bytes) {
        return bytes == null ? null : locked(() -> log.putBlob(bytes));
    }

    private void record(List<Entry> entries, Durability durability) {
        locked(() -> {
            try {
                head = log.append(head, entries, durability);
            } catch (HeadMovedException moved) {
                fork();
                head = log.append(head, entries, durability);
            }
            return head;
        });
    }

    private void fork() {
        Conversation past = conversation.get();
        String from = log.session();
        SessionLog fork = forks.get();
        head = fork.startSegment(fork.head(),
                new Entry.SegmentStart(past.systemPrompt(), past.renderFailed(), past.settings(), past.history(),
                        past.usage(), past.turns(), new Origin(from, head.segment(), head.entry()), null, null),
                List.of());
        log = fork;
        events.accept(new Event.SessionForked(from, fork.session()));
    }

    private <T> T locked(Supplier<T> work) {
        order.lock();
        try {
            return work.get();
        } finally {
            order.unlock();
        }
    }
}
