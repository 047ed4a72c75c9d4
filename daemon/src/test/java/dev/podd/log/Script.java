package dev.podd.log;

import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.model.RequestSettings;
import dev.podd.usage.Usage;
import dev.podd.usage.UsageRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A session as a Pod might write it, made up from a seed: every one of them is valid. */
public final class Script {
    private final Random random;
    private final List<Entry> entries = new ArrayList<>();
    private int ids;
    private int turns;

    private Script(Random random) {
        this.random = random;
    }

    /** What follows the segment's start. */
    public static List<Entry> of(long seed) {
        return of(new Random(seed));
    }

    /** Turns until there are at least {@code length} entries. */
    public static List<Entry> atLeast(int length, long seed) {
        Script script = new Script(new Random(seed));
        while (script.entries.size() < length) {
            script.turn();
        }
        return script.entries;
    }

    /** How a segment with nothing said yet begins. */
    public static Entry.SegmentStart start() {
        return Entry.SegmentStart.of("You are a test.", RequestSettings.DEFAULT);
    }

    private static List<Entry> of(Random random) {
        Script script = new Script(random);
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            script.turn();
        }
        return script.entries;
    }

    private void turn() {
        Item.Message input = Item.Message.text(id(), Role.USER, words(12));
        turns++;
        entries.add(new Entry.UserInput(input));
        if (random.nextInt(10) == 0) {
            entries.add(new Entry.InputRefused(input.id(), "no"));
            end(TurnOutcome.ERROR);
            return;
        }
        int requests = 1 + random.nextInt(3);
        for (int i = 0; i < requests; i++) {
            request(i < requests - 1);
        }
        end(random.nextInt(5) == 0 ? TurnOutcome.CANCELLED : TurnOutcome.FINISHED);
    }

    private void request(boolean withCalls) {
        if (random.nextInt(3) == 0) {
            entries.add(new Entry.AssistantItem(new Item.Reasoning(id(), words(20), null)));
        }
        message();
        if (withCalls) {
            calls(1 + random.nextInt(4));
        }
        entries.add(new Entry.RequestUsage(new UsageRecord(entries.size(), new Usage(entries.size(), 1, 0, 5))));
    }

    private void message() {
        String id = id();
        String text = words(30);
        if (random.nextBoolean()) {
            int cut = random.nextInt(text.length());
            entries.add(new Entry.ItemPart(id, 0, text.substring(0, cut)));
            entries.add(new Entry.ItemPart(id, cut, text.substring(cut)));
        }
        boolean isCut = random.nextInt(10) == 0;
        if (!isCut) {
            entries.add(new Entry.AssistantItem(
                    new Item.Message(id, Role.ASSISTANT, List.of(new Part.Text(text)), false)));
        }
    }

    private void calls(int count) {
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String call = "c" + id();
            calls.add(call);
            entries.add(new Entry.AssistantItem(new Item.ToolCall(id(), call, "read", "{}")));
        }
        Collections.shuffle(calls, random);
        for (String call : calls) {
            if (random.nextBoolean()) {
                entries.add(new Entry.Decision(call, "May it?", "allowOnce", null));
                entries.add(new Entry.ToolStarted(call));
            }
            entries.add(new Entry.ToolResult(
                    new Item.ToolResult(id(), call, ToolOutcome.OK, words(3), random.nextBoolean() ? words(40) : null),
                    false));
        }
    }

    private void end(TurnOutcome outcome) {
        entries.add(new Entry.TurnEnded(outcome, outcome.isInterrupted(), turns,
                outcome == TurnOutcome.ERROR ? new TurnError("promptRefused", "no") : null));
    }

    private String id() {
        ids++;
        return "i" + ids;
    }

    private String words(int most) {
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            text.append("ox ärger 😀 bee".charAt(random.nextInt(9))).append(random.nextInt(1000)).append(' ');
        }
        return text.toString();
    }
}
