package dev.podd.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A glob as an automaton without empty transitions (Glushkov's): each character of the glob is a position, and each
 * position knows which may follow it. All positions that a text can have reached are followed at once, so a match reads
 * each character of the text once and never goes back. Immutable.
 */
final class GlobAutomaton {
    private final IntPredicate[] accepts;
    private final long[][] follow;
    private final long[] first;
    private final int end;

    private GlobAutomaton(IntPredicate[] accepts, long[][] follow, long[] first, int end) {
        this.accepts = accepts;
        this.follow = follow;
        this.first = first;
        this.end = end;
    }

    boolean matches(String text) {
        long[] now = first.clone();
        long[] next = new long[now.length];
        int c;
        for (int at = 0; at < text.length(); at += Character.charCount(c)) {
            c = text.codePointAt(at);
            if (!step(now, c, next)) {
                return false;
            }
            long[] done = now;
            now = next;
            next = done;
        }
        return (now[end >> 6] >>> end & 1) != 0;
    }

    /** Computes the positions that may come next into {@code next}; false when there are none. */
    private boolean step(long[] now, int c, long[] next) {
        Arrays.fill(next, 0);
        boolean isAlive = false;
        for (int word = 0; word < now.length; word++) {
            for (long left = now[word]; left != 0; left &= left - 1) {
                int position = (word << 6) + Long.numberOfTrailingZeros(left);
                if (accepts[position].test(c)) {
                    long[] after = follow[position];
                    for (int i = 0; i < after.length; i++) {
                        next[i] |= after[i];
                    }
                    isAlive = true;
                }
            }
        }
        return isAlive;
    }

    /** A part of a glob: where it may begin and end, and whether it may be left out. */
    record Part(boolean mayBeEmpty, BitSet first, BitSet last) {}

    /** Puts parts together. */
    static final class Builder {
        private final String glob;
        private final int maxPositions;
        private final List<IntPredicate> accepts = new ArrayList<>();
        private final List<BitSet> follow = new ArrayList<>();

        /**
         * @param glob         for the message of an exception
         * @param maxPositions bounds memory, which grows with the square of it
         */
        Builder(String glob, int maxPositions) {
            this.glob = glob;
            this.maxPositions = maxPositions;
        }

        Part nothing() {
            return new Part(true, new BitSet(), new BitSet());
        }

        /** @throws PatternException the glob is too long */
        Part one(IntPredicate accepted) {
            if (accepts.size() == maxPositions) {
                throw new PatternException("\"" + glob.substring(0, 40) + "…\": longer than " + maxPositions
                        + " characters");
            }
            BitSet here = new BitSet();
            here.set(accepts.size());
            accepts.add(accepted);
            follow.add(new BitSet());
            return new Part(false, here, here);
        }

        Part any(IntPredicate accepted) {
            Part one = one(accepted);
            one.last.stream().forEach(position -> follow.get(position).or(one.first));
            return optional(one);
        }

        Part optional(Part part) {
            return new Part(true, part.first, part.last);
        }

        Part sequence(Part left, Part right) {
            left.last.stream().forEach(position -> follow.get(position).or(right.first));
            return new Part(left.mayBeEmpty && right.mayBeEmpty,
                    left.mayBeEmpty ? union(left.first, right.first) : left.first,
                    right.mayBeEmpty ? union(left.last, right.last) : right.last);
        }

        Part either(Part one, Part other) {
            return new Part(one.mayBeEmpty || other.mayBeEmpty, union(one.first, other.first),
                    union(one.last, other.last));
        }

        GlobAutomaton build(Part whole) {
            Part ended = sequence(whole, one(c -> false));
            int words = accepts.size() + 63 >> 6;
            return new GlobAutomaton(accepts.toArray(IntPredicate[]::new),
                    follow.stream().map(set -> words(set, words)).toArray(long[][]::new), words(ended.first, words),
                    accepts.size() - 1);
        }

        private static BitSet union(BitSet one, BitSet other) {
            BitSet both = (BitSet) one.clone();
            both.or(other);
            return both;
        }

        private static long[] words(BitSet set, int count) {
            return Arrays.copyOf(set.toLongArray(), count);
        }
    }
}
