package dev.podd.log;

import java.util.Map;

/** What the kinds of entries are called in the stored text. */
final class Kinds {
    private static final Map<String, Class<? extends Entry>> TYPES = Map.ofEntries(
            Map.entry("segment_start", Entry.SegmentStart.class), Map.entry("user_input", Entry.UserInput.class),
            Map.entry("input_accepted", Entry.InputAccepted.class),
            Map.entry("input_refused", Entry.InputRefused.class),
            Map.entry("assistant_item", Entry.AssistantItem.class), Map.entry("tool_result", Entry.ToolResult.class),
            Map.entry("injected_item", Entry.InjectedItem.class),
            Map.entry("input_queued", Entry.InputQueued.class),
            Map.entry("inputs_dropped", Entry.InputsDropped.class),
            Map.entry("request_usage", Entry.RequestUsage.class),
            Map.entry("summary_usage", Entry.SummaryUsage.class), Map.entry("turn_outcome", Entry.TurnEnded.class),
            Map.entry("settings_changed", Entry.SettingsChanged.class),
            Map.entry("file_change", Entry.FileChange.class),
            Map.entry("pending_changes", Entry.PendingChanges.class), Map.entry("decision", Entry.Decision.class),
            Map.entry("item_part", Entry.ItemPart.class), Map.entry("tool_started", Entry.ToolStarted.class),
            Map.entry("pruned", Entry.Pruned.class), Map.entry("title", Entry.Title.class));

    private Kinds() {}

    static String of(Entry entry) {
        return switch (entry) {
            case Entry.SegmentStart any -> "segment_start";
            case Entry.UserInput any -> "user_input";
            case Entry.InputAccepted any -> "input_accepted";
            case Entry.InputRefused any -> "input_refused";
            case Entry.AssistantItem any -> "assistant_item";
            case Entry.ToolResult any -> "tool_result";
            case Entry.InjectedItem any -> "injected_item";
            case Entry.InputQueued any -> "input_queued";
            case Entry.InputsDropped any -> "inputs_dropped";
            case Entry.RequestUsage any -> "request_usage";
            case Entry.SummaryUsage any -> "summary_usage";
            case Entry.TurnEnded any -> "turn_outcome";
            case Entry.SettingsChanged any -> "settings_changed";
            case Entry.FileChange any -> "file_change";
            case Entry.PendingChanges any -> "pending_changes";
            case Entry.Decision any -> "decision";
            case Entry.ItemPart any -> "item_part";
            case Entry.ToolStarted any -> "tool_started";
            case Entry.Pruned any -> "pruned";
            case Entry.Title any -> "title";
        };
    }

    /** @throws IllegalArgumentException for a kind that this version does not know */
    static Class<? extends Entry> type(String kind) {
        Class<? extends Entry> type = TYPES.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("no kind of entry is called " + kind + " here");
        }
        return type;
    }
}
