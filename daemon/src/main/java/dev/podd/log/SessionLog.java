package dev.podd.log;

import java.util.List;

/**
 * One session, open for reading and appending. Safe on every thread; an interrupt of the caller never reaches a
 * commit.
 */
public interface SessionLog extends Blobs, AutoCloseable {
    String session();

    /** What opening it found that the person should know: a torn tail that was cut off, say. */
    List<String> warnings();

    /** The head of the active segment; count 0 and no segment while nothing was ever written. */
    Head head();

    /** The state of the active segment. */
    SessionState state();

    /**
     * Appends to the active segment if its head is still {@code expected}. What an append with {@link Durability#SOON}
     * took stays taken: if it could not be written, the next append tries again, and fails as long as that fails.
     *
     * @return the new head, and the state at it
     * @throws IllegalStateException the session has no segment yet
     * @throws HeadMovedException   another writer was faster; nothing was written
     * @throws StoreFailedException the store cannot take it; nothing was written
     */
    Tip append(Head expected, List<? extends Entry> entries, Durability durability);

    /**
     * Opens a new segment, which becomes the active one, in one transaction and durable at once.
     *
     * @param expected head of the segment it follows; what that one says was spent, and the title, go over into the
     *                 new start
     * @param more     entries that follow the start at once
     */
    Tip startSegment(Head expected, Entry.SegmentStart start, List<? extends Entry> more);

    /** Keeps bytes, which are on the disk at the latest with the next append. */
    @Override
    String putBlob(byte[] bytes);

    /** Waits until all that was appended is on the disk. */
    void flush();

    /** Writes what is waiting, and lets go of the session; it can be opened again. */
    @Override
    void close();
}
