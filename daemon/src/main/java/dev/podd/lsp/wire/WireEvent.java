package dev.podd.lsp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened in a Pod. */
public sealed interface WireEvent {
    /** The input is on the disk and the turn runs. */
    record TurnStarted() implements WireEvent {}

    /** The model is asked. */
    record RequestStarted(int request) implements WireEvent {}

    /** The model goes on with its text. */
    record TextDelta(String item, String text) implements WireEvent {}

    /** The model goes on thinking aloud. */
    record ReasoningDelta(String item, String text) implements WireEvent {}

    /** An item of the model's is whole and recorded. */
    record ItemDone(WireItem item) implements WireEvent {}

    /** A tool call is under way; it may have to be approved first. */
    record ToolCallStarted(String call, String name, String title, WireToolKind kind, List<WireLocation> locations)
            implements WireEvent {}

    /** A running tool has printed something. */
    record ToolCallOutput(String call, String text) implements WireEvent {}

    /** A tool call has its result. */
    record ToolCallDone(String call, WireToolOutcome outcome, String summary, @Nullable String body,
            @Nullable String diff) implements WireEvent {}

    /** What the last request used. */
    record Usage(long input, long cacheRead, long cacheWrite, long output, @Nullable Double cost, WireUsage turn,
            WireUsage session, WireTokens tokens) implements WireEvent {}

    /** A request failed and is made again. */
    record Retry(int attempt, long after, String reason) implements WireEvent {}

    /** What the person said while the turn ran has entered the conversation. */
    record Steered(WireItem item) implements WireEvent {}

    /** Older history is being summarised. */
    record CompactionStarted(boolean background) implements WireEvent {}

    /** A summary took the place of older history. */
    record CompactionDone(long before, long after) implements WireEvent {}

    /** No summary could; nothing has changed. */
    record CompactionFailed(String reason, int failures, boolean disabled) implements WireEvent {}

    /** Someone else had written to the session; the conversation goes on in a new one. */
    record SessionForked(String from, String session) implements WireEvent {}

    /** Something that the person should know and that stops nothing. */
    record Warning(String message) implements WireEvent {}

    /** The turn has ended; its answer follows. */
    record TurnDone(WireOutcome outcome, @Nullable WireTurnError error) implements WireEvent {}
}
