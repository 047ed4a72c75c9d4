package dev.podd.compaction;

import dev.podd.context.Cut;
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.log.Marks;
import dev.podd.log.Pin;
import dev.podd.usage.Occupancy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a history is to be shortened: what goes, what stays, what the person said in what goes. Made of a snapshot; it
 * holds for every later state of the same history, since that only grows behind the cut.
 *
 * @param history how many items the snapshot had
 * @param cut     index of the first item that stays as it is
 * @param older   what is to be summarised
 * @param running the input of the running turn, which stays word for word though it is older than the cut
 */
public record Plan(int history, int cut, List<Item> older, List<Pin> pins, Item.@Nullable Message running) {
    /** How the item begins that shows files; no later summary is made of it. */
    private static final String FILES = "[Files touched last, as they are now]";

    /** Tokens of what stands around the files that are shown, and one to spare. */
    private static final int AROUND_FILES = 25;
    /** No summary with the headings that are asked for has fewer tokens. */
    private static final int SHORTEST = 50;

    /** @param isInTurn whether the newest input is being worked on */
    public static Plan of(List<Item> history, Marks marks, Occupancy occupancy, CompactionSettings settings,
            boolean isInTurn) {
        int cut = Cut.of(history, marks.inputs(), occupancy, settings.retainedTurns(), settings.retained());
        String newest = isInTurn && !marks.inputs().isEmpty() ? marks.inputs().getLast() : null;
        Item.Message running = null;
        List<Item> older = new ArrayList<>();
        for (Item item : history.subList(0, cut)) {
            if (item.id().equals(newest) && item instanceof Item.Message input) {
                running = input;
            }
            if (!showsFiles(item) && !marks.undecided().contains(item.id())) {
                older.add(item);
            }
        }
        return new Plan(history.size(), cut, older, Pins.of(older, marks, newest, settings.pinned()), running);
    }

    private static boolean showsFiles(Item item) {
        return item instanceof Item.Message message && message.role() == Role.SYSTEM
                && message.text().startsWith(FILES);
    }

    /**
     * Whether there is nothing to summarise: all before the cut is in a summary already, or stays as it is.
     *
     * @param now a history that begins with the one that was planned for
     */
    public boolean isEmpty(List<Item> now, Marks marks) {
        return cut <= marks.summed()
                || now.subList(marks.summed(), cut).stream().allMatch(item -> item.equals(running));
    }

    /**
     * Accepts a summary only if it saves enough (semantics 8.5), by bytes alone: what was measured of the longer history
     * says nothing of the shorter one.
     *
     * @param fixed tokens that every request has beside the history
     * @return tokens that files may have beside it
     * @throws SummaryFailedException it does not
     */
    public long accept(String summary, List<Item> now, Marks marks, CompactionSettings settings, long fixed) {
        long after = after(summary, now, marks) + fixed;
        Long most = settings.acceptable();
        if (most != null && after >= most) {
            throw new SummaryFailedException("the summary leaves about " + after + " tokens of "
                    + (tokens(snapshot(now), marks) + fixed) + "; it must leave fewer than " + most);
        }
        return most == null ? settings.files() : Math.clamp(most - after - AROUND_FILES, 0, settings.files());
    }

    /**
     * Tokens that a summary may have and be accepted, asked before it is paid for.
     *
     * @param fixed tokens that every request has beside the history
     * @throws SummaryFailedException what stays as it is leaves no room for any
     */
    public long roomForSummary(List<Item> now, Marks marks, CompactionSettings settings, long fixed) {
        Long most = settings.acceptable();
        if (most == null) {
            return settings.summaryMaxTokens();
        }
        long rest = after("", now, marks) + fixed;
        if (most - rest < SHORTEST) {
            throw new SummaryFailedException("instructions, tools and what stays as it is have about " + rest
                    + " tokens, and with a summary it must be fewer than " + most
                    + ": raise [compaction] threshold, or lower retained_tokens and pinned_tokens");
        }
        return Math.min(settings.summaryMaxTokens(), most - rest);
    }

    private long after(String summary, List<Item> now, Marks marks) {
        Shortened shortened = with(summary, snapshot(now), marks, "", List.of("summary", "files"));
        return tokens(shortened.history(), shortened.marks());
    }

    /** An input may be refused meanwhile. */
    private List<Item> snapshot(List<Item> now) {
        return now.subList(0, Math.min(history, now.size()));
    }

    private static long tokens(List<Item> history, Marks marks) {
        return new Occupancy(history, List.of(), marks.pruned()).unmeasured();
    }

    /** A history in place of another, and what is known of its items. */
    public record Shortened(List<Item> history, Marks marks) {}

    /**
     * @param history the history as it is now, which begins with the one that was planned for
     * @param files   text of the files that follow the summary; empty for none
     * @param ids     a new id each
     */
    public Shortened with(String summary, List<Item> history, Marks marks, String files, List<String> ids) {
        List<Item> items = new ArrayList<>();
        items.add(Item.Message.text(ids.getFirst(), Role.SYSTEM, SummaryText.of(pins, summary)));
        if (running != null) {
            items.add(running);
        }
        if (!files.isEmpty()) {
            items.add(Item.Message.text(ids.getLast(), Role.SYSTEM, FILES + "\n\n" + files));
        }
        int summed = items.size();
        items.addAll(history.subList(cut, history.size()));
        return new Shortened(items, marks.compacted(items, pins, summed));
    }
}
