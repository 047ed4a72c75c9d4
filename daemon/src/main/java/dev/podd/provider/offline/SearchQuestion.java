package dev.podd.provider.offline;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person asks, as terms to look for: names and quoted text as they stand, other words by their stem. Read by
 * expressions that take linear time, since a question may be a pasted file.
 */
record SearchQuestion(List<Term> terms) {
    private static final int MAX_TERMS = 8;
    private static final Pattern QUOTED = Pattern.compile("`([^`\n]{2,80})`|\"([^\"\n]{2,80})\"");
    /** With an inner capital, a digit, or signs that join parts: no word of a sentence. */
    private static final Pattern NAME = Pattern.compile(
            "[\\p{L}_]\\w*(?:[./:_-]\\w+)+|\\p{L}*\\p{Ll}\\p{Lu}\\w*|\\p{L}+\\d\\w*");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\d]{2,}");
    private static final Set<String> COMMON = common();

    static SearchQuestion of(String text) {
        Map<String, Term> terms = new LinkedHashMap<>();
        String rest = take(QUOTED, text, terms);
        rest = take(NAME, rest, terms);
        Matcher word = WORD.matcher(rest);
        while (word.find()) {
            String lower = word.group().toLowerCase(Locale.ROOT);
            if (!COMMON.contains(lower)) {
                terms.putIfAbsent(lower, Term.word(word.group()));
            }
        }
        return new SearchQuestion(terms.values().stream().limit(MAX_TERMS).toList());
    }

    /** This question with the terms of the one before, for one that says too little by itself. */
    SearchQuestion after(SearchQuestion earlier) {
        Map<String, Term> all = new LinkedHashMap<>();
        terms.forEach(term -> all.put(term.text().toLowerCase(Locale.ROOT), term));
        earlier.terms.forEach(term -> all.putIfAbsent(term.text().toLowerCase(Locale.ROOT), term));
        return new SearchQuestion(all.values().stream().limit(MAX_TERMS).toList());
    }

    /** The terms as the person wrote them, for an answer. */
    String shown() {
        return terms.stream().map(term -> "`" + term.text() + "`").collect(Collectors.joining(", "));
    }

    /** Takes all names out of a text, and gives back what is left. */
    private static String take(Pattern pattern, String text, Map<String, Term> terms) {
        Matcher name = pattern.matcher(text);
        while (name.find()) {
            String found = name.groupCount() == 0 ? name.group()
                    : name.group(1) != null ? name.group(1) : name.group(2);
            terms.putIfAbsent(found.toLowerCase(Locale.ROOT), Term.name(found));
        }
        return name.replaceAll(" ");
    }

    private static Set<String> common() {
        try (InputStream words = SearchQuestion.class.getResourceAsStream("common-words.txt")) {
            if (words == null) {
                throw new IllegalStateException("common-words.txt is not on the class path");
            }
            return new String(words.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).flatMap(line -> Stream.of(line.split(" ")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
