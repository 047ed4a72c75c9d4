package dev.podd.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    @Test
    void theEditsMakeOneTextOfTheOther() {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            int kinds = 1 + random.nextInt(i % 3 == 0 ? 5000 : 20);
            String before = text(random, random.nextInt(2500), kinds);
            String after = random.nextBoolean() ? text(random, random.nextInt(2500), kinds) : shuffled(random, before);

            String made = TextFile.of(before).edited(LineDiff.edits(before, after)).text();

            assertThat(made).isEqualTo(after);
        }
    }

    @Test
    void aFewChangesInALongTextAreFoundAsTheyAre() {
        List<String> lines = IntStream.range(0, 100_000).mapToObj(i -> i % 3 == 0 ? "}" : "line " + i).toList();
        String before = String.join("\n", lines) + "\n";
        String after = before.replace("line 5\n", "five\n").replace("line 70000\n", "line 70000\nnew\n")
                .replace("line 99998\n", "");

        assertThat(LineDiff.of(before, after).changed()).containsExactly(new LineDiff.Lines(5, 6),
                new LineDiff.Lines(70_001, 70_002), new LineDiff.Lines(99_999, 99_999));
    }

    /** Comparing these line by line takes a number of steps that is the product of their lengths. */
    @Test
    void textsThatHaveNothingInCommonAreReplacedWhole() {
        String before = IntStream.range(0, 200_000).mapToObj(i -> "old " + i + "\n").collect(Collectors.joining());
        String after = IntStream.range(0, 200_000).mapToObj(i -> "new " + i + "\n").collect(Collectors.joining());

        LineDiff diff = LineDiff.of(before, after);

        assertThat(diff.changed()).containsExactly(new LineDiff.Lines(0, 200_000));
        assertThat(diff.unified("a.txt")).hasSizeLessThan(600_000)
                .startsWith("--- a/a.txt\n+++ b/a.txt\n@@ -1,200000 +1,200000 @@\n-old 0\n")
                .matches("(?s).*\n\\\\ \\d+ more lines of this diff are left out");
    }

    @Test
    void textsOfManyEqualLinesAreComparedInBoundedTime() {
        Random random = new Random(1);
        String before = text(random, 100_000, 2);
        String after = text(random, 100_000, 2);

        assertThat(TextFile.of(before).edited(LineDiff.edits(before, after)).text()).isEqualTo(after);
    }

    @Test
    void anInterruptEndsAComparison() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> LineDiff.of("a\n", "b\n")).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static String text(Random random, int lines, int kinds) {
        return random.ints(lines, 0, kinds).mapToObj(i -> "l" + i + "\n").collect(Collectors.joining());
    }

    /** Some blocks of the text moved, doubled or left out. */
    private static String shuffled(Random random, String text) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, 6).mapToObj(i -> {
            int from = random.nextInt(lines.size() + 1);
            return lines.subList(from, from + random.nextInt(lines.size() - from + 1));
        }).flatMap(List::stream).map(line -> line + "\n").collect(Collectors.joining());
    }
}
