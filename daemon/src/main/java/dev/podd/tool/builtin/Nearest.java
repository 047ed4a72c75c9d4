package dev.podd.tool.builtin;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where in a file a text might be that is not there as given. */
final class Nearest {
    private static final int MAX_PLACES = 3;
    private static final int MAX_LINES = 12;
    /** Of a longer file nothing is suggested: comparing takes long and says little. */
    private static final int MAX_COMPARED = 20_000;
    private static final double SIMILAR = 0.5;

    private final List<String> wanted;
    private final List<String> lines;

    private Nearest(List<String> wanted, List<String> lines) {
        this.wanted = wanted;
        this.lines = lines;
    }

    /** Numbered lines that look like {@code text}, with a word on why they differ; null when nothing does. */
    static @Nullable String to(String text, List<String> lines) {
        Nearest nearest = new Nearest(text.strip().lines().toList(), lines);
        if (nearest.wanted.isEmpty() || lines.size() > MAX_COMPARED) {
            return null;
        }
        if (nearest.wanted.stream().allMatch(line -> line.matches("\\s*\\d+\t.*"))) {
            return "old_string holds the line numbers that read puts before each line; leave them out.";
        }
        List<Integer> same = nearest.sameButForSpace();
        return same.isEmpty() ? nearest.similar()
                : "It is there with other white space:\n" + nearest.shown(same);
    }

    private List<Integer> sameButForSpace() {
        return IntStream.rangeClosed(0, lines.size() - wanted.size()).filter(this::isSameButForSpace).boxed().toList();
    }

    private boolean isSameButForSpace(int at) {
        return IntStream.range(0, wanted.size())
                .allMatch(i -> squeezed(wanted.get(i)).equals(squeezed(lines.get(at + i))));
    }

    private static String squeezed(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }

    /** Looks for the longest line of the text, which says most. */
    private @Nullable String similar() {
        int anchor = IntStream.range(0, wanted.size()).boxed()
                .max(Comparator.comparingInt(i -> wanted.get(i).strip().length())).orElse(0);
        Map<String, Integer> pairs = pairs(wanted.get(anchor));
        record Place(int line, double similarity) {}
        List<Integer> places = IntStream.range(0, lines.size())
                .mapToObj(i -> new Place(i, similarity(pairs, pairs(lines.get(i)))))
                .filter(place -> place.similarity >= SIMILAR)
                .sorted(Comparator.comparingDouble(Place::similarity).reversed()).limit(MAX_PLACES)
                .map(place -> Math.max(0, place.line - anchor)).toList();
        return places.isEmpty() ? null : "The most similar lines are:\n" + shown(places);
    }

    private String shown(List<Integer> places) {
        int length = Math.min(wanted.size(), MAX_LINES);
        return places.stream().limit(MAX_PLACES).map(at -> Numbered.lines(lines, at, at + length))
                .collect(Collectors.joining("\n…\n"));
    }

    /** Of all pairs of neighbouring characters, the share that both have (Sørensen and Dice). */
    private static double similarity(Map<String, Integer> one, Map<String, Integer> other) {
        int shared = 0;
        for (Map.Entry<String, Integer> pair : one.entrySet()) {
            shared += Math.min(pair.getValue(), other.getOrDefault(pair.getKey(), 0));
        }
        int all = size(one) + size(other);
        return all == 0 ? 0 : 2.0 * shared / all;
    }

    private static int size(Map<String, Integer> pairs) {
        return pairs.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> pairs(String line) {
        String text = line.strip();
        Map<String, Integer> pairs = new HashMap<>();
        for (int i = 0; i + 2 <= Math.min(text.length(), 400); i++) {
            pairs.merge(text.substring(i, i + 2), 1, Integer::sum);
        }
        return pairs;
    }
}
