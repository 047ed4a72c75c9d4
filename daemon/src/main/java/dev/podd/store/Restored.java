package dev.podd.store;

import dev.podd.log.ActiveSegment;
import dev.podd.log.Origin;
import dev.podd.log.SessionStore.SessionSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading a session found out beside its active segment.
 *
 * @param createdAt time of its first entry, milliseconds since 1970
 * @param updatedAt time of its last
 * @param checkpointBytes of its checkpoints; null where they are not counted
 * @param warnings  what the person should know
 */
record Restored(String workspace, long createdAt, long updatedAt, @Nullable Origin forkedFrom,
        @Nullable Long checkpointBytes, List<String> warnings) {
    SessionSummary summary(String session, ActiveSegment active) {
        return new SessionSummary(session, SessionSummary.titleOr(active.tip().state().title()), workspace, createdAt,
                updatedAt,
                active.tip().state().turns(), forkedFrom, active.tip().state().pending().size(), checkpointBytes);
    }
}
