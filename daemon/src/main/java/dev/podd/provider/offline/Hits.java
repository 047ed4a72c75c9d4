package dev.podd.provider.offline;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How often each term is in each file, read from the counts that grep gave.
 *
 * @param counts   by term, then by path
 * @param spread   by term, in how many files it is, those not listed included
 * @param searched how many files were searched
 * @param unread   what could not be read, as grep says it; empty for nothing
 */
record Hits(Map<Term, Map<String, Integer>> counts, Map<Term, Integer> spread, int searched, String unread) {
    private static final Pattern SUMMARY = Pattern.compile("\\d+ match(?:es)? in (\\d+) of (\\d+) files?.*",
            Pattern.DOTALL);
    private static final Pattern NOTHING = Pattern.compile("no match .* in (\\d+) files?.*", Pattern.DOTALL);
    private static final Pattern COUNT = Pattern.compile("(.+):(\\d+)");

    static Hits of(List<Term> terms, List<OfflineExchange.Done> greps) {
        Map<Term, Map<String, Integer>> counts = new LinkedHashMap<>();
        Map<Term, Integer> spread = new HashMap<>();
        int searched = 0;
        String unread = "";
        for (Term term : terms) {
            for (OfflineExchange.Done grep : greps) {
                if (grep.isOk() && grep.argument("pattern").equals(term.pattern())) {
                    counts.put(term, counts(grep.lines()));
                    unread = unread(grep.result().summary());
                    Matcher summary = SUMMARY.matcher(grep.result().summary());
                    Matcher nothing = NOTHING.matcher(grep.result().summary());
                    spread.put(term, summary.matches() ? Integer.parseInt(summary.group(1)) : 0);
                    searched = Math.max(searched, summary.matches() ? Integer.parseInt(summary.group(2))
                            : nothing.matches() ? Integer.parseInt(nothing.group(1)) : 0);
                }
            }
        }
        return new Hits(counts, spread, searched, unread);
    }

    private static String unread(String summary) {
        return summary.lines().filter(line -> line.contains(" could not be read: ")).collect(Collectors.joining("; "));
    }

    /** How much a term tells: much if few files have it, next to nothing if all do. */
    double weight(Term term) {
        int files = spread.getOrDefault(term, 0);
        return term.weight() * Math.log(1 + (searched - files + 0.5) / (files + 0.5));
    }

    private static Map<String, Integer> counts(List<String> lines) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher count = COUNT.matcher(line);
            if (count.matches()) {
                counts.put(count.group(1), Integer.parseInt(count.group(2)));
            }
        }
        return counts;
    }
}
