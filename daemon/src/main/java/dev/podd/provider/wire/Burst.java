package dev.podd.provider.wire;

import dev.podd.item.Item;
import dev.podd.item.Role;
import java.util.ArrayList;
import java.util.List;

/** Neighbouring items of one side, which wire formats put into one message. Bursts of the two sides alternate. */
public sealed interface Burst {
    /** Reasoning, text and tool calls of the model, in the order it made them. */
    record FromModel(List<Item> items) implements Burst {}

    /** Results of the calls in the burst before, then what the person and Podd said. */
    record ToModel(List<Item.ToolResult> results, List<Item.Message> messages) implements Burst {}

    /** The history as bursts. */
    static List<Burst> of(List<Item> history) {
        List<Burst> bursts = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= history.size(); i++) {
            if (i == history.size() || isFromModel(history.get(i)) != isFromModel(history.get(from))) {
                bursts.add(burst(history.subList(from, i)));
                from = i;
            }
        }
        return bursts;
    }

    private static Burst burst(List<Item> items) {
        return isFromModel(items.getFirst()) ? new FromModel(List.copyOf(items))
                : new ToModel(only(items, Item.ToolResult.class), only(items, Item.Message.class));
    }

    private static <T> List<T> only(List<Item> items, Class<T> type) {
        return items.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static boolean isFromModel(Item item) {
        return switch (item) {
            case Item.Message message -> message.role() == Role.ASSISTANT;
            case Item.Reasoning reasoning -> true;
            case Item.ToolCall call -> true;
            case Item.ToolResult result -> false;
        };
    }
}
