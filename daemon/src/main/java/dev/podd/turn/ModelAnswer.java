package dev.podd.turn;

import dev.podd.item.Item;
import dev.podd.model.StopReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request brought, recorded already. {@code stop} is null when the stream was cut after its first content. */
record ModelAnswer(List<Item> items, @Nullable StopReason stop) {
    ModelAnswer {
        items = List.copyOf(items);
    }

    List<Item.ToolCall> calls() {
        return items.stream().filter(Item.ToolCall.class::isInstance).map(Item.ToolCall.class::cast).toList();
    }
}
