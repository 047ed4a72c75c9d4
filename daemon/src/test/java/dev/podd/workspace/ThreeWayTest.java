package dev.podd.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreeWayTest {
    /** Lines are parted by {@code /}; {@code conflict} is a word of its own. */
    @ParameterizedTest
    @CsvSource({
        "a/b/c,           a/X/c,           a/b/Y,           a/X/Y",
        "a/b/c,           X/b/c,           a/Y/c,           X/Y/c",
        "a/b/c,           a/X/c,           a/Y/c,           conflict",
        "a/b/c,           a/X/c,           a/X/c,           a/X/c",
        "a/f(b)/c,        a/f(b) mine/c,   a/g(b)/c,        a/g(b) mine/c",
        "a/f(b)/c,        a/f(b; d)/c,     a/f(b; e)/c,     conflict",
        "a/one two/c,     a/one 2/c,       a/1 two/c,       a/1 2/c",
        "a/b/c,           a/c,             a/b X/c,         conflict",
        "a/größe 😀/c,    a/größe 😀 X/c,  a/Größe 😀/c,    a/Größe 😀 X/c",
    })
    void changesAreMergedByLinesThenByWords(String base, String one, String other, String merged) {
        Optional<String> due = merged.equals("conflict") ? Optional.empty() : Optional.of(text(merged));
        assertThat(ThreeWay.merged(text(base), text(one), text(other))).isEqualTo(due);
        assertThat(ThreeWay.merged(text(base), text(other), text(one))).isEqualTo(due);
    }

    private static String text(String slashed) {
        return slashed.replace("/", "\n") + "\n";
    }

    @ParameterizedTest
    @CsvSource({"a b c, a b c, 0", "a b c, a X c, 2", "a/b/c, a/b X/c, 2", "a/b, a, 2"})
    void theDistanceCountsWords(String one, String other, int distance) {
        assertThat(ThreeWay.distance(text(one), text(other))).isEqualTo(distance);
    }

    @Test
    void ofVeryLongRangesEachWordCounts() {
        String one = "a b ".repeat(300_000);
        assertThat(ThreeWay.distance("same\n" + one + "\nsame\n", "same\nX\nsame\n"))
                .isGreaterThan(1_200_000).isLessThan(1_200_010);
    }
}
