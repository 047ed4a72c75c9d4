package dev.podd.model;

import dev.podd.item.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a model is told in one request: always the whole conversation. */
public record ModelRequest(@Nullable String systemPrompt, List<Item> history, List<ToolSpec> tools,
        RequestSettings settings) {
    public ModelRequest {
        history = List.copyOf(history);
        tools = List.copyOf(tools);
    }
}
