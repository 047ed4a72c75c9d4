package dev.podd.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ViewTest {
    private static final Item.Message USER = Item.Message.text("u", Role.USER, "hi");
    private static final Item.Message ANSWER = Item.Message.text("a", Role.ASSISTANT, "hello");
    private static final Item.Reasoning THOUGHT = new Item.Reasoning("r", "hm", null);
    private static final Item.ToolCall CALL = new Item.ToolCall("c", "c1", "read", "{}");
    private static final Item.ToolResult RESULT = new Item.ToolResult("t", "c1", ToolOutcome.OK, "read a", "body");

    private static void check(List<Item> history, List<Item> expected) {
        assertThat(View.of(history, Set.of())).isEqualTo(expected);
    }

    @Test
    void anOrdinaryHistoryIsItsOwnView() {
        check(List.of(USER, THOUGHT, CALL, RESULT, THOUGHT, ANSWER),
                List.of(USER, THOUGHT, CALL, RESULT, THOUGHT, ANSWER));
    }

    @Test
    void anEmptyMessageIsLeftOut() {
        Item.Message empty = new Item.Message("e", Role.ASSISTANT, List.of(new Part.Text("")), true);
        check(List.of(USER, empty), List.of(USER));
    }

    @Test
    void aPictureAloneIsNoEmptyMessage() {
        Item.Message picture = new Item.Message("p", Role.USER, List.of(new Part.Image("image/png", "AAAA")), false);
        check(List.of(picture), List.of(picture));
    }

    @Test
    void reasoningThatLedToNothingIsLeftOut() {
        check(List.of(USER, THOUGHT), List.of(USER));
        check(List.of(USER, THOUGHT, THOUGHT, USER), List.of(USER, USER));
        check(List.of(USER, THOUGHT, THOUGHT, ANSWER), List.of(USER, THOUGHT, THOUGHT, ANSWER));
    }

    @Test
    void aPrunedResultKeepsItsSummaryOnly() {
        assertThat(View.of(List.of(USER, CALL, RESULT), Set.of("c1"))).last()
                .isEqualTo(new Item.ToolResult("t", "c1", ToolOutcome.OK, "read a", null));
    }

    @Test
    void sameHistorySameViewAndALongerOneExtendsIt() {
        Random random = new Random(20260102);
        List<Item> kinds = List.of(USER, ANSWER, CALL, RESULT);
        for (int round = 0; round < 200; round++) {
            List<Item> history = new ArrayList<>();
            List<Item> before = List.of();
            for (int i = 0; i < 12; i++) {
                history.add(kinds.get(random.nextInt(kinds.size())));
                List<Item> view = View.of(history, Set.of());
                assertThat(view).isEqualTo(View.of(List.copyOf(history), Set.of()));
                assertThat(view.subList(0, before.size())).isEqualTo(before);
                before = view;
            }
        }
    }

    @Test
    void itIsKnownWhoseTheLastWordIs() {
        assertThat(View.endsWithTheModel(List.of(USER, ANSWER))).isTrue();
        assertThat(View.endsWithTheModel(List.of(USER))).isFalse();
        assertThat(View.endsWithTheModel(List.of(CALL, RESULT))).isFalse();
        assertThat(View.endsWithTheModel(List.of())).isFalse();
    }
}
