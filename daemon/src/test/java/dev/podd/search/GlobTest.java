package dev.podd.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of git are checked against git itself where a tree is walked; these are globs as people write them. */
class GlobTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"*.java|a/B.java|true", "*.java|B.java|true", "/*.java|B.java|false",
        "a/*.java|a/b/C.java|false", "a/**/*.java|a/B.java|true", "a/**/*.java|a/b/c/D.java|true", "a/**|a|false",
        "a/**|a/b|true", "**/b|b|true", "**|a/b|true", "{a,b}.txt|x/b.txt|true", "{a,b/{c,d}}.ts|b/d.ts|true",
        "{a}|a|true", "a?c|abc|true", "a?c|a/c|false", "[a-c]x|bx|true", "[!a-c]x|bx|false", "[]x]|]|true",
        "a\\*|a*|true", "a\\*|ab|false", "./src/*|src/a|true", "a,b|a,b|true", "a.c|abc|false",
        "Makefile|x/Makefile|true",
        "x/Makefile|y/x/Makefile|false", "[[:digit:]]|7|true", "a/**/b|a/b|true", "*.*|a.b/c|false"})
    void aGlobMatches(String glob, String path, boolean matches) {
        assertThat(Glob.of(glob).matches(path)).isEqualTo(matches);
    }
}
