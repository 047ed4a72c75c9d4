package dev.podd.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FuzzyQueryTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pod          | src/Pod.java                 | true
            Pod          | src/pod.java                 | false
            sdpj         | src/dev/Pod.java             | true
            jpds         | src/dev/Pod.java             | false
            pod src      | src/dev/Pod.java             | true
            pod nowhere  | src/dev/Pod.java             | false
            src/pod      | src/dev/Pod.java             | true
            ÄPFEL        | obst/ÄPFEL.txt               | true
            äpfel        | obst/ÄPFEL.txt               | true
            """)
    void lettersComeInTheirOrder(String query, String path, boolean matches) {
        assertThat(FuzzyQuery.of(query).score(path) != FuzzyQuery.NO_MATCH).isEqualTo(matches);
    }

    /** Each line: a query, then paths in the order in which they should be offered. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pod      | src/Pod.java     | pod/src/Turn.java         | src/spdy/obsolete.d
            pods     | pod/Pods.java    | pod/PodServices.java      | pod/state/Other.java
            ff       | src/FileFinder.java | src/offers.txt         | fa/fb.txt/other
            readme   | README.md        | docs/readme_too.md        | docs/a_re_ad_me.txt
            turn.java | a/Turn.java     | a/ReTurn.java             | turn/x.java
            hc       | log/HashChain.java | log/archive.java        | h/abc
            """)
    void theMatchThatIsMeantComesFirst(String query, String first, String second, String third) {
        FuzzyQuery wanted = FuzzyQuery.of(query);
        List<String> sorted = Stream.of(third, second, first)
                .sorted(Comparator.comparingInt(path -> -wanted.score(path))).toList();
        assertThat(sorted.getFirst()).as(sorted.stream().map(path -> path + " " + wanted.score(path)).toList() + "")
                .isEqualTo(first);
    }

    @Test
    void anEmptyQueryMatchesEverything() {
        assertThat(FuzzyQuery.of("  ").isEmpty()).isTrue();
        assertThat(FuzzyQuery.of("").score("a")).isZero();
    }

    /** A subsequence is always found, whatever stands between, and nothing else is. */
    @Test
    void matchesExactlyTheSubsequences() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            String path = word(random, "abAB/._1", random.nextInt(12));
            String query = word(random, "abAB1", 1 + random.nextInt(4));
            boolean matchesCase = query.chars().anyMatch(Character::isUpperCase);
            assertThat(FuzzyQuery.of(query).score(path) >= 0).as(query + " in " + path)
                    .isEqualTo(isIn(query, matchesCase ? path : path.toLowerCase(java.util.Locale.ROOT)));
        }
    }

    private static boolean isIn(String query, String path) {
        int at = 0;
        for (int i = 0; i < path.length(); i++) {
            at += at < query.length() && path.charAt(i) == query.charAt(at) ? 1 : 0;
        }
        return at == query.length();
    }

    private static String word(Random random, String letters, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }
}
