package dev.podd.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of git are checked against git itself where a tree is walked; these are globs as people write them. */
class GlobTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"*.java|a/B.java|true", "*.java|B.java|true", "/*.java|B.java|false",
        "a/*.java|a/b/C.java|false", "a/**/*.java|a/B.java|true", "a/**/*.java|a/b/c/D.java|true", "a/**|a|false",
        "a/**|a/b|true", "**/b|b|true", "**|a/b|true", "{a,b}.txt|x/b.txt|true", "{a,b/{c,d}}.ts|b/d.ts|true",
        "{a}|a|true", "a?c|abc|true", "a?c|a/c|false", "[a-c]x|bx|true", "[!a-c]x|bx|false", "[]x]|]|true",
        "a\\*|a*|true", "a\\*|ab|false", "./src/*|src/a|true", "a,b|a,b|true", "a.c|abc|false",
        "Makefile|x/Makefile|true",
        "x/Makefile|y/x/Makefile|false", "src/**.java|src/a/B.java|true", "/work/**|/work/a/b|true", "?|😀|true",
        "[α-ω]|β|true", "[+-9]|/|false", "[!a]|/|false", "[z-a]|b|false", "[!z-a]|b|true", "a[[:punct:]]|a/|false",
        "{,x}a|a|true", "{a,}{b,}|ab|true", "[a\\]b]|]|true", "[[:digit:]]|7|true", "a/**/b|a/b|true",
        "*.*|a.b/c|false"})
    void aGlobMatches(String glob, String path, boolean matches) {
        assertThat(Glob.of(glob).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"git *|git add a/b|true", "git *|git|false", "*|a b/c|true", "a?c|a/c|true",
        "[x|[x|true", "{a,b}|a|false", "a.c|abc|false", "rm *|rm a{b}|true"})
    void aGlobOnTextMatches(String glob, String text, boolean matches) {
        assertThat(Glob.ofText(glob).matches(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a", "[a", "[[:none:]]", "\\"})
    void aGlobThatCannotBeReadIsRefused(String glob) {
        assertThatThrownBy(() -> Glob.of(glob)).isInstanceOf(PatternException.class)
                .hasMessageStartingWith("\"" + glob);
    }

    @Test
    void aGlobThatIsTooLongOrTooDeepIsRefused() {
        assertThatThrownBy(() -> Glob.of("?".repeat(5000))).isInstanceOf(PatternException.class)
                .hasMessageEndingWith("longer than 2000 characters");
        assertThatThrownBy(() -> Glob.of("{".repeat(9000))).isInstanceOf(PatternException.class)
                .hasMessageEndingWith("more than 50 { within each other");
    }

    @Test
    void manyStarsAreAsGoodAsOne() {
        assertThat(Glob.ofText("*".repeat(100_000)).matches("rm -rf /")).isTrue();
        assertThat(Glob.ofText("rm " + "*".repeat(100_000) + "x").matches("rm -rf /")).isFalse();
    }

    /** Each of these takes a matcher that tries one way after the other longer than anybody lives. */
    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b|a", "**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/b|a/",
                "{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}*{a,aa}*{a,aa}*{a,aa}*{a,aa}*b|a"})
    void noGlobTakesLongerThanItsTextIsLong(String glob, String unit) {
        String text = unit.repeat(100_000);

        assertThat(Glob.of(glob).matches(text)).isFalse();
        assertThat(Glob.ofGitignore(glob).matches(text)).isFalse();
        assertThat(Glob.ofText(glob).matches(text)).isFalse();
    }
}
