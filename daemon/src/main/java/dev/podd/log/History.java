package dev.podd.log;

import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A conversation as the model has it, rebuilt from what was recorded, whatever the order. A message whose end was
 * never recorded stands where its text began.
 */
final class History {
    private final List<Item> items = new ArrayList<>();
    /** Text of messages that are not closed; each has a place in {@link #items}. */
    private final Map<String, StringBuilder> open = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Map<String, Item.ToolCall> openCalls = new LinkedHashMap<>();

    List<Item> items() {
        List<Item> all = new ArrayList<>(items.size());
        for (Item item : items) {
            StringBuilder text = open.get(item.id());
            if (text == null) {
                all.add(item);
            } else if (!text.isEmpty()) {
                all.add(unfinished(item.id(), text.toString()));
            }
        }
        return all;
    }

    List<Item.ToolCall> openCalls() {
        return List.copyOf(openCalls.values());
    }

    /** An item that is whole from the beginning. */
    void add(Item item) {
        switch (item) {
            case Item.ToolCall call -> {
                openCalls.put(call.call(), call);
                items.add(call);
            }
            case Item.ToolResult result -> answer(result);
            case Item.Message message -> items.add(message);
            case Item.Reasoning reasoning -> items.add(reasoning);
        }
    }

    /** An item of the model's, of which parts may have come before. */
    void close(Item item) {
        closed.add(item.id());
        if (open.remove(item.id()) != null) {
            remove(item.id());
        }
        add(item);
    }

    /** More text of a message that is still streaming. */
    void extend(Entry.ItemPart part) {
        if (closed.contains(part.item())) {
            return;
        }
        StringBuilder text = open.get(part.item());
        if (text == null) {
            text = new StringBuilder();
            open.put(part.item(), text);
            items.add(unfinished(part.item(), ""));
        }
        text.setLength(Math.min(part.from(), text.length()));
        text.append(part.text());
    }

    /**
     * Results of calls that ran side by side stand in the order of their calls, right after the answer that holds the
     * calls. A result to no open call has no place.
     */
    void answer(Item.ToolResult result) {
        if (openCalls.remove(result.call()) == null) {
            return;
        }
        int call = placeOf(result.call());
        int at = call + 1;
        while (at < items.size() && items.get(at).saidByModel()) {
            at++;
        }
        while (at < items.size() && items.get(at) instanceof Item.ToolResult other && placeOf(other.call()) < call) {
            at++;
        }
        items.add(at, result);
    }

    void remove(String item) {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i).id().equals(item)) {
                items.remove(i);
                return;
            }
        }
    }

    private int placeOf(String call) {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i) instanceof Item.ToolCall each && each.call().equals(call)) {
                return i;
            }
        }
        return -1;
    }

    private static Item.Message unfinished(String id, String text) {
        return new Item.Message(id, Role.ASSISTANT, List.of(new Part.Text(text)), true);
    }
}
