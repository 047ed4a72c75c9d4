package dev.podd.context;

import dev.podd.item.Item;
import dev.podd.usage.Occupancy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which tool output a request can do without (semantics 7.3): old bodies, when leaving them out saves enough. */
public final class Prune {
    private Prune() {}

    /**
     * How much is left alone.
     *
     * @param turns      newest turns whose output stays
     * @param tokens     tokens of newest history whose output stays
     * @param minSavings tokens that leaving out must save, or nothing is left out
     */
    public record Protection(int turns, int tokens, int minSavings) {}

    /**
     * The calls whose result bodies shall be left out from here on; empty when that would save too little.
     *
     * @param inputs ids of the messages that began a turn
     * @param pruned calls that are left out already
     */
    public static List<String> calls(List<Item> history, Set<String> inputs, Set<String> pruned, Occupancy occupancy,
            Protection protection) {
        int end = turnsFromTheEnd(history, inputs, protection.turns());
        List<String> calls = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < end && occupancy.tokensFrom(i) > protection.tokens(); i++) {
            if (history.get(i) instanceof Item.ToolResult result && !pruned.contains(result.call())) {
                long body = Occupancy.bodyBytes(result);
                bytes += body;
                if (body > 0) {
                    calls.add(result.call());
                }
            }
        }
        return Occupancy.tokensOf(bytes) >= protection.minSavings() ? calls : List.of();
    }

    /** Where the so-many-last turn begins; 0 when there are fewer. */
    private static int turnsFromTheEnd(List<Item> history, Set<String> inputs, int turns) {
        int left = turns;
        int at = history.size();
        while (at > 0 && left > 0) {
            at--;
            if (inputs.contains(history.get(at).id())) {
                left--;
            }
        }
        return left > 0 ? 0 : at;
    }
}
