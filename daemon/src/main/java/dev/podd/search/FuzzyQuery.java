package dev.podd.search;

import java.util.Arrays;
import java.util.List;

/**
 * What a person remembers of a path: its characters in order, with others between them. Each word of the query must
 * match; one with a capital letter matches case. Scores as fzf does: a match counts more at the start of a word, in a run,
 * and in the last part of the path. Immutable.
 */
public final class FuzzyQuery {
    /** Of what does not match. */
    public static final int NO_MATCH = -1;

    /** A longer query is cut. */
    private static final int MAX_LENGTH = 200;
    private static final int CHARACTER = 16;
    private static final int WORD_START = 8;
    private static final int HUMP = 7;
    private static final int RUN = 6;
    private static final int GAP_START = 3;
    private static final int GAP = 1;
    /** For a word that lies in the last part of the path. */
    private static final int NAME = 24;
    /** For a word whose first letter begins the last part of the path. */
    private static final int NAME_START = 16;
    /** For a word that is all of the last part of the path; less for one that is less of it. */
    private static final int COVERED = 16;

    private final List<Word> words;

    private FuzzyQuery(List<Word> words) {
        this.words = words;
    }

    public static FuzzyQuery of(String query) {
        String cut = query.length() > MAX_LENGTH ? query.substring(0, MAX_LENGTH) : query;
        return new FuzzyQuery(Arrays.stream(cut.strip().split("\\s+")).filter(word -> !word.isEmpty()).map(Word::of)
                .toList());
    }

    /** Whether it matches everything. */
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /**
     * How well a path matches, with {@code /} between its parts: more is better, 0 where nothing is asked for.
     *
     * @return {@link #NO_MATCH} when it does not
     */
    public int score(String path) {
        int sum = 0;
        for (Word word : words) {
            int score = word.score(path);
            if (score < 0) {
                return NO_MATCH;
            }
            sum += score;
        }
        return sum;
    }

    /** One word of a query. */
    private record Word(String text, boolean matchesCase) {
        static Word of(String text) {
            boolean matchesCase = text.chars().anyMatch(Character::isUpperCase);
            return new Word(matchesCase ? text : lower(text), matchesCase);
        }

        private static String lower(String text) {
            StringBuilder lower = new StringBuilder(text);
            for (int i = 0; i < text.length(); i++) {
                lower.setCharAt(i, Character.toLowerCase(text.charAt(i)));
            }
            return lower.toString();
        }

        int score(String path) {
            int name = path.lastIndexOf('/') + 1;
            int inName = best(path, name);
            if (inName == NO_MATCH) {
                return best(path, 0);
            }
            boolean begins = is(path.charAt(name), text.charAt(0));
            return inName + NAME + (begins ? NAME_START : 0) + COVERED * text.length() / (path.length() - name);
        }

        /** The shortest match that ends first, found forwards and then backwards. */
        private int best(String path, int from) {
            int end = end(path, from);
            if (end < 0) {
                return NO_MATCH;
            }
            int start = end;
            for (int left = text.length() - 1; left >= 0; start--) {
                if (is(path.charAt(start - 1), text.charAt(left))) {
                    left--;
                }
            }
            return Math.max(0, score(path, start, end));
        }

        /** Behind the last character of a match; -1 for none. */
        private int end(String path, int from) {
            int found = 0;
            for (int i = from; i < path.length(); i++) {
                if (is(path.charAt(i), text.charAt(found)) && ++found == text.length()) {
                    return i + 1;
                }
            }
            return -1;
        }

        private int score(String path, int start, int end) {
            int score = 0;
            int found = 0;
            boolean isRun = false;
            for (int i = start; i < end; i++) {
                if (found < text.length() && is(path.charAt(i), text.charAt(found))) {
                    score += CHARACTER + Math.max(place(path, i), isRun ? RUN : 0);
                    found++;
                    isRun = true;
                } else {
                    score -= isRun ? GAP_START : GAP;
                    isRun = false;
                }
            }
            return score;
        }

        private static int place(String path, int index) {
            char before = index == 0 ? '/' : path.charAt(index - 1);
            if (!Character.isLetterOrDigit(before)) {
                return WORD_START;
            }
            boolean isHump = Character.isUpperCase(path.charAt(index)) && !Character.isUpperCase(before)
                    || Character.isDigit(path.charAt(index)) && !Character.isDigit(before);
            return isHump ? HUMP : 0;
        }

        private boolean is(char found, char wanted) {
            return found == wanted || !matchesCase && Character.toLowerCase(found) == wanted;
        }
    }
}
