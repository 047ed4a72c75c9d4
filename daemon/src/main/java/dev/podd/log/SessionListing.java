package dev.podd.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Picks a page of a list of sessions: the newest first, those of one workspace, after where the last page ended. */
public final class SessionListing {
    /** Those that went on longest ago first. */
    public static final Comparator<SessionStore.SessionSummary> OLDEST_FIRST = Comparator
            .comparingLong(SessionStore.SessionSummary::updatedAt)
            .thenComparing(SessionStore.SessionSummary::session);

    private SessionListing() {}

    /** @param says whether the query's phrase stands in a session; asked of no more sessions than the page needs */
    public static SessionStore.SessionPage page(Collection<SessionStore.SessionSummary> all,
            SessionStore.SessionQuery query, Predicate<SessionStore.SessionSummary> says) {
        Place after = query.cursor() == null ? null : Place.of(query.cursor());
        List<SessionStore.SessionSummary> found = new ArrayList<>();
        for (SessionStore.SessionSummary each : all.stream().sorted(OLDEST_FIRST.reversed()).toList()) {
            if (!isWanted(each, query, after)) {
                continue;
            }
            if (found.size() == query.limit()) {
                return new SessionStore.SessionPage(found, Place.after(found.getLast()).cursor());
            }
            if (query.query() == null || says.test(each)) {
                found.add(each);
            }
        }
        return new SessionStore.SessionPage(found, null);
    }

    private static boolean isWanted(SessionStore.SessionSummary each, SessionStore.SessionQuery query,
            @Nullable Place after) {
        return (query.workspace() == null || query.workspace().equals(each.workspace()))
                && isAfter(each, after);
    }

    private static boolean isAfter(SessionStore.SessionSummary each, @Nullable Place cursor) {
        if (cursor == null) {
            return true;
        }
        return each.updatedAt() < cursor.updatedAt()
                || (each.updatedAt() == cursor.updatedAt() && each.session().compareTo(cursor.session()) < 0);
    }

    /** Where a page ended. */
    private record Place(long updatedAt, String session) {
        static Place after(SessionStore.SessionSummary last) {
            return new Place(last.updatedAt(), last.session());
        }

        static Place of(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                int space = text.indexOf(' ');
                return new Place(Long.parseLong(text, 0, space, 10), text.substring(space + 1));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IllegalArgumentException("not a cursor of a list of sessions: " + cursor, e);
            }
        }

        String cursor() {
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString((updatedAt + " " + session).getBytes(StandardCharsets.UTF_8));
        }
    }
}
