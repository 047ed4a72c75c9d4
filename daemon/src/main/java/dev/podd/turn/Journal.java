package dev.podd.turn;

import dev.podd.change.PlannedChange;
import dev.podd.event.Event;
import dev.podd.item.Item;
import dev.podd.log.Blobs;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.Head;
import dev.podd.log.HeadMovedException;
import dev.podd.log.Origin;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionPoint;
import dev.podd.log.SessionState;
import dev.podd.log.Tip;
import dev.podd.model.RequestSettings;
import dev.podd.tool.ToolRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
     * @param conversation set to the state that each append returns; a fork begins with it
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

    /** Records entries, on the disk when this returns. */
    public void recordNow(Entry... entries) {
        locked(() -> write(() -> log.append(head, List.of(entries), Durability.NOW)));
    }

    /** Records entries, on the disk within 50 ms. */
    public void recordSoon(Entry... entries) {
        locked(() -> write(() -> log.append(head, List.of(entries), Durability.SOON)));
    }

    /** Request settings of the first segment. Only while nothing is recorded. */
    public void beginWith(RequestSettings settings) {
        locked(() -> {
            if (conversation.get().isBegun()) {
                throw new IllegalStateException("session " + session + " has begun");
            }
            conversation.set(SessionState.notBegun(settings));
            return settings;
        });
    }

    /**
     * Opens the first segment, or the next one after a prompt that could not be rendered.
     *
     * @param more follows it in the same append
     */
    void begin(Entry.SegmentStart start, Entry... more) {
        locked(() -> write(() -> log.startSegment(head, start, List.of(more))));
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
     * @param change   makes the segment's first entry of the state that it follows
     * @return whether it happened
     */
    boolean compact(long expected, Function<SessionState, Entry.SegmentStart> change) {
        return locked(() -> {
            if (epoch != expected) {
                return false;
            }
            Entry.SegmentStart start = change.apply(conversation.get());
            write(() -> log.startSegment(head,
                    start.compactedFrom(new Origin(log.session(), head.segment(), head.entry())), List.of()));
            epoch++;
            return true;
        });
    }

    /**
     * Records a change of a file with its contents, on the disk, and makes it then.
     *
     * @param planned the change as it is shown to the person
     * @param making  makes it; what it throws is thrown here
     */
    public void changeFile(String call, Path file, byte @Nullable [] before, byte @Nullable [] after,
            PlannedChange planned, ToolRun.Making making) throws InterruptedException {
        try {
            recordFileChange(call, file, before, after, planned::entries);
            making.make();
        } catch (RuntimeException | Error failure) {
            planned.failed();
            throw failure;
        } catch (InterruptedException cancelled) {
            planned.made(); // an editor may make it still
            throw cancelled;
        }
        planned.made();
    }

    void recordFileChange(String call, Path file, byte @Nullable [] before, byte @Nullable [] after,
            Function<Blobs, List<Entry>> more) {
        recordNow(blobs -> {
            List<Entry> entries = new ArrayList<>();
            entries.add(new Entry.FileChange(call, file.toString(), blob(before), blob(after)));
            entries.addAll(more.apply(blobs));
            return entries;
        });
    }

    /** Records entries that name contents, which are kept in the same session; on the disk when this returns. */
    public void recordNow(Function<Blobs, List<Entry>> entries) {
        locked(() -> write(() -> log.append(head, entries.apply(log), Durability.NOW)));
    }

    /**
     * Opens a segment in which the session goes on from an earlier point; the conversation is then what it was there.
     *
     * @param more entries of what is done because of it, whose contents are kept in the session where they are recorded
     */
    public void rewind(SessionPoint point, Function<SessionLog, List<Entry>> more) {
        locked(() -> {
            List<String> said = conversation.get().queued().stream().map(Item.Message::id).toList();
            write(() -> log.startSegment(head, point.rewound(), afterRewind(said, point, more.apply(log))));
            return ++epoch;
        });
    }

    /** Keeps content in the session that is written to now; its hash. */
    public String putBlob(byte[] bytes) {
        return locked(() -> log.putBlob(bytes));
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

    /** Writes, in a fork of what this journal knows if another writer was faster; the conversation is then what the log says. */
    private SessionState write(Supplier<Tip> append) {
        Tip tip;
        try {
            tip = append.get();
        } catch (HeadMovedException moved) {
            fork();
            tip = append.get();
        }
        return moveTo(tip);
    }

    private SessionState moveTo(Tip tip) {
        head = tip.head();
        conversation.set(tip.state());
        return tip.state();
    }

    private void fork() {
        SessionState past = conversation.get();
        SessionLog before = log;
        SessionLog fork = forks.get();
        if (past.isBegun()) {
            Origin origin = new Origin(before.session(), head.segment(), head.entry());
            moveTo(fork.startSegment(fork.head(), past.start().forkedFrom(origin).titled(before.state().title()),
                    underWay(past)));
        } else {
            head = fork.head();
        }
        log = fork;
        session = fork.session();
        before.close();
        events.accept(new Event.SessionForked(before.session(), fork.session()));
    }

    /** What a fork in the middle of a turn has to know beside the history. */
    private static List<Entry> underWay(SessionState past) {
        return Stream.<Entry>concat(
                past.openCalls().stream().filter(past::hasStarted).map(call -> new Entry.ToolStarted(call.call())),
                past.queued().stream().map(Entry.InputQueued::new)).toList();
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
