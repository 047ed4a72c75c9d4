package dev.podd.provider.offline;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something to look for.
 *
 * @param text        as the person wrote it
 * @param pattern     how it, or a word of like meaning, shows in source and prose, as a regular expression of grep, which
 *                    has no look-around
 * @param own         the part of the pattern that is the word itself
 * @param ignoresCase whether the pattern is for any case
 * @param weight      how much a match says; 1 for a plain word
 */
record Term(String text, String pattern, String own, boolean ignoresCase, double weight) {
    /** In shorter words too much else is hidden: they count only as words, or as parts of a name in camel case. */
    private static final int SHORT = 3;
    private static final double OF_A_NAME = 2;
    /** What may be said with another verb in the source than in the question. */
    private static final List<List<String>> ALIKE = List.of(
            List.of("find", "found", "locate", "lookup", "look up", "search", "discover", "resolve"),
            List.of("start", "launch", "boot", "spawn"), List.of("stop", "cancel", "interrupt", "abort", "kill"),
            List.of("delete", "remove"), List.of("save", "store", "persist", "record"),
            List.of("error", "exception", "fail"), List.of("config", "setting", "option"),
            List.of("limit", "maximum", "bound"), List.of("allow", "permit", "permission"),
            List.of("build", "compile"), List.of("send", "write", "emit"), List.of("show", "display", "render"));

    /** A word of the question. */
    static Term word(String word) {
        String stem = stem(word.toLowerCase(Locale.ROOT));
        if (stem.length() <= SHORT) {
            return new Term(word, shortWord(stem, "[A-Z_]", "(?:[^a-z]|$)"),
                    shortWord(stem, "(?=[A-Z_])", "(?![a-z])"), false, 1);
        }
        List<String> same = ALIKE.stream().filter(group -> group.contains(stem)).findFirst().orElse(List.of(stem));
        return new Term(word, String.join("|", same.stream().map(Term::quoted).toList()), quoted(stem), true, 1);
    }

    /** A name from the source, or words in quotes: what is meant literally. */
    static Term name(String name) {
        return new Term(name, quoted(name), quoted(name), false, OF_A_NAME);
    }

    Pattern regex() {
        return compiled(pattern);
    }

    /** The word itself, not one of like meaning. */
    Pattern ownRegex() {
        return compiled(own);
    }

    /** The declaration of something with the word in its name; what else is in the name are the groups before and after. */
    Pattern definition() {
        return compiled(
                "\\b(?:class|interface|record|enum|struct|trait|type|def|fn|func(?:\\s*\\([^)]*\\))?|function|fun|module)\\s+(?<before>\\w*?)(?:"
                        + own + ")(?<after>\\w*)");
    }

    private Pattern compiled(String expression) {
        return Pattern.compile(expression, ignoresCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    }

    /**
     * @param nextPart what shows that another part of a name follows
     * @param end      what shows that the word ends
     */
    private static String shortWord(String word, String nextPart, String end) {
        String capital = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        return "\\b" + word + "s?\\b|\\b" + word + nextPart + "|" + capital + "s?" + end + "|\\b"
                + word.toUpperCase(Locale.ROOT) + end;
    }

    /** Without the ends that English puts on words, as far as they can be told without a dictionary. */
    private static String stem(String word) {
        for (String end : List.of("ings", "ing", "ies", "ed", "es", "s")) {
            if (word.endsWith(end) && word.length() - end.length() > SHORT && !word.endsWith("ss")) {
                return undoubled(word.substring(0, word.length() - end.length()));
            }
        }
        return word;
    }

    private static String undoubled(String stem) {
        int last = stem.length() - 1;
        return stem.charAt(last) == stem.charAt(last - 1) && "bdgmnprt".indexOf(stem.charAt(last)) >= 0
                ? stem.substring(0, last) : stem;
    }

    private static String quoted(String text) {
        return text.replaceAll("([\\\\.\\[\\]{}()*+?^$|])", "\\\\$1");
    }
}
