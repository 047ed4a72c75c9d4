package dev.podd.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The active segment of a session as memory knows it. It makes the next entries and, once they are kept, moves on to
 * them. Not safe on several threads: the store that owns it sees to that.
 */
public final class ActiveSegment {
    private final EntryCodec codec;
    private Tip tip = Tip.NONE;

    public ActiveSegment(EntryCodec codec) {
        this.codec = codec;
    }

    public Tip tip() {
        return tip;
    }

    /** The entries as they are stored if they follow now; nothing is changed. */
    public List<StoredEntry> following(Head expected, List<? extends Entry> entries, long at) {
        expect(expected);
        if (expected.equals(Head.NONE)) {
            throw new IllegalStateException("a session begins with a segment_start");
        }
        return chained(expected, entries, at);
    }

    /** The first entries of the segment after this one, in which the queued inputs are queued again. */
    public List<StoredEntry> starting(Head expected, Entry.SegmentStart start, List<? extends Entry> more, long at) {
        expect(expected);
        boolean isFirst = expected.equals(Head.NONE);
        List<Entry> entries = new ArrayList<>();
        entries.add(isFirst ? start : start.following(tip.state()));
        tip.state().queued().forEach(waits -> entries.add(new Entry.InputQueued(waits)));
        entries.addAll(more);
        long number = isFirst ? 1 : Long.parseLong(expected.segment()) + 1;
        return chained(new Head(Long.toString(number), 0, ""), entries, at);
    }

    /** The tip when these entries have become part of the session; nothing is changed. */
    public Tip after(List<StoredEntry> entries) {
        Head head = tip.head();
        SessionState state = tip.state();
        for (StoredEntry entry : entries) {
            long count = entry.segment().equals(head.segment()) ? head.count() + 1 : 1;
            head = new Head(entry.segment(), count, entry.hash());
            state = state.plus(entry.payload());
        }
        return new Tip(head, state);
    }

    /**
     * Moves on to a tip, of {@link #after} or of a whole segment that was read from where it is kept. Cannot fail, so
     * that it never differs from what was just stored.
     */
    public void moveTo(Tip next) {
        tip = next;
    }

    private void expect(Head expected) {
        if (!expected.equals(tip.head())) {
            throw new HeadMovedException(expected, tip.head());
        }
    }

    private List<StoredEntry> chained(Head after, List<? extends Entry> entries, long at) {
        HashChain chain = new HashChain(after.hash());
        List<StoredEntry> stored = new ArrayList<>(entries.size());
        long count = after.count();
        for (Entry entry : entries) {
            byte[] text = codec.encode(entry, at);
            count++;
            stored.add(new StoredEntry(after.segment() + "." + count, after.segment(), Kinds.of(entry), at,
                    chain.append(text), ByteBuffer.wrap(text), entry));
        }
        return stored;
    }
}
