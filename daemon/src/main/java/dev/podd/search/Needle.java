package dev.podd.search;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A text to be found in bytes that were turned into a string one character a byte, since the platform searches strings
 * with vector instructions.
 */
final class Needle {
    /** Letters of source text and prose, the most frequent first: the rarest of a needle is what is looked for. */
    private static final String BY_FREQUENCY = " etaoinsrlcudpmhgfbyvwkxjqz";

    private final String text;
    private final boolean ignoresCase;
    private final int rareAt;

    private Needle(String text, boolean ignoresCase) {
        this.text = text;
        this.ignoresCase = ignoresCase;
        this.rareAt = rarest(text);
    }

    static Needle of(String text, boolean ignoresCase) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String asBytes = new String(bytes, StandardCharsets.ISO_8859_1);
        return new Needle(ignoresCase ? asBytes.toLowerCase(Locale.ROOT) : asBytes, ignoresCase);
    }

    /** Where it is next, from {@code from} on; -1 when it is not. */
    int next(String bytes, int from) {
        return ignoresCase ? nextAnyCase(bytes, from) : bytes.indexOf(text, from);
    }

    private int nextAnyCase(String bytes, int from) {
        char low = text.charAt(rareAt);
        char high = Character.toUpperCase(low);
        int nextLow = bytes.indexOf(low, from + rareAt);
        int nextHigh = low == high ? -1 : bytes.indexOf(high, from + rareAt);
        while (nextLow >= 0 || nextHigh >= 0) {
            boolean isLow = nextHigh < 0 || (nextLow >= 0 && nextLow < nextHigh);
            int start = (isLow ? nextLow : nextHigh) - rareAt;
            if (bytes.regionMatches(true, start, text, 0, text.length())) {
                return start;
            }
            if (isLow) {
                nextLow = bytes.indexOf(low, nextLow + 1);
            } else {
                nextHigh = bytes.indexOf(high, nextHigh + 1);
            }
        }
        return -1;
    }

    private static int rarest(String text) {
        int best = 0;
        for (int i = 1; i < text.length(); i++) {
            if (frequency(text.charAt(i)) < frequency(text.charAt(best))) {
                best = i;
            }
        }
        return best;
    }

    /** Low for what is rare; digits and signs are rarer than most letters. */
    private static int frequency(char c) {
        int rank = BY_FREQUENCY.indexOf(Character.toLowerCase(c));
        return rank < 0 ? 8 : BY_FREQUENCY.length() - rank;
    }

    @Override
    public String toString() {
        return text;
    }
}
