package dev.podd.provider.offline;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Orders files by how well they fit a question: by the terms in them, in their names, and by what kind they are. */
final class FileRanking {
    /** More of the same word soon says no more (the k of BM25). */
    private static final double SATURATION = 1.2;
    private static final double IN_NAME = 1.5;
    private static final Pattern TEST = Pattern
            .compile("(^|/)(tests?|testdata|fixtures|__tests__)/|Test\\.|_test\\.|\\.test\\.|\\.spec\\.");
    private static final Pattern MADE = Pattern
            .compile("(^|/)(dist|vendor|generated)/|lock\\.|\\.(lock|min\\.js|svg|json|csv|map)$");

    private final Hits hits;
    private final Map<Term, Pattern> regexes;

    FileRanking(Hits hits) {
        this.hits = hits;
        this.regexes = hits.counts().keySet().stream().collect(Collectors.toMap(term -> term, Term::regex));
    }

    /** The best first; of equals, the one whose path comes first. {@code named} are files found by name. */
    List<String> best(List<String> named, int max) {
        return scores(named).entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey).limit(max).toList();
    }

    /** From 0 to 1, 1 for the best file. */
    Map<String, Double> shares() {
        Map<String, Double> scores = scores(List.of());
        double best = scores.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        scores.replaceAll((path, score) -> score / best);
        return scores;
    }

    private Map<String, Double> scores(List<String> named) {
        Map<String, Double> scores = new TreeMap<>();
        hits.counts().forEach((term, counts) -> counts.forEach((path, count) -> scores.merge(path,
                hits.weight(term) * count * (SATURATION + 1) / (count + SATURATION), Double::sum)));
        named.forEach(path -> scores.putIfAbsent(path, 0.0));
        scores.replaceAll((path, score) -> (score + nameScore(path)) * kind(path));
        return scores;
    }

    private double nameScore(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return regexes.entrySet().stream().filter(term -> term.getValue().matcher(name).find())
                .mapToDouble(term -> IN_NAME * hits.weight(term.getKey())).sum();
    }

    /** What people ask about is rather in the program and its documentation than in tests and data. */
    static double kind(String path) {
        if (MADE.matcher(path).find()) {
            return 0.3;
        }
        if (TEST.matcher(path).find()) {
            return 0.5;
        }
        return path.endsWith(".md") ? 1.1 : 1;
    }
}
