package dev.podd.log;

import dev.podd.item.Item;
import dev.podd.item.Part;
import java.util.Locale;

/** Words that somebody looks for in conversations, in any case. */
public final class Phrase {
    private final String wanted;

    public Phrase(String words) {
        this.wanted = folded(words);
    }

    public boolean isIn(String text) {
        return folded(text).contains(wanted);
    }

    /** Whether it stands in what this entry adds to the conversation. */
    public boolean isIn(Entry entry) {
        return switch (entry) {
            case Entry.SegmentStart start -> start.history().stream().anyMatch(this::isIn);
            case Entry.UserInput input -> isIn(input.item());
            case Entry.AssistantItem closed -> isIn(closed.item());
            case Entry.ToolResult result -> isIn(result.item());
            case Entry.InjectedItem injected -> isIn(injected.item());
            case Entry.ItemPart part -> isIn(part.text());
            case Entry.Title named -> isIn(named.title());
            case Entry.InputQueued waits -> isIn(waits.item());
            case Entry.InputsDropped any -> false;
            case Entry.InputAccepted any -> false;
            case Entry.InputRefused any -> false;
            case Entry.RequestUsage any -> false;
            case Entry.SummaryUsage any -> false;
            case Entry.TurnEnded any -> false;
            case Entry.SettingsChanged any -> false;
            case Entry.FileChange any -> false;
            case Entry.PendingChanges any -> false;
            case Entry.Decision any -> false;
            case Entry.ToolStarted any -> false;
            case Entry.Pruned any -> false;
        };
    }

    private boolean isIn(Item item) {
        return switch (item) {
            case Item.Message message -> message.parts().stream().anyMatch(this::isIn);
            case Item.Reasoning reasoning -> isIn(reasoning.text());
            case Item.ToolCall call -> isIn(call.arguments());
            case Item.ToolResult result -> isIn(result.summary()) || (result.body() != null && isIn(result.body()));
        };
    }

    private boolean isIn(Part part) {
        return isIn(part.asText());
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
