package dev.podd.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known word that a mistyped one was probably meant to be. */
final class Nearest {
    private Nearest() {}

    static String to(String word, Collection<String> known) {
        String typed = word.toLowerCase(Locale.ROOT).replace('-', '_');
        return known.stream().min(Comparator.comparingInt(each -> steps(typed, each))).orElse("");
    }

    /** A word that was only begun is one step away. */
    private static int steps(String typed, String known) {
        String word = known.replace('-', '_');
        boolean isBegun = typed.length() > 2 && word.startsWith(typed);
        return isBegun ? 1 : LevenshteinDistance.getDefaultInstance().apply(typed, word);
    }
}
