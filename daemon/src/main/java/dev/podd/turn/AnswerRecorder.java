package dev.podd.turn;

import dev.podd.event.Event;
import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.log.Entry;
import dev.podd.model.ModelEvent;
import dev.podd.model.StopReason;
import dev.podd.usage.TokenCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes a model's stream apart: tells deltas as they come, records each item as it closes. Lives on one thread. */
final class AnswerRecorder implements Consumer<ModelEvent> {
    private final TurnParts parts;
    private final OpenText openText;
    private final Map<Integer, String> itemIds = new HashMap<>();
    private final Map<Integer, StringBuilder> openReasoning = new LinkedHashMap<>();
    private final List<Item> items = new ArrayList<>();
    private TokenCounts tokens = TokenCounts.NONE;
    private @Nullable StopReason stop;
    private boolean hasContent;

    AnswerRecorder(TurnParts parts, OpenText openText) {
        this.parts = parts;
        this.openText = openText;
    }

    @Override
    public void accept(ModelEvent event) {
        switch (event) {
            case ModelEvent.Started started -> {
            }
            case ModelEvent.TextDelta delta -> textDelta(delta);
            case ModelEvent.ReasoningDelta delta -> reasoningDelta(delta);
            case ModelEvent.ToolCallOpened opened -> hasContent = true;
            case ModelEvent.TextClosed closed -> textClosed(closed);
            case ModelEvent.ReasoningClosed closed -> {
                openReasoning.remove(closed.block());
                close(
                        new Item.Reasoning(itemId(closed.block()), closed.text(), closed.opaque()));
            }
            case ModelEvent.ToolCallClosed closed -> close(new Item.ToolCall(itemId(closed.block()), closed.call(),
                    closed.name(), closed.arguments()));
            case ModelEvent.Tokens reported -> tokens = tokens.updatedBy(reported.counts());
            case ModelEvent.Finished finished -> stop = finished.reason();
        }
    }

    /** Whether the model has said anything that is worth keeping. */
    boolean hasContent() {
        return hasContent;
    }

    TokenCounts tokens() {
        return tokens;
    }

    /** What is there; what never closed is kept as it stands, text marked incomplete. */
    ModelAnswer answer() {
        openReasoning.forEach((block, text) -> close(new Item.Reasoning(itemId(block), text.toString(), null)));
        openReasoning.clear();
        openText.take().ifPresent(text -> close(message(text.item(), text.text(), true)));
        return new ModelAnswer(items, stop);
    }

    private void reasoningDelta(ModelEvent.ReasoningDelta delta) {
        hasContent = true;
        openReasoning.computeIfAbsent(delta.block(), any -> new StringBuilder()).append(delta.text());
        parts.events().accept(new Event.ReasoningDelta(itemId(delta.block()), delta.text()));
    }

    private void textDelta(ModelEvent.TextDelta delta) {
        if (delta.text().isEmpty()) {
            return;
        }
        hasContent = true;
        String item = itemId(delta.block());
        openText.add(item, delta.text());
        parts.events().accept(new Event.TextDelta(item, delta.text()));
    }

    private void textClosed(ModelEvent.TextClosed closed) {
        openText.take();
        if (!closed.text().isEmpty()) {
            close(message(itemId(closed.block()), closed.text(), false));
        }
    }

    private void close(Item item) {
        hasContent = true;
        parts.journal().recordSoon(new Entry.AssistantItem(item));
        items.add(item);
        parts.events().accept(new Event.ItemDone(item));
    }

    private static Item.Message message(String id, String text, boolean incomplete) {
        return new Item.Message(id, Role.ASSISTANT, List.of(new Part.Text(text)), incomplete);
    }

    private String itemId(int block) {
        return itemIds.computeIfAbsent(block, any -> parts.services().ids().apply("i"));
    }
}
