package dev.podd.store;

import dev.podd.log.Head;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The heads kept apart of a session's segments.
 *
 * @param known     by the number of their segment
 * @param isDamaged whether the file also holds what is no line of it, or a line at a wrong place
 */
record Heads(SortedMap<Integer, Head> known, boolean isDamaged) {
    boolean isEmpty() {
        return known.isEmpty() && !isDamaged;
    }

    /** Null when none was kept, or it is damaged. */
    @Nullable Head of(int segment) {
        return known.get(segment);
    }

    /** The number of the last segment that has one; 0 for none. */
    int last() {
        return known.isEmpty() ? 0 : known.lastKey();
    }

    /** The first segments, up to that one, that have none. */
    List<Integer> missing(int segments) {
        return IntStream.rangeClosed(1, segments).filter(segment -> !known.containsKey(segment)).boxed().toList();
    }
}
