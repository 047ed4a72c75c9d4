package dev.podd.context;

import dev.podd.item.Item;
import dev.podd.usage.Occupancy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which tool output a request can do without (semantics 7.3): old bodies, when leaving them out saves enough. */
public final class Prune {
    /** Characters of Base64 in the results of a request; a body of several times that is refused by providers. */
    private static final long MOST_PICTURES = 8L * 1024 * 1024;
    /** How much of it stays when it was more, so that not every further picture changes what was sent before. */
    private static final long KEPT_PICTURES = MOST_PICTURES / 2;

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

    /**
     * The calls whose results shall be left out from here on since later ones hold as many pictures as fit; the newest
     * result with pictures always stays. Tokens do not count here: a picture is few tokens and many bytes.
     *
     * @param pruned calls that are left out already
     */
    public static List<String> pictures(List<Item> history, Set<String> pruned) {
        List<Item.ToolResult> shown = history.stream().filter(Item.ToolResult.class::isInstance)
                .map(Item.ToolResult.class::cast)
                .filter(result -> !result.images().isEmpty() && !pruned.contains(result.call())).toList();
        if (shown.stream().mapToLong(Prune::pictures).sum() <= MOST_PICTURES) {
            return List.of();
        }
        int first = shown.size() - 1;
        long kept = pictures(shown.get(first));
        while (first > 0 && kept + pictures(shown.get(first - 1)) <= KEPT_PICTURES) {
            first--;
            kept += pictures(shown.get(first));
        }
        return shown.subList(0, first).stream().map(Item.ToolResult::call).toList();
    }

    private static long pictures(Item.ToolResult result) {
        return result.images().stream().mapToLong(image -> image.data().length()).sum();
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
