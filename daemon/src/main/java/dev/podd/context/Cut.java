package dev.podd.context;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.usage.Occupancy;
import java.util.List;
import java.util.Set;

/** Where a history is cut when its older part is to be summarised (semantics 8.3). */
public final class Cut {
    private Cut() {}

    /**
     * Index of the first item that stays: the largest end of the history that fits, but never less than the last answer
     * of the model with all that followed it, and never between a call and its result. 0 when nothing can go.
     *
     * @param inputs ids of the messages that began a turn
     * @param turns  turns that may stay at most, the one that the cut falls into among them
     * @param tokens tokens that may stay at most
     */
    public static int of(List<Item> history, Set<String> inputs, Occupancy occupancy, int turns, long tokens) {
        int at = history.size();
        do {
            at--;
        } while (at > 0 && !beginsAnswer(history, at));
        if (at <= 0) {
            return 0;
        }
        int begun = 0;
        for (int i = at + 1; i < history.size(); i++) {
            begun += inputs.contains(history.get(i).id()) ? 1 : 0;
        }
        for (int i = at - 1; i >= 0; i--) {
            boolean isInput = inputs.contains(history.get(i).id());
            boolean isTooMuch = begun + 1 > turns || occupancy.tokensFrom(i) > tokens;
            if (isTooMuch) {
                break;
            }
            if (beginsAnswer(history, i) || isOfNoModel(history.get(i))) {
                at = i;
            }
            begun += isInput ? 1 : 0;
        }
        return at;
    }

    private static boolean beginsAnswer(List<Item> history, int at) {
        return history.get(at).saidByModel() && (at == 0 || !history.get(at - 1).saidByModel());
    }

    private static boolean isOfNoModel(Item item) {
        return item instanceof Item.Message message && message.role() != Role.ASSISTANT;
    }
}
