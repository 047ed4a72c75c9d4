package dev.podd.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what looks like a secret of some known kind. Few false alarms matter more than a find in every case: a text that
 * is hidden wrongly keeps the model from its work. Immutable, safe on every thread.
 */
public final class SecretScanner {
    private SecretScanner() {}

    /** The shapes, compiled at the first scan. */
    private static final class Shapes {
        private static final List<SecretShape> ALL = SecretShape.all();
    }

    /** The text with a placeholder for each secret, which names its kind. No line is added or lost. */
    public static HiddenText hide(String text) {
        List<HiddenSpan> found = new ArrayList<>();
        PrivateKeys.find(text, found);
        Shapes.ALL.forEach(shape -> shape.find(text, found));
        found.sort(Comparator.comparingInt(HiddenSpan::from)
                .thenComparing(Comparator.comparingInt(HiddenSpan::to).reversed()));
        List<HiddenSpan> apart = new ArrayList<>();
        int end = 0;
        for (HiddenSpan span : found) {
            if (span.from() >= end) {
                apart.add(span);
                end = span.to();
            }
        }
        return new HiddenText(text, apart);
    }
}
