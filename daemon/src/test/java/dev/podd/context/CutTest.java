package dev.podd.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.usage.Occupancy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CutTest {
    private final List<Item> history = new ArrayList<>();
    private final Set<String> inputs = new LinkedHashSet<>();

    private CutTest input() {
        String id = "u" + inputs.size();
        inputs.add(id);
        history.add(Item.Message.text(id, Role.USER, "x".repeat(368)));
        return this;
    }

    /** About 100 tokens. */
    private CutTest answer() {
        history.add(Item.Message.text("a" + history.size(), Role.ASSISTANT, "x".repeat(368)));
        return this;
    }

    private CutTest calls(int count) {
        int from = history.size();
        history.add(new Item.Reasoning("t" + from, "hm", null));
        for (int i = 0; i < count; i++) {
            history.add(new Item.ToolCall("k" + from + i, "c" + from + i, "read", "x".repeat(400)));
        }
        for (int i = 0; i < count; i++) {
            history.add(new Item.ToolResult("r" + from + i, "c" + from + i, ToolOutcome.OK, "x".repeat(400), null));
        }
        return this;
    }

    private int cut(int turns, long tokens) {
        return Cut.of(history, inputs, new Occupancy(history, List.of()), turns, tokens);
    }

    @Test
    void theLargestEndThatFitsStays() {
        input().answer().input().answer().input().answer();
        assertThat(cut(9, 399)).isEqualTo(3);
        assertThat(cut(9, 200)).isEqualTo(4);
        assertThat(cut(9, 10_000)).isZero();
    }

    @Test
    void noMoreTurnsStayThanAllowed() {
        input().answer().input().answer().input().answer();
        assertThat(cut(2, 10_000)).isEqualTo(2);
        assertThat(cut(1, 10_000)).isEqualTo(4);
    }

    @Test
    void theLastAnswerStaysHoweverLarge() {
        input().answer().input().calls(3);
        assertThat(cut(1, 0)).isEqualTo(3);
        history.add(Item.Message.text("steered", Role.USER, "wait"));
        assertThat(cut(1, 0)).isEqualTo(3);
    }

    @Test
    void aCutMayFallIntoATurnButNotBetweenACallAndItsResult() {
        input().calls(2).calls(2).calls(2);
        assertThat(cut(1, 1000)).isEqualTo(6);
        assertThat(cut(1, 0)).isEqualTo(11);
    }

    @Test
    void withoutAnAnswerNothingCanGo() {
        assertThat(cut(1, 0)).isZero();
        input();
        assertThat(cut(1, 0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void noCutEverSplitsACallFromItsResult(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            switch (random.nextInt(3)) {
                case 0 -> input();
                case 1 -> answer();
                default -> calls(1 + random.nextInt(3));
            }
            int at = cut(1 + random.nextInt(4), random.nextInt(3000));
            Set<String> older = new HashSet<>();
            history.subList(0, at).forEach(item -> {
                if (item instanceof Item.ToolCall call) {
                    older.add(call.call());
                }
            });
            history.subList(at, history.size()).forEach(item -> assertThat(
                    item instanceof Item.ToolResult result && older.contains(result.call())).isFalse());
        }
    }
}
