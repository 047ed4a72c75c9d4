package dev.podd.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.context.Prune.Protection;
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.usage.Occupancy;
import dev.podd.usage.Usage;
import dev.podd.usage.UsageRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PruneTest {
    private static final int BODY = 4000;

    private final List<Item> history = new ArrayList<>();
    private final Set<String> inputs = new LinkedHashSet<>();

    private void turn(int calls) {
        String input = "u" + inputs.size();
        inputs.add(input);
        history.add(Item.Message.text(input, Role.USER, "go"));
        for (int i = 0; i < calls; i++) {
            String call = "c" + inputs.size() + "." + i;
            history.add(new Item.ToolCall("t" + call, call, "read", "{}"));
            history.add(new Item.ToolResult("r" + call, call, ToolOutcome.OK, "read it", "x".repeat(BODY)));
        }
        history.add(Item.Message.text("a" + inputs.size(), Role.ASSISTANT, "done"));
    }

    private List<String> pruned(Protection protection, Set<String> already) {
        return Prune.calls(history, inputs, already, new Occupancy(history, List.of()), protection);
    }

    @Test
    void outputOfOldTurnsIsLeftOutOfNewTurnsIsNot() {
        turn(2);
        turn(1);
        turn(1);
        assertThat(pruned(new Protection(2, 0, 0), Set.of())).containsExactly("c1.0", "c1.1");
        assertThat(pruned(new Protection(3, 0, 0), Set.of())).isEmpty();
        assertThat(pruned(new Protection(0, 0, 0), Set.of())).containsExactly("c1.0", "c1.1", "c2.0", "c3.0");
    }

    @Test
    void theNewestTokensStayHoweverOldTheirTurn() {
        turn(4);
        turn(0);
        assertThat(pruned(new Protection(1, 2500, 0), Set.of())).containsExactly("c1.0", "c1.1");
    }

    @Test
    void whatSavesTooLittleStays() {
        turn(2);
        turn(0);
        assertThat(pruned(new Protection(1, 0, 2 * BODY / 4), Set.of())).hasSize(2);
        assertThat(pruned(new Protection(1, 0, 2 * BODY / 4 + 1), Set.of())).isEmpty();
    }

    @Test
    void whatIsLeftOutAlreadySavesNothingMore() {
        turn(2);
        turn(0);
        assertThat(pruned(new Protection(1, 0, 1), Set.of("c1.0", "c1.1"))).isEmpty();
        assertThat(pruned(new Protection(1, 0, 1), Set.of("c1.0"))).containsExactly("c1.1");
    }

    @Test
    void measurementsFromBeforeCountLessByWhatIsLeftOut() {
        turn(2);
        List<UsageRecord> records = List.of(
                new UsageRecord(history.size(), new Usage(9000, 0, 0, 1)));
        Occupancy before = new Occupancy(history, records);
        Occupancy after = new Occupancy(history, records, Map.of("c1.0", 1));
        Occupancy measuredSince = new Occupancy(history, records, Map.of("c1.0", 0));
        assertThat(before.tokens().tokens() - after.tokens().tokens()).isEqualTo(BODY / 4);
        assertThat(measuredSince.tokens().tokens()).isEqualTo(9000);
    }

    /** The view is a function: same history and same prunes, same view; prunes only ever add; every call has its result. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void eachViewExtendsTheOneBeforeUnlessSomethingWasPruned(long seed) {
        Random random = new Random(seed);
        Protection protection = new Protection(random.nextInt(4), random.nextInt(4000), random.nextInt(3000));
        Map<String, Integer> pruned = new HashMap<>();
        List<Item> before = List.of();
        for (int turn = 0; turn < 15; turn++) {
            turn(random.nextInt(4));
            List<String> more = pruned(protection, pruned.keySet());
            assertThat(more).filteredOn(pruned::containsKey).isEmpty();
            more.forEach(call -> pruned.put(call, 0));
            List<Item> view = View.of(history, pruned.keySet());
            assertThat(view).isEqualTo(View.of(List.copyOf(history), Set.copyOf(pruned.keySet())));
            assertThat(calls(view)).isEqualTo(results(view));
            if (more.isEmpty()) {
                assertThat(view.subList(0, before.size())).isEqualTo(before);
            }
            before = view;
        }
    }

    private static List<String> calls(List<Item> view) {
        return view.stream().filter(Item.ToolCall.class::isInstance).map(item -> ((Item.ToolCall) item).call())
                .toList();
    }

    private static List<String> results(List<Item> view) {
        return view.stream().filter(Item.ToolResult.class::isInstance).map(item -> ((Item.ToolResult) item).call())
                .toList();
    }
}
