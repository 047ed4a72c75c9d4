package dev.podd.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
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
                "a\\.b\\(§a.b(", "[fg]oo§oo", "[^]]x§", "\\p{L}foo§foo", "\\x41foo§", "(?i)foo§", "(?:a|b)cd§cd",
                "\\Qa.b\\E§", "\\d+ms§ms", ".*§", "a|b|c|d|e|f|g|h|i§", "(a)\\10b§", "[a&&[b]c§c", "foo[[x]x|y]§foo,y]",
                "[[:alpha:]]foo[x]§foo", "go🚀*§go", "go🚀+§go🚀"})
    void theTextThatAMatchMustHoldIsKnown(String pattern, String needles) {
        String found = String.join(",",
                LinePattern.of(pattern, false).needles().stream().map(Needle::toString).toList());

        assertThat(found).isEqualTo(needles == null ? "" : needles);
    }

    @ParameterizedTest
    @CsvSource({"grün, false, 'grün\nGrün\n', '0'", "GRÜN, true, 'grün\nGrün\n', '0,1'", "k, true, 'K\nk\nx', '0,1'",
        "b$, false, 'ab\r\nb c\r\nb', '0,2'", "'', false, 'a\n\n', '0,1'", "^$, false, 'a\n\nb', '1'",
        "a.c, false, 'a\nc\nabc', '2'", "\\s, false, 'a\nb c', '1'", "a|b|, false, 'x\na', '0,1'",
        "go🚀?, false, 'go\ngo🚀\ng', '0,1'"})
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
                "(?:ab)?", "\\w", "a{2}", "^", "$", "\\.", "aab",
                "🚀", "🚀*");
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

    /** Expressions on which an engine that tries one way after the other does not end. */
    @ParameterizedTest
    @ValueSource(strings = {"(x+x+)+[yz]", "^(.*?,){24}P", "(x|x|x)*y", "(.*)(.*)(.*)(.*)(.*)[^x]$"})
    void noExpressionTakesLongerThanItsLineIsLong(String pattern) {
        assertThat(search(LinePattern.of(pattern, false), "x".repeat(20_000))).isEmpty();
    }

    @Test
    void aLetterThatRe2TakesAsEqualToOneBeyondAsciiIsFound() {
        assertThat(search(LinePattern.of("wasser|kelvin", true), "Wa\u017f\u017fer\n\u212aelvin\n")).hasSize(2);
    }

    @Test
    void aLongLineCanBeStopped() {
        byte[] bytes = "x".repeat(50_000).getBytes(UTF_8);
        LineSearch search = new LineSearch(LinePattern.of("x{900}[yz]", false), () -> true);

        assertThatThrownBy(() -> search.search(bytes, bytes.length, (start, end) -> true))
                .isInstanceOf(SearchStoppedException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', value = {"((x{1000}){1000}){1000}§the expression is too large",
        "(a{100}b{0,100}){999}§the expression is too large", "a(?=b)§RE2's, which has no look-around",
        "(a)\\1§which has no look-around, backreferences",
        "a++b§possessive repetitions: search for a simpler expression",
        "x{1001}§invalid repeat count at {1001}", "a(b§\"a(b\" is no regular expression: missing closing )"})
    void anExpressionThatCannotBeUsedSaysWhy(String pattern, String message) {
        assertThatThrownBy(() -> LinePattern.of(pattern, false)).isInstanceOf(PatternException.class)
                .hasMessageContaining(message);
    }

    @Test
    void groupsCannotBeTooDeep() {
        assertThatThrownBy(() -> LinePattern.of("(".repeat(100_000), false)).isInstanceOf(PatternException.class)
                .hasMessage("the expression has more than 250 groups within each other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[(]{3}", "\\({3}", "[]({]", "\\Q(((\\E", "\\x{41}{2}", "\\p{Greek}{1000}", "a{,3}", "{", "a{1"})
    void whatOnlyLooksLargeIsNotRefused(String pattern) {
        assertThat(LinePattern.of(pattern, false).regex().pattern()).isEqualTo(pattern);
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
            text.append(List.of("a", "A", "b", "B", "x", "é", " ", "\n", ".", "🚀").get(random.nextInt(10)));
        }
        return text.toString();
    }

    /** Numbers of the matching lines, from 0. */
    private static List<String> naive(String pattern, boolean ignoresCase, String text) {
        Pattern regex = Pattern.compile(pattern, ignoresCase ? Pattern.CASE_INSENSITIVE : 0);
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
