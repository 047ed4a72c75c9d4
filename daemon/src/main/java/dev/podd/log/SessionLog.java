package dev.podd.log;

import java.util.List;

/**
 * One session, open for reading and appending. Safe on every thread; an interrupt of the caller never reaches a
 * commit.
 */
public interface SessionLog {
    String session();

    /** The head of the active segment; count 0 and no segment while nothing was ever written. */
    Head head();

    /** What the active segment's entries say, rebuilt. */
    SessionState state();

    /**
     * Appends to the active segment if its head is still {@code expected}.
     *
     * @return the new head
     * @throws HeadMovedException   another writer was faster; nothing was written
     * @throws StoreFailedException the store cannot take it; nothing was written
     */
    Head append(Head expected, List<? extends Entry> entries, Durability durability);

    /**
     * Opens a new segment, which becomes the active one, in one transaction and durable at once.
     *
     * @param expected head of the segment it follows
     * @param more     entries that follow the start at once
     */
    Head startSegment(Head expected, Entry.SegmentStart start, List<? extends Entry> more);

    /** Keeps bytes under their SHA-256 (lowercase hex), which is handed back. */
    String putBlob(byte[] bytes);

    /** @throws StoreFailedException when there are no such bytes */
    byte[] blob(String hash);

    /** Waits until all that was appended is on the disk. */
    void flush();
}
