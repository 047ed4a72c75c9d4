package dev.podd.shell;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The options of a program, as far as needed to find where they end.
 *
 * @param alone      letters of options without a value
 * @param withValue  letters of options with one
 * @param longAlone  long options without a value
 * @param longValue  long options with one, either behind {@code =} or as the next word
 */
record Options(String alone, String withValue, Set<String> longAlone, Set<String> longValue) {
    static final int UNKNOWN = -1;

    static Options of(String alone, String withValue, String... longOnes) {
        return new Options(alone, withValue,
                Set.of(longOnes).stream().filter(each -> !each.endsWith("=")).collect(Collectors.toSet()),
                Set.of(longOnes).stream().filter(each -> each.endsWith("="))
                        .map(each -> each.substring(0, each.length() - 1)).collect(Collectors.toSet()));
    }

    /** Where the first word stands that is no option; {@link #UNKNOWN} if one of them is not fixed or not known. */
    int end(List<Word> words, int from) {
        int at = from;
        while (at < words.size()) {
            String text = words.get(at).text();
            if (words.get(at).begins("-") && !text.equals("-") || !words.get(at).isFixed()) {
                int width = width(words.get(at), text);
                if (width == 0) {
                    return at + 1;
                }
                if (width < 0) {
                    return UNKNOWN;
                }
                at += width;
            } else {
                return at;
            }
        }
        return at > words.size() ? UNKNOWN : at;
    }

    /** How many words an option takes; none for the one that ends them; less if it is not known. */
    private int width(Word word, String text) {
        if (!word.isFixed()) {
            return UNKNOWN;
        }
        if (text.equals("--")) {
            return 0;
        }
        if (text.startsWith("--")) {
            int equals = text.indexOf('=');
            String name = text.substring(2, equals < 0 ? text.length() : equals);
            return longValue.contains(name) ? equals < 0 ? 2 : 1 : longAlone.contains(name) && equals < 0 ? 1 : UNKNOWN;
        }
        for (int i = 1; i < text.length(); i++) {
            if (withValue.indexOf(text.charAt(i)) >= 0) {
                return i + 1 == text.length() ? 2 : 1;
            }
            if (alone.indexOf(text.charAt(i)) < 0) {
                return UNKNOWN;
            }
        }
        return 1;
    }

    /** Whether one of the options before a place has a letter. */
    static boolean has(List<Word> words, int end, char letter) {
        return words.subList(1, end).stream().map(Word::text)
                .anyMatch(text -> text.startsWith("-") && !text.startsWith("--") && text.indexOf(letter) > 0);
    }
}
