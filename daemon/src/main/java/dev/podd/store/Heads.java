package dev.podd.store;

import dev.podd.log.Head;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The heads kept apart of a session's segments.
 *
 * @param known   of the first segments, in order
 * @param damaged the first segment whose line cannot be read, 0 when all can
 */
record Heads(List<Head> known, int damaged) {
    boolean isEmpty() {
        return known.isEmpty() && damaged == 0;
    }

    /** Null when none was kept. */
    @Nullable Head of(int segment) {
        return segment <= known.size() ? known.get(segment - 1) : null;
    }

    /** The number of the last segment that has one; 0 for none. */
    int last() {
        return Math.max(known.size(), damaged);
    }
}
