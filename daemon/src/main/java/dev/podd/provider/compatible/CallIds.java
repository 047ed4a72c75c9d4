package dev.podd.provider.compatible;

import dev.podd.item.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Ids of tool calls, unique in a conversation even where a server counts from 0 at every answer or gives none. */
final class CallIds {
    private final Supplier<String> fresh;
    private final Set<String> taken = new HashSet<>();

    CallIds(List<Item> history, Supplier<String> fresh) {
        this.fresh = fresh;
        history.forEach(item -> {
            if (item instanceof Item.ToolCall call) {
                taken.add(call.call());
            }
        });
    }

    String unique(String offered) {
        String id = offered;
        while (id.isEmpty() || !taken.add(id)) {
            id = fresh.get();
        }
        return id;
    }
}
