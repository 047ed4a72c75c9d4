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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes a model's stream apart: tells deltas as they come, records each item as it closes. Lives on one thread. */
final class AnswerRecorder implements Consumer<ModelEvent> {
    private final TurnParts parts;
    private final OpenText openText;
    private final Map<Integer, String> itemIds = new HashMap<>();
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
            case ModelEvent.ReasoningDelta delta -> {
                hasContent = true;
                parts.events().accept(new Event.ReasoningDelta(itemId(delta.block()), delta.text()));
            }
            case ModelEvent.ToolCallOpened opened -> hasContent = true;
            case ModelEvent.TextClosed closed -> textClosed(closed);
            case ModelEvent.ReasoningClosed closed -> close(
                    new Item.Reasoning(itemId(closed.block()), closed.text(), closed.opaque()));
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

    /** What is there; text that never closed is kept as it stands, marked incomplete. */
    Answer answer() {
        openText.take().ifPresent(text -> close(message(text.item(), text.text(), true)));
        return new Answer(items, stop);
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
        parts.conversation().update(conversation -> conversation.with(item));
        items.add(item);
        parts.events().accept(new Event.ItemDone(item));
    }

    private static Item.Message message(String id, String text, boolean incomplete) {
        return new Item.Message(id, Role.ASSISTANT, List.of(new Part.Text(text)), incomplete);
    }

    private String itemId(int block) {
        return itemIds.computeIfAbsent(block, any -> parts.world().ids().apply("i"));
    }
}
