package dev.podd.log;

import dev.podd.log.SessionStore.EntryPage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All entries of a session, read page by page. */
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

    static void each(SessionStore store, String session, int limit, Consumer<StoredEntry> visitor) {
        each(store, session, null, limit, visitor);
    }

    private static void each(SessionStore store, String session, @Nullable String after, int limit,
            Consumer<StoredEntry> visitor) {
        EntryPage page = store.read(session, null, after, limit);
        page.entries().forEach(visitor);
        while (page.more()) {
            page = store.read(session, null, page.entries().getLast().entry(), limit);
            page.entries().forEach(visitor);
        }
    }
}
