package dev.podd.tool.builtin;

import java.util.ArrayList;
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
    /** Characters of the file and of the text together; where there are more, comparing takes long and says little. */
    private static final long MAX_CHARACTERS = 4 << 20;
    /** Lines that may be compared with another: about a tenth of a second. */
    private static final int MAX_COMPARED = 2_000_000;
    private static final int MAX_LINES_OF_FILE = 20_000;
    private static final double SIMILAR = 0.5;

    private final List<String> wanted;
    private final List<String> lines;

    private Nearest(List<String> wanted, List<String> lines) {
        this.wanted = wanted;
        this.lines = lines;
    }

    private boolean isTooMuch() {
        return wanted.size() > MAX_LINES_OF_FILE || lines.size() > MAX_LINES_OF_FILE
                || characters(wanted) + characters(lines) > MAX_CHARACTERS;
    }

    private static long characters(List<String> lines) {
        return lines.stream().mapToLong(String::length).sum();
    }

    /** Numbered lines that look like {@code text}, with a word on why they differ; null when nothing does. */
    static @Nullable String to(String text, List<String> lines) {
        Nearest nearest = new Nearest(text.strip().lines().toList(), lines);
        if (nearest.wanted.isEmpty() || nearest.isTooMuch()) {
            return null;
        }
        if (nearest.wanted.stream().allMatch(line -> line.matches("\\s*\\d+\t.*"))) {
            return "old_string holds the line numbers that read puts before each line; leave them out.";
        }
        List<Integer> same = nearest.sameButForSpace();
        return same.isEmpty() ? nearest.similar()
                : "It is there with other white space:\n" + nearest.shown(same);
    }

    /** As many places as are shown. Each line is squeezed once; in a file of equal lines the comparing ends early. */
    private List<Integer> sameButForSpace() {
        List<String> text = wanted.stream().map(Nearest::squeezed).toList();
        List<String> file = lines.stream().map(Nearest::squeezed).toList();
        List<Integer> places = new ArrayList<>();
        int compared = 0;
        for (int at = 0; at + text.size() <= file.size() && places.size() < MAX_PLACES
                && compared < MAX_COMPARED; at++) {
            int same = 0;
            while (same < text.size() && text.get(same).equals(file.get(at + same))) {
                same++;
            }
            compared += same + 1;
            if (same == text.size()) {
                places.add(at);
            }
        }
        return places;
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
