package dev.podd.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ToolOutputLinesTest {
    private final ToolOutputLines outputs = new ToolOutputLines(Ink.NONE);

    @Test
    void linesAreShownWhenTheyAreWholeAndTheRestAtTheEnd() {
        assertThat(outputs.printed("c", "shell: make", "one\ntw")).containsExactly("▸ shell: make", "  │ one");
        assertThat(outputs.printed("c", "shell: make", "o\r\n")).containsExactly("  │ two");
        assertThat(outputs.printed("c", "shell: make", "  last")).isEmpty();
        assertThat(outputs.ended("c", "shell: make")).containsExactly("  │   last");
        assertThat(outputs.ended("c", "shell: make")).isEmpty();
    }

    @Test
    void ofLongOutputTheFirstAndTheLastLinesAreShown() {
        List<String> shown = new ArrayList<>();
        IntStream.rangeClosed(1, 1000).forEach(i -> shown.addAll(outputs.printed("c", "seq", i + "\n")));
        assertThat(shown).hasSize(21).last().isEqualTo("  │ 20");
        assertThat(outputs.ended("c", "seq")).hasSize(11).startsWith("  ┆ … 970 lines not shown", "  │ 991");
    }

    @Test
    void callsThatRunSideBySideAreToldApart() {
        assertThat(outputs.printed("a", "shell: a", "1\n")).containsExactly("▸ shell: a", "  │ 1");
        assertThat(outputs.printed("b", "shell: b", "2\n")).containsExactly("▸ shell: b", "  │ 2");
        assertThat(outputs.printed("b", "shell: b", "3\n")).containsExactly("  │ 3");
        assertThat(outputs.printed("a", "shell: a", "4\n")).containsExactly("▸ shell: a", "  │ 4");
    }

    @Test
    void coloursAreLeftOutAProgressBarIsShownAsItEndsAndNothingElseReachesTheTerminal() {
        assertThat(outputs.printed("c", "t", "\u001b[1;31mred\u001b[0m\n10 %\r55 %\r100 %\r\n\u001b]0;title\u0007\n"))
                .containsExactly("▸ t", "  │ red", "  │ 100 %", "  │ <U+001B>]0;title<U+0007>");
    }

    @Test
    void aLineWithoutEndIsBounded() {
        String letters = "x".repeat(5000);
        assertThat(outputs.printed("c", "t", letters)).isEmpty();
        assertThat(outputs.printed("c", "t", letters)).containsExactly("▸ t", "  │ " + "x".repeat(150) + " …");
    }
}
