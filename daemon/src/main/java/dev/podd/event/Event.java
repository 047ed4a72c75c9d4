package dev.podd.event;

import dev.podd.item.Item;
import dev.podd.item.Location;
import dev.podd.item.ToolKind;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.usage.Usage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that happened in a Pod. */
public sealed interface Event {
    /** The input is on the disk and the turn runs. */
    record TurnStarted() implements Event {}

    /** The model is asked; {@code request} counts from 1 within the turn. */
    record RequestStarted(int request) implements Event {}

    record TextDelta(String item, String text) implements Event {}

    record ReasoningDelta(String item, String text) implements Event {}

    /** An item of the model's is whole and recorded. */
    record ItemDone(Item item) implements Event {}

    record ToolCallStarted(String call, String name, String title, ToolKind kind, List<Location> locations)
            implements Event {}

    /** What a running tool has printed. */
    record ToolCallOutput(String call, String text) implements Event {}

    record ToolCallDone(String call, ToolOutcome outcome, String summary, @Nullable String body,
            @Nullable String diff) implements Event {}

    /** What the last request used, the turn and the session so far with it, and how full the context is now. */
    record RequestUsage(Usage usage, Usage turn, Usage session, Tokens tokens) implements Event {}

    /** The request failed and is made again: {@code attempt} is the number of the coming try, from 2. */
    record Retry(int attempt, Duration after, String reason) implements Event {}

    /** What the person said while a turn ran has entered the conversation, just before the coming request. */
    record Steered(Item.Message item) implements Event {}

    /** A summary is being made; {@code background}: nobody waits for it. */
    record CompactionStarted(boolean background) implements Event {}

    /** A summary has taken the place of older history; tokens of the context before and after. */
    record CompactionDone(long before, long after) implements Event {}

    /** There is no summary; {@code failures} in a row, and whether there will be no further try. */
    record CompactionFailed(String reason, int failures, boolean disabled) implements Event {}

    /** Another writer had moved the session's head; from here on the conversation goes on in {@code session}. */
    record SessionForked(String from, String session) implements Event {}

    /** Something the person should know that stops nothing. */
    record Warning(String message) implements Event {}

    record TurnDone(TurnOutcome outcome, @Nullable TurnError error) implements Event {}
}
