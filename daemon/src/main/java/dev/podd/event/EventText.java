package dev.podd.event;

/** How much text an event holds, for those who keep events. */
public final class EventText {
    private EventText() {}

    /** In characters. */
    public static long length(Event event) {
        return switch (event) {
            case Event.TextDelta delta -> delta.text().length();
            case Event.ReasoningDelta delta -> delta.text().length();
            case Event.ToolCallOutput output -> output.text().length();
            case Event.ToolCallDone done -> (done.body() == null ? 0 : done.body().length())
                    + (done.diff() == null ? 0 : done.diff().length());
            case Event.ItemDone done -> done.item().toString().length();
            case Event.Steered steered -> steered.item().toString().length();
            case Event.TurnStarted any -> 0;
            case Event.RequestStarted any -> 0;
            case Event.ToolCallStarted any -> 0;
            case Event.RequestUsage any -> 0;
            case Event.Retry any -> 0;
            case Event.CompactionStarted any -> 0;
            case Event.CompactionDone any -> 0;
            case Event.CompactionFailed any -> 0;
            case Event.SessionForked any -> 0;
            case Event.Warning any -> 0;
            case Event.TurnDone any -> 0;
        };
    }
}
