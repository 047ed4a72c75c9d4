package dev.podd.terminal;

import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.transcript.Visible;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Sessions, a line each: id, when it last went on, turns, bytes of its checkpoints where any has some, title. */
public final class SessionTable {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int MOST = 80;

    private SessionTable() {}

    public static List<String> lines(List<SessionSummary> sessions, ZoneId zone) {
        boolean haveCheckpoints = sessions.stream().anyMatch(each -> bytes(each) > 0);
        return sessions.stream().map(each -> String.format(Locale.ROOT, "%s  %s  %9s%s  %s", each.session(),
                WHEN.format(Instant.ofEpochMilli(each.updatedAt()).atZone(zone)),
                each.turns() == 1 ? "1 turn" : each.turns() + " turns",
                haveCheckpoints ? String.format(Locale.ROOT, "  %7s", size(each)) : "",
                Visible.line(each.title(), MOST))).toList();
    }

    private static String size(SessionSummary session) {
        return bytes(session) == 0 ? "-" : ByteCount.words(bytes(session));
    }

    private static long bytes(SessionSummary session) {
        return Objects.requireNonNullElse(session.checkpointBytes(), 0L);
    }
}
