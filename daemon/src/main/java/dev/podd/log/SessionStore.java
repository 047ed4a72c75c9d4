package dev.podd.log;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All sessions of one store. One process owns a store at a time. An interrupt ends what only reads sessions with a {@link
 * java.util.concurrent.CancellationException}, and stays set.
 */
public interface SessionStore extends AutoCloseable {
    /**
     * A session that nobody sees before its first entry.
     *
     * @param session       its id, a UUIDv7
     * @param workspace     URI of the workspace folder that it belongs to
     */
    SessionLog create(String session, String workspace);

    /**
     * Opens a session and verifies the chain of its active segment.
     *
     * @throws SessionNotFoundException never run, or unknown
     * @throws SessionCorruptException  the chain is broken, at the entry it names
     * @throws StoreFailedException     the store cannot be read
     */
    SessionLog open(String session);

    /**
     * Sessions that have run, newest first.
     *
     * @throws IllegalArgumentException the cursor is none of this list
     */
    SessionPage list(SessionQuery query);

    /**
     * Entries of a session, oldest first; none of one that was created here and has not run. A page of large entries
     * ends early, with at least one entry.
     *
     * @param segment one segment, or null for all
     * @param after   id of the entry before the first one wanted, or null
     * @throws SessionCorruptException the first of them is broken; a page ends before a broken entry
     * @throws EntryNotFoundException  {@code after} is no entry of it, or there is no such segment
     */
    EntryPage read(String session, @Nullable String segment, @Nullable String after, int limit);

    /**
     * What a session said right after one of its entries. Nothing behind that entry is looked at, so that what is left
     * of a damaged session can be gone on with.
     *
     * @param at id of the entry; null for the last one, and then the session has to be whole, as when it is opened
     * @throws EntryNotFoundException  it has no such entry
     * @throws SessionCorruptException the chain is broken at that entry or before it
     */
    SessionPoint point(String session, @Nullable String at);

    /**
     * Makes a new session that goes on from an entry of another, which is not touched.
     *
     * @param at   id of the entry, the last one of the other that the new session knows; null for its head
     * @param fork id of the new session
     * @return what the new session begins with
     */
    default SessionPoint fork(String session, @Nullable String at, String fork) {
        SessionPoint point = point(session, at);
        try (SessionLog log = create(fork, point.workspace())) {
            log.startSegment(Head.NONE, point.forked(), point.waiting());
        }
        return point;
    }

    /**
     * Keeps a session that comes from elsewhere: all of it or, where that fails, nothing.
     *
     * @param session its new id
     */
    void add(String session, ImportedSession imported);

    /** What a list shows of a session, archived or not. */
    SessionSummary summary(String session);

    /** Keeps a session out of lists, or in them again; the session itself does not change. */
    void archive(String session, boolean archived);

    /**
     * Takes a session away with all that it holds; its space is free when this returns.
     *
     * @throws SessionInUseException somebody has it open
     */
    void delete(String session);

    /**
     * Content that a session's entries name by its hash.
     *
     * @throws StoreFailedException       the session has no such content
     * @throws CheckpointDroppedException the quota has dropped it
     */
    byte[] blob(String session, String hash);

    /** Bytes of the checkpoints of all sessions; nothing for a session of an earlier version that is not counted yet. */
    long checkpointBytes();

    /**
     * Drops the checkpoints of sessions that are closed, whole sessions at a time, those first that went on longest ago,
     * until all that are left are within the quota. What was dropped stays known as dropped.
     *
     * @param quota    in bytes
     * @param mayGoOn  asked between two sessions
     */
    CheckpointTrim trimCheckpoints(long quota, BooleanSupplier mayGoOn);

    /** Verifies every entry of every segment against the chain and the heads kept apart. */
    default Verification verify(String session) {
        return verify(session, (entries, of) -> {});
    }

    /** Verifies it, and says now and then how far that is. */
    Verification verify(String session, VerifyProgress progress);

    /** Hears how a verification gets on. */
    @FunctionalInterface
    interface VerifyProgress {
        /**
         * So many entries are checked; called on any thread.
         *
         * @param of how many there are, as far as that is known
         */
        void checked(long entries, long of);
    }

    @Override
    void close();

    /** Some entries, and whether there are more. */
    record EntryPage(List<StoredEntry> entries, boolean more) {
        public EntryPage {
            entries = List.copyOf(entries);
        }
    }

    /** Some sessions; {@code cursor} asks for the next ones, of which there may be none, null at the end. */
    record SessionPage(List<SessionSummary> sessions, @Nullable String cursor) {}

    /**
     * Which sessions to list.
     *
     * @param query    a phrase that stands in the conversation, any case
     * @param archived those that are archived, instead of those that are not
     */
    record SessionQuery(@Nullable String workspace, @Nullable String query, int limit, @Nullable String cursor,
            boolean archived) {
        public SessionQuery(@Nullable String workspace, @Nullable String query, int limit, @Nullable String cursor) {
            this(workspace, query, limit, cursor, false);
        }

        public SessionQuery {
            if (limit < 1) {
                throw new IllegalArgumentException("limit is " + limit + ", must be at least 1");
            }
        }
    }

    /**
     * A session in a list; times in milliseconds since 1970.
     *
     * @param pending         files with changes that nobody has decided about, or of which its model has not heard
     * @param checkpointBytes of its checkpoints; null where they are not counted yet, in a session of an earlier version
     */
    record SessionSummary(String session, String title, String workspace, long createdAt, long updatedAt, int turns,
            @Nullable Origin forkedFrom, int pending, @Nullable Long checkpointBytes) {
        /** The same session with so many bytes of checkpoints. */
        public SessionSummary withCheckpoints(long bytes) {
            return new SessionSummary(session, title, workspace, createdAt, updatedAt, turns, forkedFrom, pending,
                    bytes);
        }

        /** What a session is called: its title, or a word for the lack of one. */
        public static String titleOr(@Nullable String title) {
            return title == null ? "Untitled" : title;
        }
    }

    /**
     * What a check of the chain found.
     *
     * @param brokenAt the first entry that does not fit
     * @param dropped  how many checkpoints of the entries before are gone because the quota dropped them
     */
    record Verification(long entries, int segments, boolean intact, @Nullable String brokenAt,
            @Nullable String problem, long dropped) {
        public Verification(long entries, int segments, boolean intact, @Nullable String brokenAt,
                @Nullable String problem) {
            this(entries, segments, intact, brokenAt, problem, 0);
        }
    }

    /**
     * What was dropped.
     *
     * @param sessions that have lost their checkpoints
     * @param dropped  bytes of them
     * @param left     bytes of the checkpoints that the store holds now
     */
    record CheckpointTrim(int sessions, long dropped, long left) {}
}
