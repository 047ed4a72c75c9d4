package dev.podd.log;

import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import java.util.List;
import java.util.Set;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The items of a conversation, immutable. A changed history shares what is unchanged with the one it was made from, so
 * that a change costs about the same however long the history is.
 *
 * @param items     as the model gets them; a message that is not closed is incomplete, at the place where its text began
 * @param streaming ids of the messages that are not closed
 * @param closed    ids of the model's messages that were closed since the last item of another
 * @param openCalls tool calls without a result, oldest first
 * @param started   those of them whose tool has begun what may have an effect
 */
record History(PVector<Item> items, PSet<String> streaming, PSet<String> closed, PVector<Item.ToolCall> openCalls,
        PSet<String> started) {
    static final History EMPTY = new History(TreePVector.empty(), HashTreePSet.empty(), HashTreePSet.empty(),
            TreePVector.empty(), HashTreePSet.empty());

    static History of(List<Item> items) {
        History history = EMPTY;
        for (Item item : items) {
            history = history.plus(item);
        }
        return history;
    }

    /** The items without the messages that are still streaming. */
    List<Item> withoutStreaming() {
        PVector<Item> rest = items;
        for (String message : streaming) {
            rest = minus(rest, message);
        }
        return rest;
    }

    /** With an item that is whole from the beginning. */
    History plus(Item item) {
        return switch (item) {
            case Item.ToolCall call -> new History(items.plus(call), streaming, closed,
                    without(call.call()).plus(call), started);
            case Item.ToolResult result -> answered(result);
            case Item.Message message -> new History(items.plus(message), streaming,
                    message.saidByModel() ? closed : HashTreePSet.empty(), openCalls, started);
            case Item.Reasoning reasoning -> withItems(items.plus(reasoning));
        };
    }

    /** With an item of the model's that is whole now; parts of it may have come before. */
    History closed(Item item) {
        History rest = !streaming.contains(item.id()) ? this
                : new History(minus(items, item.id()), streaming.minus(item.id()), closed, openCalls,
                        started);
        return item instanceof Item.Message
                ? new History(rest.items.plus(item), rest.streaming, closed.plus(item.id()), openCalls, started)
                : rest.plus(item);
    }

    /** With more text of a message that streams. A part of a message that is closed changes nothing. */
    History extended(Entry.ItemPart part) {
        String id = part.item();
        if (streaming.contains(id)) {
            int place = place(items, id);
            String before = ((Item.Message) items.get(place)).text();
            String kept = before.substring(0, Math.clamp(part.from(), 0, before.length()));
            return withItems(items.with(place, unfinished(id, kept + part.text())));
        }
        return closed.contains(id) || part.text().isEmpty() ? this
                : new History(items.plus(unfinished(id, part.text())), streaming.plus(id), closed, openCalls, started);
    }

    /** No message streams any more: what there is of one is all that will ever be. */
    History settled() {
        return new History(items, HashTreePSet.empty(), HashTreePSet.empty(), openCalls, started);
    }

    /**
     * With the result of an open call; one to no open call changes nothing. Results of calls that ran concurrently stand
     * in the order of their calls, right after the answer that holds the calls.
     */
    History answered(Item.ToolResult result) {
        PVector<Item.ToolCall> rest = without(result.call());
        if (rest.size() == openCalls.size()) {
            return this;
        }
        int call = placeOfCall(result.call());
        int at = call + 1;
        while (at < items.size() && items.get(at).saidByModel()) {
            at++;
        }
        while (at < items.size() && items.get(at) instanceof Item.ToolResult other
                && placeOfCall(other.call()) < call) {
            at++;
        }
        return new History(at == items.size() ? items.plus(result) : items.plus(at, result), streaming,
                HashTreePSet.empty(), rest, started.minus(result.call()));
    }

    /** With a call whose tool has begun. */
    History withStarted(String call) {
        return new History(items, streaming, closed, openCalls, started.plus(call));
    }

    /** With pictures without data in the results of these calls: no request shows them again, and they are large. */
    History withoutPictures(Set<String> calls) {
        PVector<Item> changed = items;
        for (int i = 0; i < items.size() && !calls.isEmpty(); i++) {
            if (items.get(i) instanceof Item.ToolResult result && calls.contains(result.call())
                    && !result.images().isEmpty()) {
                changed = changed.with(i, new Item.ToolResult(result.id(), result.call(), result.outcome(),
                        result.summary(), result.body(), result.images().stream()
                                .map(image -> new Part.Image(image.mimeType(), "")).toList()));
            }
        }
        return changed == items ? this : withItems(changed);
    }

    History minus(String item) {
        return withItems(minus(items, item));
    }

    private History withItems(PVector<Item> changed) {
        return new History(changed, streaming, closed, openCalls, started);
    }

    private PVector<Item.ToolCall> without(String call) {
        PVector<Item.ToolCall> rest = openCalls;
        for (Item.ToolCall each : openCalls) {
            rest = each.call().equals(call) ? rest.minus(each) : rest;
        }
        return rest;
    }

    private int placeOfCall(String call) {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i) instanceof Item.ToolCall each && each.call().equals(call)) {
                return i;
            }
        }
        return -1;
    }

    private static PVector<Item> minus(PVector<Item> items, String item) {
        int place = place(items, item);
        return place < 0 ? items : items.minus(place);
    }

    /** Searched from the end, where what changes is. */
    private static int place(PVector<Item> items, String item) {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i).id().equals(item)) {
                return i;
            }
        }
        return -1;
    }

    private static Item.Message unfinished(String id, String text) {
        return new Item.Message(id, Role.ASSISTANT, List.of(new Part.Text(text)), true);
    }
}
