package dev.podd.log;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Goes along the chain of one segment and refuses the first entry that does not fit: one that is missing, changed or
 * moved, and an end before the head that was kept apart. Not safe on several threads.
 */
public final class ChainCheck {
    private final String session;
    private final String segment;
    private final @Nullable Head keptApart;
    private final HashChain chain;
    private long count;

    /**
     * @param from      the entry before the first one to look at; number 0 with an empty hash to begin with the first
     * @param keptApart the last head that is known from elsewhere; null when none is
     */
    public ChainCheck(String session, Head from, @Nullable Head keptApart) {
        this.session = session;
        this.segment = from.segment();
        this.keptApart = keptApart;
        this.chain = new HashChain(from.hash());
        this.count = from.count();
    }

    /** A check of a whole segment. */
    public static ChainCheck ofSegment(String session, int segment, @Nullable Head keptApart) {
        return new ChainCheck(session, new Head(Integer.toString(segment), 0, ""), keptApart);
    }

    /**
     * The next entry as it is stored.
     *
     * @param number its place in the segment, from 1
     */
    public void next(long number, ByteBuffer hash, ByteBuffer stored) {
        if (number != count + 1) {
            throw broken("it is missing");
        }
        if (!chain.fits(hash, stored)) {
            throw broken("its bytes do not fit its hash");
        }
        if (keptApart != null && keptApart.count() == number && !keptApart.hash().equals(chain.hash())) {
            throw broken("the head kept apart has another hash for it");
        }
        count = number;
    }

    /** The end of what was seen. */
    public Head head() {
        return new Head(segment, count, count == 0 ? "" : chain.hash());
    }

    /** There are no more entries. */
    public void end() {
        if (keptApart != null && keptApart.count() > count) {
            throw broken("the log ends before it, but " + keptApart.count() + " entries were written");
        }
    }

    /** Something about the entry after the last that was right. */
    public SessionCorruptException broken(String reason) {
        return new SessionCorruptException(session, segment + "." + (count + 1), reason);
    }
}
