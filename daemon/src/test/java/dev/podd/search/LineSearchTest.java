package dev.podd.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineSearchTest {
    /** Text that a match must hold, and none where that is not certain. */
    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '`',
            value = {"foo§foo", "class Foo|interface Foo§class Foo,interface Foo",
                "foo.*barbaz§barbaz", "a+bc§bc", "fooo?§foo", "fo{2}x§f", "x(foo|bar)yz§yz", "(foo)§", "foo|§",
                "\\bfoo\\b§foo",
                "a\\.b\\(§a.b(", "[fg]oo§oo", "[^]]x§", "\\p{L}foo§foo", "\\x41foo§", "(?i)foo§", "foo(?=bar)§foo",
                "(?:a|b)cd§cd",
                "\\Qa.b\\E§", "\\d+ms§ms", ".*§", "a|b|c|d|e|f|g|h|i§", "(a)\\10b§", "[a&&[b]]c§c", "a++b§a"})
    void theTextThatAMatchMustHoldIsKnown(String pattern, String needles) {
        String found = String.join(",",
                LinePattern.of(pattern, false).needles().stream().map(Needle::toString).toList());

        assertThat(found).isEqualTo(needles == null ? "" : needles);
    }

    @ParameterizedTest
    @CsvSource({"grün, false, 'grün\nGrün\n', '0'", "GRÜN, true, 'grün\nGrün\n', '0,1'", "k, true, 'K\nk\nx', '0,1'",
        "b$, false, 'ab\r\nb c\r\nb', '0,2'", "'', false, 'a\n\n', '0,1'", "^$, false, 'a\n\nb', '1'",
        "a.c, false, 'a\nc\nabc', '2'", "\\s, false, 'a\nb c', '1'", "a|b|, false, 'x\na', '0,1'"})
    void aPatternLooksAtSingleLines(String pattern, boolean ignoresCase, String text, String lines) {
        assertThat(String.join(",", search(LinePattern.of(pattern, ignoresCase), text))).isEqualTo(lines);
    }

    /** The needles only make it fast: without them the same lines are found. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theSameLinesAreFoundAsByTheExpressionAlone(long seed) {
        Random random = new Random(seed);
        List<String> parts = List.of("a", "b", "ab", "B", "ba", ".", "x", "(a|b)", "[ab]", "a?", "b*", "a+", "|", "\\b",
                " ", "é",
                "(?:ab)?", "\\w", "a{2}", "^", "$", "\\.", "aab");
        for (int round = 0; round < 5000; round++) {
            StringBuilder pattern = new StringBuilder();
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                String part = parts.get(random.nextInt(parts.size()));
                pattern.append(part);
            }
            boolean ignoresCase = random.nextBoolean();
            String text = text(random);

            List<String> expected = naive(pattern.toString(), ignoresCase, text);
            assertThat(search(LinePattern.of(pattern.toString(), ignoresCase), text)).as("%s in %s", pattern, text)
                    .isEqualTo(expected);
        }
    }

    @Test
    void anExpressionThatTakesForEverCanBeStopped() {
        byte[] bytes = "x".repeat(500).getBytes(UTF_8);
        LineSearch search = new LineSearch(LinePattern.of("(x+x+)+[yz]", false), () -> true);

        assertThatThrownBy(() -> search.search(bytes, bytes.length, (start, end) -> true))
                .isInstanceOf(SearchStoppedException.class);
    }

    @Test
    void aListenerCanEndTheSearch() {
        byte[] bytes = "a\na\na\n".getBytes(UTF_8);
        AtomicInteger told = new AtomicInteger();

        new LineSearch(LinePattern.of("a", false), () -> false).search(bytes, bytes.length,
                (start, end) -> told.incrementAndGet() < 2);

        assertThat(told).hasValue(2);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append("aAbBxé \n.".charAt(random.nextInt(9)));
        }
        return text.toString();
    }

    /** Numbers of the matching lines, from 0. */
    private static List<String> naive(String pattern, boolean ignoresCase, String text) {
        Pattern regex = Pattern.compile(pattern,
                ignoresCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : Pattern.UNIX_LINES);
        List<String> found = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (regex.matcher(lines.get(i)).find()) {
                found.add(Integer.toString(i));
            }
        }
        return found;
    }

    private static List<String> search(LinePattern pattern, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        List<String> found = new ArrayList<>();
        new LineSearch(pattern, () -> false).search(bytes, bytes.length, (start, end) -> found
                .add(Long.toString(new String(bytes, 0, start, UTF_8).chars().filter(c -> c == '\n').count())));
        return found;
    }
}
