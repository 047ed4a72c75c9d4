package dev.podd.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The segment of a session that is written to, as memory knows it: its head, and what its entries say. It makes the
 * next entries and, once they are kept, takes them in. Not safe on several threads: the store that owns it sees to
 * that.
 */
public final class ActiveSegment {
    private final EntryCodec codec;
    private Head head = Head.NONE;
    private Fold fold = new Fold();

    public ActiveSegment(EntryCodec codec) {
        this.codec = codec;
    }

    public Head head() {
        return head;
    }

    public SessionState state() {
        return fold.state();
    }

    public int turns() {
        return fold.turns();
    }

    public @Nullable String title() {
        return fold.title();
    }

    /** The entries as they are stored if they follow now; nothing is changed. */
    public List<StoredEntry> following(Head expected, List<? extends Entry> entries, long at) {
        expect(expected);
        if (head.equals(Head.NONE)) {
            throw new IllegalStateException("a session begins with a segment_start");
        }
        return chained(head, entries, at);
    }

    /** The first entries of the segment after this one, in which what waited waits still. */
    public List<StoredEntry> starting(Head expected, Entry.SegmentStart start, List<? extends Entry> more, long at) {
        expect(expected);
        List<Entry> entries = new ArrayList<>();
        entries.add(head.equals(Head.NONE) ? start : start.following(fold.state()));
        fold.queued().forEach(waits -> entries.add(new Entry.InputQueued(waits)));
        entries.addAll(more);
        long number = head.equals(Head.NONE) ? 1 : Long.parseLong(head.segment()) + 1;
        return chained(new Head(Long.toString(number), 0, ""), entries, at);
    }

    /** Goes on to the last of these entries, which are now part of the session. */
    public void take(List<StoredEntry> entries) {
        for (StoredEntry entry : entries) {
            boolean isNext = entry.segment().equals(head.segment());
            if (!isNext) {
                fold = new Fold();
            }
            head = new Head(entry.segment(), isNext ? head.count() + 1 : 1, entry.hash());
            fold.add(entry.payload());
        }
    }

    /** Becomes what a whole segment says, read from where it is kept. */
    public void restore(Fold whole, Head end) {
        fold = whole;
        head = end;
    }

    private void expect(Head expected) {
        if (!expected.equals(head)) {
            throw new HeadMovedException(expected, head);
        }
    }

    private List<StoredEntry> chained(Head after, List<? extends Entry> entries, long at) {
        HashChain chain = new HashChain(after.hash());
        List<StoredEntry> stored = new ArrayList<>(entries.size());
        long count = after.count();
        for (Entry entry : entries) {
            String json = codec.encode(entry, at);
            count++;
            stored.add(new StoredEntry(after.segment() + "." + count, after.segment(), Kinds.of(entry), at,
                    chain.append(json), json, entry));
        }
        return stored;
    }
}
