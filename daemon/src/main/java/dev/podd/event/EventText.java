package dev.podd.event;

import dev.podd.item.Item;
import dev.podd.item.Part;
import org.jspecify.annotations.Nullable;

/** The size of the text in an event. */
public final class EventText {
    private EventText() {}

    /** In characters. */
    public static long length(Event event) {
        return switch (event) {
            case Event.TextDelta delta -> delta.text().length();
            case Event.ReasoningDelta delta -> delta.text().length();
            case Event.ToolCallOutput output -> output.text().length();
            case Event.ToolCallDone done -> done.summary().length() + length(done.body()) + length(done.diff());
            case Event.ItemDone done -> length(done.item());
            case Event.Steered steered -> length(steered.item());
            case Event.TurnStarted any -> 0;
            case Event.RequestStarted any -> 0;
            case Event.ToolCallStarted started -> started.name().length() + started.title().length();
            case Event.RequestUsage any -> 0;
            case Event.Retry any -> 0;
            case Event.CompactionStarted any -> 0;
            case Event.CompactionDone any -> 0;
            case Event.CompactionFailed any -> 0;
            case Event.SessionForked any -> 0;
            case Event.Warning warning -> warning.message().length();
            case Event.TurnDone any -> 0;
        };
    }

    private static long length(Item item) {
        return switch (item) {
            case Item.Message message -> message.parts().stream().mapToLong(EventText::length).sum();
            case Item.Reasoning reasoning -> reasoning.text().length();
            case Item.ToolCall call -> call.arguments().length();
            case Item.ToolResult result -> length(result.body());
        };
    }

    private static long length(Part part) {
        return switch (part) {
            case Part.Text text -> text.text().length();
            case Part.File file -> length(file.content());
            case Part.Selection selection -> length(selection.content());
            case Part.Diagnostics diagnostics -> length(diagnostics.content());
            case Part.Image image -> image.data().length();
        };
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
