package dev.podd.terminal;

import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.event.Tokens;
import dev.podd.item.Item;
import dev.podd.item.Location;
import dev.podd.item.Opaque;
import dev.podd.item.Role;
import dev.podd.item.ToolKind;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnOutcome;
import dev.podd.usage.Estimate;
import dev.podd.usage.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A turn in which everything happens that can happen. */
final class Story {
    private Story() {}

    static List<PodEvent> events() {
        Usage usage = new Usage(1200, 1000, 100, 34);
        List<Event> events = List.of(new Event.TurnStarted(), new Event.RequestStarted(1),
                new Event.Retry(2, Duration.ofMillis(1500), "overloaded"),
                new Event.ReasoningDelta("r1", "hm"),
                new Event.ItemDone(new Item.Reasoning("r1", "hm", new Opaque("p", "m", "secret"))),
                new Event.TextDelta("m1", "I look **first**.\n"), new Event.TextDelta("m1", "\nThen"),
                new Event.TextDelta("m1", " I answer."),
                new Event.ItemDone(Item.Message.text("m1", Role.ASSISTANT, "I look **first**.\n\nThen I answer.")),
                new Event.ItemDone(new Item.ToolCall("i2", "c1", "read", "{\"path\":\"a.txt\"}")),
                new Event.ItemDone(new Item.ToolCall("i3", "c2", "shell", "{\"command\":\"make\"}")),
                new Event.RequestUsage(usage, usage.plus(usage), new Usage(5000, 4000, 0, 99, 0.0123),
                        new Tokens(1234, 200_000L, Estimate.Source.MEASURED)),
                new Event.ToolCallDone("c2", ToolOutcome.DENIED, "The person said no.", null, null),
                new Event.ToolCallStarted("c1", "read", "Read a.txt", ToolKind.READ,
                        List.of(new Location("file:///w/a.txt", 3), new Location("file:///w/b.txt", null))),
                new Event.ToolCallOutput("c1", "3 lines"),
                new Event.ToolCallDone("c1", ToolOutcome.OK, "3 lines\nof text", "one\ntwo\nthree", "@@ -1 +1 @@"),
                new Event.ItemDone(new Item.ToolResult("i4", "c1", ToolOutcome.OK, "3 lines", "one")),
                new Event.Steered(Item.Message.text("u2", Role.USER, "In English")),
                new Event.SessionForked("s1", "s2"), new Event.Warning("the disk is nearly full"),
                new Event.RequestStarted(2), new Event.TextDelta("m5", "- a\n- b"),
                new Event.ItemDone(Item.Message.text("m5", Role.ASSISTANT, "- a\n- b")),
                new Event.TurnDone(TurnOutcome.FINISHED, null));
        List<PodEvent> story = new ArrayList<>();
        for (Event event : events) {
            story.add(new PodEvent("p1", story.size() < 18 ? "s1" : "s2", story.size() + 1, event));
        }
        return story;
    }
}
