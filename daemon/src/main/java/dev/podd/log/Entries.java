package dev.podd.log;

import dev.podd.log.SessionStore.EntryPage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All entries of a session, read page by page. An interrupt ends it with a {@link CancellationException}. */
public final class Entries {
    /** The store ends a page of large entries early. */
    private static final int PAGE = 10_000;

    private Entries() {}

    /** The whole session, oldest entry first. */
    public static List<StoredEntry> of(SessionStore store, String session) {
        return after(store, session, null);
    }

    /** Those behind an entry; all for null. */
    public static List<StoredEntry> after(SessionStore store, String session, @Nullable String entry) {
        List<StoredEntry> all = new ArrayList<>();
        each(store, session, entry, PAGE, all::add);
        return all;
    }

    /** Hands out the whole session, oldest entry first; no more of it than a page is kept. */
    public static void each(SessionStore store, String session, Consumer<StoredEntry> visitor) {
        each(store, session, null, PAGE, visitor);
    }

    /** Hands out those behind an entry. */
    public static void eachAfter(SessionStore store, String session, String entry, Consumer<StoredEntry> visitor) {
        each(store, session, entry, PAGE, visitor);
    }

    private static void each(SessionStore store, String session, @Nullable String after, int limit,
            Consumer<StoredEntry> visitor) {
        EntryPage page = store.read(session, null, after, limit);
        visit(page, visitor);
        while (page.more()) {
            page = store.read(session, null, page.entries().getLast().entry(), limit);
            visit(page, visitor);
        }
    }

    private static void visit(EntryPage page, Consumer<StoredEntry> visitor) {
        for (StoredEntry entry : page.entries()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the reading was cancelled at entry " + entry.entry());
            }
            visitor.accept(entry);
        }
    }
}
