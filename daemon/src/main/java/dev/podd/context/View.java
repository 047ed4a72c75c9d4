package dev.podd.context;

import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The history as a model gets it: a function of the history and of what was pruned, so that each request extends the
 * one before. The log and the history itself never change.
 */
public final class View {
    private View() {}

    /**
     * Leaves out what a provider would refuse (a message with nothing in it, reasoning that led to nothing) and the
     * bodies of pruned results.
     *
     * @param pruned calls whose results are shown by their summary only
     */
    public static List<Item> of(List<Item> history, Set<String> pruned) {
        List<Item> view = new ArrayList<>(history.size());
        for (int i = 0; i < history.size(); i++) {
            Item item = history.get(i);
            switch (item) {
                case Item.Message message -> addUnlessEmpty(view, message);
                case Item.Reasoning reasoning -> addIfItLedSomewhere(view, reasoning, history, i);
                case Item.ToolCall call -> view.add(call);
                case Item.ToolResult result -> view.add(shown(result, pruned));
            }
        }
        return view;
    }

    /** Whether the last word is the model's own, so that a request from here asks it to continue its sentence. */
    public static boolean endsWithTheModel(List<Item> view) {
        return !view.isEmpty()
                && view.getLast() instanceof Item.Message message && message.role() == Role.ASSISTANT;
    }

    private static void addUnlessEmpty(List<Item> view, Item.Message message) {
        boolean isEmpty = message.parts().stream().allMatch(part -> part.asText().isEmpty()
                && !(part instanceof Part.Image));
        if (!isEmpty) {
            view.add(message);
        }
    }

    private static void addIfItLedSomewhere(List<Item> view, Item.Reasoning reasoning, List<Item> history, int at) {
        for (Item next : history.subList(at + 1, history.size())) {
            switch (next) {
                case Item.Reasoning more -> {
                    continue;
                }
                case Item.ToolCall call -> view.add(reasoning);
                case Item.Message message when message.role() == Role.ASSISTANT -> view.add(reasoning);
                case Item.Message other -> {
                }
                case Item.ToolResult result -> {
                }
            }
            return;
        }
    }

    private static Item.ToolResult shown(Item.ToolResult result, Set<String> pruned) {
        return (result.body() != null || !result.images().isEmpty()) && pruned.contains(result.call())
                ? new Item.ToolResult(result.id(), result.call(), result.outcome(), result.summary(), null)
                : result;
    }
}
