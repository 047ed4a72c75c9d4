package dev.podd.change;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of hunks that the person decided about.
 *
 * @param kept      ids of those that are the person's own text now
 * @param undone    ids of those whose text is gone again
 * @param conflicts those that stay as they are
 */
public record Decided(List<String> kept, List<String> undone, List<Conflict> conflicts) {
    public Decided {
        kept = List.copyOf(kept);
        undone = List.copyOf(undone);
        conflicts = List.copyOf(conflicts);
    }

    /** A hunk that could not be kept or undone, and why, as a sentence. */
    public record Conflict(String hunk, String reason) {}

    static Decided none() {
        return new Decided(List.of(), List.of(), List.of());
    }

    Decided and(Decided other) {
        return new Decided(both(kept, other.kept), both(undone, other.undone), both(conflicts, other.conflicts));
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        List<T> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
