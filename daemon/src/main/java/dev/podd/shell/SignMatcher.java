package dev.podd.shell;

import java.util.BitSet;
import java.util.stream.IntStream;

/** Compares signs with a pattern of signs, all its places at once: linear in the length of what is compared. */
final class SignMatcher {
    private final int[] pattern;
    /** Of a short pattern: its places as bits, and for each place those that are reached from it by nothing. */
    private final long all;
    private final long[] reachable;

    /** @param pattern in which {@link CommandSpelling#ANY} is any run of signs, {@link CommandSpelling#ONE} is any one */
    SignMatcher(int[] pattern) {
        this.pattern = withoutRunsOfRuns(pattern);
        int length = this.pattern.length;
        this.all = (1L << length + 1) - 1;
        this.reachable = new long[length + 1];
        for (int at = length; at >= 0; at--) {
            reachable[at] = 1L << at | (isRun(at) ? reachable[at + 1] : 0);
        }
    }

    /** Runs one behind the other match what the first alone does. */
    private static int[] withoutRunsOfRuns(int[] pattern) {
        return IntStream.range(0, pattern.length)
                .filter(at -> at == 0 || pattern[at] != CommandSpelling.ANY || pattern[at - 1] != CommandSpelling.ANY)
                .map(at -> pattern[at]).toArray();
    }

    private boolean isRun(int at) {
        return at < pattern.length && pattern[at] == CommandSpelling.ANY;
    }

    /** Whether it matches whatever an unknown run is: only a run of the pattern covers one. */
    boolean covers(int[] signs) {
        return matches(signs, false);
    }

    /** Whether it matches for something that an unknown run may be. */
    boolean mayMatch(int[] signs) {
        return matches(signs, true);
    }

    private boolean matches(int[] signs, boolean isMay) {
        return pattern.length < Long.SIZE - 1 ? matchesShort(signs, isMay) : matchesLong(signs, isMay);
    }

    /** The places of a short pattern are the bits of a number. */
    private boolean matchesShort(int[] signs, boolean isMay) {
        long places = reachable[0];
        for (int sign : signs) {
            if (places == 0) {
                return false;
            }
            places = sign == CommandSpelling.ANY && isMay ? -Long.lowestOneBit(places) & all : after(places, sign);
        }
        return (places >>> pattern.length & 1) == 1;
    }

    private long after(long places, int sign) {
        long next = 0;
        for (long rest = places; rest != 0; rest &= rest - 1) {
            int at = Long.numberOfTrailingZeros(rest);
            if (at < pattern.length && pattern[at] == CommandSpelling.ANY) {
                next |= reachable[at];
            } else if (at < pattern.length && (pattern[at] == sign
                    || (pattern[at] == CommandSpelling.ONE && sign != CommandSpelling.ANY))) {
                        next |= reachable[at + 1];
                    }
        }
        return next;
    }

    private boolean matchesLong(int[] signs, boolean isMay) {
        BitSet places = new BitSet(pattern.length + 1);
        reach(places, 0);
        for (int sign : signs) {
            if (places.isEmpty()) {
                return false;
            }
            places = sign == CommandSpelling.ANY && isMay ? from(places.nextSetBit(0)) : after(places, sign);
        }
        return places.get(pattern.length);
    }

    private BitSet from(int first) {
        BitSet places = new BitSet(pattern.length + 1);
        places.set(first, pattern.length + 1);
        return places;
    }

    private BitSet after(BitSet places, int sign) {
        BitSet next = new BitSet(pattern.length + 1);
        for (int at = places.nextSetBit(0); at >= 0 && at < pattern.length; at = places.nextSetBit(at + 1)) {
            if (pattern[at] == CommandSpelling.ANY) {
                reach(next, at);
            } else if (pattern[at] == sign || (pattern[at] == CommandSpelling.ONE && sign != CommandSpelling.ANY)) {
                reach(next, at + 1);
            }
        }
        return next;
    }

    private void reach(BitSet places, int at) {
        places.set(at);
        if (isRun(at)) {
            places.set(at + 1);
        }
    }
}
