package dev.podd.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.log.Hunk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PendingTextTest {
    private int ids;

    private PendingText edited(PendingText text, String now) {
        return text.edited(now, (baseFrom, baseTo, from, to) -> new Author("s", "p", 1, null).hunk("h" + ++ids, 1)
                .at(baseFrom, baseTo, from, to)).text();
    }

    private static String lines(String slashed) {
        return slashed.isEmpty() ? "" : slashed.replace("/", "\n") + "\n";
    }

    /** Where each is compared with each, this takes longer than a test may. */
    @Test
    void tensOfThousandsOfHunksAreFollowedAndTakenBack() {
        String base = IntStream.range(0, 200_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        String fresh = IntStream.range(0, 200_000).mapToObj(i -> i % 2 == 0 ? "line " + i + "\n" : "new\n")
                .collect(Collectors.joining());
        PendingText text = edited(PendingText.of(base), fresh);
        assertThat(text.hunks()).hasSize(100_000);
        PendingText typed = text.typed("mine\n" + fresh).text();
        assertThat(typed.hunks()).hasSize(100_000);
        assertThat(typed.undone(hunk -> true).text()).isEqualTo("mine\n" + base);
    }

    /** A text, what an agent makes of it, what the person makes of that, and what an undo of all leaves. */
    @ParameterizedTest
    @CsvSource({
        "a/b/c,       a/X/c,         a/X/c,             a/b/c,          plain",
        "a/b/c,       a/X/c,         mine/a/X/c,        mine/a/b/c,     plain",
        "a/b/c,       a/X/c,         a/X/mine/c,        a/b/mine/c,     plain",
        "a/b/c,       a/X/c,         a/mine/X/c,        a/mine/b/c,     plain",
        "a/b/c,       a/X/c,         a/X/c more,        a/b/c more,     plain",
        "a/b/c,       a/c,           a/mine/c,          a/b/mine/c,     plain",
        "a/b/c,       a/b/X/c,       a/b/c,             a/b/c,          gone",
        "a/b/c,       a/X/c,         a/b/c,             a/b/c,          gone",
        "a/b/c,       a/X/c,         a/c,               a/c,            gone",
        "a/f(b)/c,    a/f(b; X)/c,   a/f(b; X) mine/c,  a/f(b) mine/c,  mended",
        "a/b/c,       a/b/X/Y/Z/c,   a/b/X/mine/Z/c,    a/b/X/mine/Z/c, blocked",
        "a/b/c/d,     a/X/c/Y,       a/c/Y,             a/c/d,          plain",
        "a/b/c/d/e,   a/X/c/Y/e,     a/mine/e,          a/mine/e,       blocked",
    })
    void whatIsTypedStays(String base, String edited, String typed, String undone, String how) {
        PendingText text = edited(PendingText.of(lines(base)), lines(edited)).typed(lines(typed)).text();
        assertThat(text.text()).isEqualTo(lines(typed));
        assertThat(text.undone(hunk -> true).text()).isEqualTo(lines(undone));
        assertThat(text.hunks()).hasSize(how.equals("gone") ? 0 : 1);
        for (Hunk hunk : text.hunks()) {
            assertThat(hunk.mended()).isEqualTo(!how.equals("plain"));
            assertThat(hunk.blocked()).isEqualTo(how.equals("blocked"));
        }
        assertThat(text.kept(hunk -> true).baseText()).isEqualTo(lines(typed));
    }

    @Test
    void aSecondEditWidensTheHunkAndItsBaseStays() {
        PendingText once = edited(PendingText.of(lines("a/b/c/d")), lines("a/X/c/d"));
        PendingText twice = edited(once, lines("a/X/Y/d"));
        assertThat(twice.hunks()).extracting(Hunk::hunk).containsExactly("h1");
        assertThat(twice.old(twice.hunks().getFirst())).containsExactly("b\n", "c\n");
        assertThat(twice.undone(hunk -> true).text()).isEqualTo(lines("a/b/c/d"));
        assertThat(edited(twice, lines("a/b/c/d")).hunks()).isEmpty();
    }

    @Test
    void hunksAreKeptAndUndoneOneByOne() {
        PendingText text = edited(PendingText.of(lines("a/b/c/d/e")), lines("X/b/Y/d/Z"));
        assertThat(text.hunks()).hasSize(3);
        PendingText one = text.kept(hunk -> hunk.from() == 0).undone(hunk -> hunk.from() == 2);
        assertThat(one.text()).isEqualTo(lines("X/b/c/d/Z"));
        assertThat(one.baseText()).isEqualTo(lines("X/b/c/d/e"));
        assertThat(one.hunks()).hasSize(1);
    }

    static List<Integer> seeds() {
        return IntStream.range(0, 300).boxed().toList();
    }

    /** The person types unique words, an agent writes unique words and never takes one of the person's. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whateverHappensNoKeystrokeIsLostAndNothingComesTwice(int seed) {
        Random random = new Random(seed);
        PendingText text = PendingText.of(lines("one two/three/four five six/seven/eight/nine ten/eleven/twelve"));
        Set<String> typed = new HashSet<>();
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    typed.add("p" + step);
                    text = text.typed(withWord(text, "p" + step, random)).text();
                }
                case 3, 4, 5 -> text = edited(text, byAgent(text, "t" + step, random));
                case 6 -> {
                    int chosen = random.nextInt(3);
                    text = text.kept(hunk -> hunk.from() % 3 == chosen);
                }
                default -> {
                    int chosen = random.nextInt(3);
                    text = text.undone(hunk -> hunk.from() % 3 == chosen);
                }
            }
            check(text, typed);
        }
        PendingText left = text.undone(hunk -> true);
        assertThat(left.hunks()).allMatch(Hunk::blocked);
        check(left, typed);
        if (left.hunks().isEmpty()) {
            assertThat(left.text()).isEqualTo(text.baseText());
        }
    }

    private static void check(PendingText text, Set<String> typed) {
        List<String> words = words(text.text());
        assertThat(words.stream().filter(word -> word.startsWith("p"))).containsExactlyInAnyOrderElementsOf(typed);
        assertThat(words.stream().filter(word -> word.startsWith("t"))).doesNotHaveDuplicates();
        int base = 0;
        int line = 0;
        for (Hunk hunk : text.hunks()) {
            assertThat(ended(text.base().subList(base, hunk.baseFrom())))
                    .isEqualTo(ended(text.lines().subList(line, hunk.from())));
            assertThat(text.old(hunk)).isNotEqualTo(text.text(hunk));
            base = hunk.baseTo();
            line = hunk.to();
        }
        assertThat(ended(text.base().subList(base, text.base().size())))
                .isEqualTo(ended(text.lines().subList(line, text.lines().size())));
    }

    /** The last line of one side may stand before others on the other side. */
    private static List<String> ended(List<String> lines) {
        return lines.stream().map(line -> line.endsWith("\n") ? line : line + "\n").toList();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("\\b[pt]\\d+\\b").matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    private static String withWord(PendingText text, String word, Random random) {
        List<String> lines = new ArrayList<>(text.lines());
        int at = random.nextInt(lines.size() + 1);
        if (at == lines.size()) {
            end(lines);
            lines.add(word + (random.nextBoolean() ? "\n" : ""));
        } else if (random.nextBoolean()) {
            lines.add(at, word + "\n");
        } else {
            String line = lines.get(at).stripTrailing();
            lines.set(at, random.nextBoolean() ? line + " " + word + "\n" : word + " " + line + "\n");
        }
        return String.join("", lines);
    }

    private static void end(List<String> lines) {
        if (!lines.isEmpty() && !lines.getLast().endsWith("\n")) {
            lines.set(lines.size() - 1, lines.getLast() + "\n");
        }
    }

    private static String byAgent(PendingText text, String word, Random random) {
        List<String> lines = new ArrayList<>(text.lines());
        if (random.nextBoolean()) {
            end(lines);
        }
        int from = random.nextInt(lines.size() + 1);
        int to = from;
        int most = from + random.nextInt(3);
        while (to < Math.min(most, lines.size()) && !words(lines.get(to)).stream().anyMatch(w -> w.startsWith("p"))) {
            to++;
        }
        List<String> fresh = random.nextInt(4) == 0 && to > from ? List.of() : List.of(word + "\n", "line\n");
        if (from == lines.size()) {
            end(lines);
        }
        lines.subList(from, to).clear();
        lines.addAll(from, fresh.subList(0, Math.min(fresh.size(), 1 + random.nextInt(2))));
        return lines.isEmpty() ? text.text() : String.join("", lines);
    }

    /** The person leaves the last line open, where an agent has taken lines away or ended the text. */
    @ParameterizedTest
    @CsvSource({
        "'a\nb\n', 'a\n',     'a\nmine',       'a\nb\nmine'",
        "'a\nb\n', 'a\n',     'a more\nmine',  'a more\nmine\nb\n'",
        "'a\nb',   'a\nX\n',  'a\nX\nmine\n', 'a\nb\nmine\n'",
        "'a\nb',   'a\nb\nX', 'a\nb\nX',      'a\nb'",
    })
    void linesStayLinesWhereTheLastOneIsOpen(String base, String edited, String typed, String undone) {
        PendingText text = edited(PendingText.of(base.translateEscapes()), edited.translateEscapes())
                .typed(typed.translateEscapes()).text();
        assertThat(text.undone(hunk -> true).text()).isEqualTo(undone.translateEscapes());
        Undoing undoing = Undoing.of(new PendingFile.State("s", false, text, List.of()), hunk -> true);
        assertThat(undoing.after(typed.translateEscapes().getBytes(UTF_8), true)).asString(UTF_8)
                .isEqualTo(undone.translateEscapes());
    }

    @Test
    void anUndoneHunkOfALargeTextLeavesTheRest() {
        List<String> many = new ArrayList<>(Collections.nCopies(5000, "same\n"));
        many.set(2500, "old\n");
        String before = String.join("", many);
        many.set(2500, "new\n");
        PendingText text = edited(PendingText.of(before), String.join("", many));
        assertThat(text.hunks()).hasSize(1);
        assertThat(text.undone(hunk -> true).text()).isEqualTo(before);
    }
}
