package dev.podd.lsp.plain;

/**
 * A place in a text that keeps its meaning while the person types: what is typed right at it comes behind it.
 *
 * @param offset in UTF-16 units
 */
record TextPlace(String text, int offset) {
    /** How much of what stands before it is looked for where all around it was changed at once. */
    private static final int CONTEXT = 256;
    private static final int LEAST_CONTEXT = 8;
    private static final int SAME = 40;

    /** The same place in a later text. */
    TextPlace in(String now) {
        Difference changed = Difference.of(text, now);
        if (offset <= changed.start()) {
            return new TextPlace(now, offset);
        }
        boolean isBehind = offset >= changed.endBefore();
        boolean isSure = offset - changed.endBefore() >= LEAST_CONTEXT || changed.isOneSided();
        if (isBehind && isSure) {
            return behind(now);
        }
        for (int length = Math.min(CONTEXT, offset); length >= LEAST_CONTEXT; length /= 2) {
            int found = now.lastIndexOf(text.substring(offset - length, offset));
            if (found >= 0) {
                return new TextPlace(now, found + length);
            }
        }
        if (text.substring(changed.start(), offset).isBlank()) {
            return new TextPlace(now, changed.start()); // an editor that trims lines
        }
        return isBehind ? behind(now) : new TextPlace(now, changed.endNow());
    }

    private TextPlace behind(String now) {
        return new TextPlace(now, offset + now.length() - text.length());
    }

    /** Whether what stands before this place stands before a later one, too. */
    boolean isFollowedBy(TextPlace later) {
        int length = Math.min(SAME, offset);
        return length > 0 && later.before().endsWith(text.substring(offset - length, offset));
    }

    String before() {
        return text.substring(0, offset);
    }

    String after() {
        return text.substring(offset);
    }

    /** The place behind what was put here. */
    TextPlace with(String more) {
        return new TextPlace(before() + more + after(), offset + more.length());
    }
}
