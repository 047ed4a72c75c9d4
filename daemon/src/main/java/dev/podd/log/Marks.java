package dev.podd.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podd.item.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the items of a history beside the items themselves; a segment hands it over to the next one.
 *
 * @param inputs  ids of the messages that began a turn, oldest first
 * @param steered ids of the messages that the person sent into a running turn
 * @param pruned  calls whose result bodies are left out of requests, with the number of usage records there were then
 * @param pins    the person's words that summaries took the place of, oldest first
 * @param summed  how many items at the beginning of the history a compaction made
 * @param undecided ids of the inputs that the {@code on_prompt_submit} hooks have not decided about, oldest first; the
 *                model must not get them before
 * @param refused   the input of the last turn, if a hook refused it: that turn has nothing to go on with; else null
 */
public record Marks(SequencedSet<String> inputs, SequencedSet<String> steered, SequencedMap<String, Integer> pruned,
        List<Pin> pins, int summed, @JsonInclude(JsonInclude.Include.NON_EMPTY) SequencedSet<String> undecided,
        @Nullable String refused) {
    /** Of an empty history. */
    public static final Marks NONE = new Marks(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashMap<>(),
            List.of(), 0, new LinkedHashSet<>(), null);

    public Marks {
        inputs = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(inputs));
        steered = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(steered));
        pruned = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(pruned));
        pins = List.copyOf(pins);
        undecided = undecided == null ? new LinkedHashSet<>() // in logs of earlier versions
                : Collections.unmodifiableSequencedSet(new LinkedHashSet<>(undecided));
    }

    /** Whether the person said it: began a turn with it, or steered one. */
    public boolean isFromPerson(String item) {
        return inputs.contains(item) || steered.contains(item);
    }

    /** A turn begins with an input, about which no hook has decided yet. */
    public Marks withInput(String item) {
        return new Marks(with(inputs, item), steered, pruned, pins, summed, with(undecided, item), null);
    }

    /** The hooks let an input pass. */
    public Marks accepted(String item) {
        return new Marks(inputs, steered, pruned, pins, summed, without(undecided, item), refused);
    }

    /** The model has the whole history. */
    public Marks sent() {
        return undecided.isEmpty() ? this
                : new Marks(inputs, steered, pruned, pins, summed, new LinkedHashSet<>(), refused);
    }

    public Marks withSteered(String item) {
        return new Marks(inputs, with(steered, item), pruned, pins, summed, undecided, refused);
    }

    /** A hook refused an input. */
    public Marks refused(String item) {
        boolean isNewest = !inputs.isEmpty() && inputs.getLast().equals(item);
        return new Marks(without(inputs, item), steered, pruned, pins, summed, without(undecided, item),
                isNewest ? item : refused);
    }

    /** @param records usage records so far: those measured what the calls' results held still */
    public Marks withPruned(List<String> calls, int records) {
        SequencedMap<String, Integer> more = new LinkedHashMap<>(pruned);
        calls.forEach(call -> more.putIfAbsent(call, records));
        return new Marks(inputs, steered, more, pins, summed, undecided, refused);
    }

    /**
     * What is left of these marks in a history of which only some items are left, after a summary with those pins. What
     * was left out of a result that stays is not shown again: the summary makes room, and this would take it.
     */
    public Marks compacted(List<Item> leftItems, List<Pin> newPins, int newSummed) {
        Set<String> left = new HashSet<>();
        SequencedMap<String, Integer> leftOut = new LinkedHashMap<>();
        for (Item item : leftItems) {
            left.add(item.id());
            if (item instanceof Item.ToolResult result && pruned.containsKey(result.call())) {
                leftOut.put(result.call(), 0);
            }
        }
        return new Marks(only(inputs, left), only(steered, left), leftOut, newPins, newSummed,
                only(undecided, left), refused);
    }

    private static SequencedSet<String> with(SequencedSet<String> some, String more) {
        SequencedSet<String> all = new LinkedHashSet<>(some);
        all.add(more);
        return all;
    }

    private static SequencedSet<String> without(SequencedSet<String> some, String one) {
        SequencedSet<String> others = new LinkedHashSet<>(some);
        others.remove(one);
        return others;
    }

    private static SequencedSet<String> only(SequencedSet<String> some, Set<String> left) {
        List<String> kept = new ArrayList<>(some);
        kept.removeIf(item -> !left.contains(item));
        return new LinkedHashSet<>(kept);
    }
}
