package dev.podd.provider.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the stretches of lines in which a question's terms stand close together. */
final class PassageRanking {
    private static final int WINDOW = 10;
    private static final int AFTER = 2;
    private static final int PER_FILE = 2;
    /** What a term is worth once more, by another word, in a comment, in a heading, in a declared name, as such a name. */
    private static final double AGAIN = 0.15;
    private static final double ALIKE = 0.4;
    private static final double SAID = 1.25;
    private static final double HEADING = 1.5;
    private static final double IN_DECLARED = 1.4;
    private static final double DECLARED = 2.5;
    /** Each further term within so many lines makes the whole worth more than its parts. */
    private static final int CLOSE = 2;
    private static final double TOGETHER = 2;
    /** Rows of a table have little to do with each other. */
    private static final double TABLE = 0.6;
    private static final Pattern IMPORT = Pattern
            .compile("\\s*(import|package|using|#include|from\\s.+\\simport|use)\\b.*");
    private static final Pattern COMMENT = Pattern.compile("\\s*(/?\\*|//|#|--|\"\"\").*");

    private final Hits hits;
    private final List<Sought> terms;
    private final String question;
    private final boolean isSentence;
    private final Map<String, Double> shares;

    /** @param question a line that holds it word for word is no answer, unless it is one or two words: those are a name */
    PassageRanking(Hits hits, String question) {
        this.hits = hits;
        this.terms = hits.counts().keySet().stream().map(Sought::of).toList();
        this.question = question.strip().toLowerCase(Locale.ROOT);
        this.isSentence = this.question.split("\\s+").length > 2;
        this.shares = new FileRanking(hits).shares();
    }

    /** A term, and how to see it. */
    private record Sought(Term term, Pattern any, Pattern own, Pattern definition) {
        static Sought of(Term term) {
            return new Sought(term, term.regex(), term.ownRegex(), term.definition());
        }

        boolean isIn(String line) {
            return any.matcher(line).find();
        }

        double place(String line) {
            double word = own.matcher(line).find() ? 1 : ALIKE;
            Matcher declared = definition.matcher(line);
            if (declared.find()) {
                return declared.group("before").isEmpty() && declared.group("after").isEmpty() ? DECLARED : IN_DECLARED;
            }
            return COMMENT.matcher(line).matches() ? word * (line.startsWith("#") ? HEADING : SAID) : word;
        }
    }

    /**
     * The best first, none overlapping, at most {@code max}; before all the best of the file that fits best as a whole,
     * since a few lines can be deceptive.
     */
    List<Passage> best(List<Passage> stretches, int max) {
        List<Passage> windows = stretches.stream().flatMap(stretch -> windows(stretch).stream())
                .sorted(Comparator.comparingDouble(Passage::score).reversed().thenComparing(Passage::path)
                        .thenComparingInt(Passage::first))
                .toList();
        List<Passage> best = new ArrayList<>();
        windows.stream().filter(each -> shares.getOrDefault(each.path(), 0.0) == 1).findFirst().ifPresent(best::add);
        for (Passage each : windows) {
            long ofFile = best.stream().filter(other -> other.path().equals(each.path())).count();
            if (best.size() < max && ofFile < PER_FILE && best.stream().noneMatch(each::touches)) {
                best.add(each);
            }
        }
        return best;
    }

    private List<Passage> windows(Passage stretch) {
        List<Passage> windows = new ArrayList<>();
        List<String> lines = stretch.lines();
        List<Set<Sought>> found = lines.stream().map(this::found).toList();
        double ofFile = Math.sqrt(shares.getOrDefault(stretch.path(), 0.1));
        for (int from = 0; from < lines.size() && (from == 0 || from + WINDOW <= lines.size()); from++) {
            int to = Math.min(lines.size(), from + WINDOW);
            double score = score(lines.subList(from, to), found.subList(from, to));
            if (score > 0) {
                windows.add(trimmed(stretch, found, from, to, score * ofFile));
            }
        }
        return windows;
    }

    /** From the first line that holds a term to a little after the last. */
    private static Passage trimmed(Passage stretch, List<Set<Sought>> found, int from, int to, double score) {
        int start = from;
        while (found.get(start).isEmpty()) {
            start++;
        }
        int end = to;
        while (end > start + 1 && found.get(end - 1).isEmpty()) {
            end--;
        }
        end = Math.min(to, end + AFTER);
        return new Passage(stretch.path(), stretch.first() + start, stretch.lines().subList(start, end), score);
    }

    private double score(List<String> lines, List<Set<Sought>> found) {
        double score = 0;
        for (Sought term : terms) {
            double best = 0;
            int times = 0;
            for (int i = 0; i < lines.size(); i++) {
                if (found.get(i).contains(term)) {
                    best = Math.max(best, term.place(lines.get(i)));
                    times++;
                }
            }
            score += hits.weight(term.term) * best * (1 + AGAIN * Math.min(3, Math.max(0, times - 1)));
        }
        boolean isTable = lines.stream().filter(line -> line.startsWith("|")).count() > lines.size() / 2;
        return score == 0 ? 0
                : score * Math.pow(TOGETHER, Math.max(0, together(lines, found) - 1)) * (isTable ? TABLE : 1);
    }

    private Set<Sought> found(String line) {
        boolean saysNothing = IMPORT.matcher(line).matches()
                || (isSentence && line.toLowerCase(Locale.ROOT).contains(question));
        return saysNothing ? Set.of()
                : terms.stream().filter(term -> term.isIn(line)).collect(Collectors.toUnmodifiableSet());
    }

    /** The most different terms in any few neighbouring lines; one that is everywhere or said otherwise counts for less. */
    private double together(List<String> lines, List<Set<Sought>> found) {
        double most = 0;
        for (int i = 0; i < lines.size(); i++) {
            int to = Math.min(lines.size(), i + CLOSE);
            String few = String.join("\n", lines.subList(i, to));
            most = Math.max(most, found.subList(i, to).stream().flatMap(Set::stream).distinct()
                    .mapToDouble(term -> share(term) * (term.own.matcher(few).find() ? 1 : ALIKE)).sum());
        }
        return most;
    }

    /** Next to nothing for a term that is everywhere. */
    private double share(Sought term) {
        double most = terms.stream().mapToDouble(each -> hits.weight(each.term)).max().orElse(1);
        return hits.weight(term.term) / most;
    }

    /** Whether a line only brings names in from elsewhere. */
    static boolean isImport(String line) {
        return IMPORT.matcher(line).matches();
    }
}
