package dev.podd.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OverviewTest {
    private static String block(Item item) {
        return String.join("|", Overview.blocks(List.of(item)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"path\":\"a.txt\",\"content\":\"text\"}|a.txt",
        "{\"command\":\"mvn  -q\\n test\"}|mvn -q test", "{\"output\":\"files\",\"pattern\":\"x\"}|x",
        "{\"other\":\"thing\"}|thing", "{\"n\":3}|''", "[1]|''", "{half|''", "''|''"})
    void aCallIsNamedWithWhatItWasAbout(String arguments, String target) {
        assertThat(block(new Item.ToolCall("k", "c", "tool", arguments))).isEqualTo("[ToolCall] tool(" + target + ")");
    }

    @Test
    void aLongTargetIsCut() {
        assertThat(block(new Item.ToolCall("k", "c", "shell", "{\"command\":\"" + "x".repeat(500) + "\"}")))
                .isEqualTo("[ToolCall] shell(" + "x".repeat(120) + "…)");
    }

    @Test
    void aResultIsItsSummaryAndAFailedOneSaysWhy() {
        assertThat(block(new Item.ToolResult("r", "c", ToolOutcome.OK, "read a.txt", "all of it")))
                .isEqualTo("[ToolResult] read a.txt");
        assertThat(block(new Item.ToolResult("r", "c", ToolOutcome.ERROR, "failed", "e".repeat(5000))))
                .isEqualTo("[ToolResult] failed\n" + "e".repeat(1000));
    }

    @Test
    void whatIsNotSaidIsLeftOut() {
        assertThat(Overview
                .blocks(List.of(new Item.Reasoning("t", "hm", null), Item.Message.text("m", Role.ASSISTANT, " "))))
                .isEmpty();
    }

    @Test
    void partsAreCutBetweenBlocksAndInsideOnesThatAreTooLong() {
        assertThat(Parts.of(List.of("aaaa", "bbbb", "cccc"), 14)).containsExactly("aaaa\n\nbbbb", "cccc");
        assertThat(Parts.of(List.of("x".repeat(25)), 12)).containsExactly("x".repeat(10), "x".repeat(10),
                "x".repeat(5));
        assertThat(Parts.of(List.of(), 10)).containsExactly("");
    }
}
