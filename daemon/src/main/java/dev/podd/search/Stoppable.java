package dev.podd.search;

import java.util.function.BooleanSupplier;

/** A text that ends the match that reads it once that is asked for: a line of many megabytes takes seconds to match. */
final class Stoppable implements CharSequence {
    private static final int READS_BETWEEN = 1 << 12;

    private final CharSequence text;
    private final BooleanSupplier isStopped;
    private int reads;

    Stoppable(CharSequence text, BooleanSupplier isStopped) {
        this.text = text;
        this.isStopped = isStopped;
    }

    @Override
    public char charAt(int index) {
        if ((++reads & (READS_BETWEEN - 1)) == 0 && isStopped.getAsBoolean()) {
            throw new SearchStoppedException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
