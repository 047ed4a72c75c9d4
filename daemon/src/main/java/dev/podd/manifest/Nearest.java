package dev.podd.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

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
        return typed.length() > 2 && word.startsWith(typed) ? 1 : distance(typed, word);
    }

    /** Levenshtein's: letters to insert, delete or change. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
