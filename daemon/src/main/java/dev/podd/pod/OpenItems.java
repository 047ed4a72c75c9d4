package dev.podd.pod;

import dev.podd.event.Event;
import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The items of a Pod that are half-written now, as its events have told them so far. Safe on every thread. */
final class OpenItems {
    private final Map<String, StringBuilder> texts = new HashMap<>(); // guarded by this
    private final Map<String, StringBuilder> reasoning = new HashMap<>(); // guarded by this

    /** Takes note of an event, before it is published. */
    synchronized void note(Event event) {
        switch (event) {
            case Event.TextDelta delta -> texts.computeIfAbsent(delta.item(), any -> new StringBuilder())
                    .append(delta.text());
            case Event.ReasoningDelta delta -> reasoning.computeIfAbsent(delta.item(), any -> new StringBuilder())
                    .append(delta.text());
            case Event.ItemDone done -> {
                texts.remove(done.item().id());
                reasoning.remove(done.item().id());
            }
            case Event.TurnDone done -> {
                texts.clear();
                reasoning.clear();
            }
            default -> {
                // tells of no open item
            }
        }
    }

    /** All of them, in no order. */
    synchronized List<Item> all() {
        return Stream.concat(reasoning.keySet().stream(), texts.keySet().stream())
                .flatMap(id -> find(id).stream()).toList();
    }

    /** The item as it stands; a message is marked incomplete. Empty when no such item is open. */
    synchronized Optional<Item> find(String id) {
        if (texts.containsKey(id)) {
            return Optional.of(new Item.Message(id, Role.ASSISTANT,
                    List.of(new Part.Text(texts.get(id).toString())), true));
        }
        return reasoning.containsKey(id) ? Optional.of(new Item.Reasoning(id, reasoning.get(id).toString(), null))
                : Optional.empty();
    }
}
