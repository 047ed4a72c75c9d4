package dev.podd.lsp.plain;

/**
 * The one range in which two texts differ; what stands before and after it is the same in both.
 *
 * @param start     where it begins in both
 * @param endBefore where it ends in the first
 * @param endNow    where it ends in the second
 */
record Difference(int start, int endBefore, int endNow) {
    static Difference of(String before, String now) {
        int shorter = Math.min(before.length(), now.length());
        int start = 0;
        while (start < shorter && before.charAt(start) == now.charAt(start)) {
            start++;
        }
        int same = 0;
        while (same < shorter - start
                && before.charAt(before.length() - 1 - same) == now.charAt(now.length() - 1 - same)) {
            same++;
        }
        return new Difference(start, before.length() - same, now.length() - same);
    }

    /** Whether text was only added, or only taken away. */
    boolean isOneSided() {
        return start == endBefore || start == endNow;
    }

    /** How much differs. */
    int size() {
        return endBefore - start + endNow - start;
    }

    /**
     * Whether a text came from {@code after} rather than from {@code before}, whatever the person has typed since: it is
     * nearer to that.
     */
    static boolean shows(String before, String after, String now) {
        return of(after, now).size() < of(before, now).size();
    }
}
