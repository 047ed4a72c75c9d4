package dev.podd.turn;

import dev.podd.event.Event;
import dev.podd.item.Item;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Blobs;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.Head;
import dev.podd.log.HeadMovedException;
import dev.podd.log.Origin;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionPoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The session log as one Pod writes it: it knows the head that it wrote last, and goes on in a fork of the session when
 * another writer has moved that head (semantics 6.4). Safe on every thread of a turn.
 */
public final class Journal {
    /** One writer at a time: the head of an append is the result of the one before. */
    private final ReentrantLock order = new ReentrantLock();
    private final Supplier<SessionLog> forks;
    private final ConversationCell conversation;
    private final Consumer<Event> events;
    private volatile String session;
    private SessionLog log; // guarded by order
    private Head head; // guarded by order
    private long epoch; // guarded by order

    /**
     * @param forks        makes the log of a new session in the same workspace
     * @param conversation changed together with what is recorded of it; what a fork begins with
     */
    public Journal(SessionLog log, Supplier<SessionLog> forks, ConversationCell conversation,
            Consumer<Event> events) {
        this.log = log;
        this.session = log.session();
        this.head = log.head();
        this.forks = forks;
        this.conversation = conversation;
        this.events = events;
    }

    /** The session that is written to now. */
    public String session() {
        return session;
    }

    /** On the disk when this returns. */
    public void recordNow(Entry... entries) {
        record(List.of(entries), Durability.NOW, same -> same);
    }

    /** On the disk within 50 ms. */
    public void recordSoon(Entry... entries) {
        record(List.of(entries), Durability.SOON, same -> same);
    }

    /** On the disk when this returns; the conversation changes with it, or neither does. */
    public void recordNow(Entry entry, UnaryOperator<Conversation> change) {
        record(List.of(entry), Durability.NOW, change);
    }

    /** On the disk within 50 ms; the conversation changes with it, or neither does. */
    public void recordSoon(Entry entry, UnaryOperator<Conversation> change) {
        record(List.of(entry), Durability.SOON, change);
    }

    /** Opens the first segment, or the next one after a prompt that could not be rendered. */
    public void begin(Entry.SegmentStart start, UnaryOperator<Conversation> change) {
        locked(() -> {
            withFork(() -> log.startSegment(head, start, List.of()));
            return conversation.update(change);
        });
    }

    /** Counts how often another history took the place of the one there was; what is made of one holds for it alone. */
    long epoch() {
        return locked(() -> epoch);
    }

    /** The number of the segment that is written to now, within its session. */
    String segmentNumber() {
        return locked(() -> head.segment());
    }

    /**
     * Opens the segment in which another, shorter history goes on, in one transaction.
     *
     * @param expected the epoch that the change was made for; nothing happens when it is over
     * @param outcome of the last turn, as the new segment shall know it
     * @return whether it happened
     */
    boolean compact(long expected, @Nullable TurnOutcome outcome, UnaryOperator<Conversation> change) {
        return locked(() -> {
            if (epoch != expected) {
                return false;
            }
            Conversation next = change.apply(conversation.get());
            Entry.SegmentStart start = outcome == null ? next.start() : next.ended(outcome).start();
            withFork(() -> log.startSegment(head,
                    start.compactedFrom(new Origin(log.session(), head.segment(), head.entry())), List.of()));
            conversation.update(before -> next);
            epoch++;
            return true;
        });
    }

    /** Records that a file is about to change, its contents with it; on the disk when this returns. */
    public void recordFileChange(String call, Path file, byte @Nullable [] before, byte @Nullable [] after) {
        locked(() -> withFork(() -> log.append(head,
                List.of(new Entry.FileChange(call, file.toString(), blob(before), blob(after))), Durability.NOW)));
    }

    /**
     * Opens a segment in which the session goes on from an earlier point; the conversation is then what it was there.
     *
     * @param more entries of what is done because of it, whose contents are kept where they are recorded
     */
    public void rewind(SessionPoint point, Function<Blobs, List<Entry>> more) {
        locked(() -> {
            List<String> said = conversation.get().queued().stream().map(Item.Message::id).toList();
            withFork(() -> log.startSegment(head, point.rewound(), afterRewind(said, point, more.apply(log))));
            epoch++;
            return conversation.update(before -> Conversation.restored(log.state()));
        });
    }

    /** What was said after that point and waits is not said any more; what waited then waits again. */
    private static List<Entry> afterRewind(List<String> said, SessionPoint point, List<Entry> more) {
        List<Entry> entries = new ArrayList<>();
        if (!said.isEmpty()) {
            entries.add(new Entry.InputsDropped(said));
        }
        entries.addAll(point.waiting());
        entries.addAll(more);
        return entries;
    }

    /** Lets go of the session. Nothing more can be recorded. */
    public void close() {
        locked(() -> {
            log.close();
            return head;
        });
    }

    private @Nullable String blob(byte @Nullable [] bytes) {
        return bytes == null ? null : log.putBlob(bytes);
    }

    private void record(List<Entry> entries, Durability durability, UnaryOperator<Conversation> change) {
        locked(() -> {
            withFork(() -> log.append(head, entries, durability));
            return conversation.update(change);
        });
    }

    /** Writes; where another writer was faster, writes to a fork of what we knew. */
    private Head withFork(Supplier<Head> write) {
        try {
            head = write.get();
        } catch (HeadMovedException moved) {
            fork();
            head = write.get();
        }
        return head;
    }

    private void fork() {
        Conversation past = conversation.get();
        SessionLog before = log;
        SessionLog fork = forks.get();
        if (past.isBegun()) {
            Origin origin = new Origin(before.session(), head.segment(), head.entry());
            head = fork.startSegment(fork.head(), past.start().forkedFrom(origin).titled(before.state().title()),
                    past.queued().stream().map(Entry.InputQueued::new).toList());
        } else {
            head = fork.head();
        }
        log = fork;
        session = fork.session();
        before.close();
        events.accept(new Event.SessionForked(before.session(), fork.session()));
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
