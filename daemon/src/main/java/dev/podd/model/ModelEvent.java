package dev.podd.model;

import dev.podd.item.Opaque;
import dev.podd.usage.TokenCounts;

import org.jspecify.annotations.Nullable;

/** What a model's stream tells. Blocks are numbered from 0 in the order they open; deltas belong to an open block. */
public sealed interface ModelEvent {
    /** The provider has accepted the request: its answer has begun, though nothing is said yet. */
    record Started() implements ModelEvent {}

    record TextDelta(int block, String text) implements ModelEvent {}

    record ReasoningDelta(int block, String text) implements ModelEvent {}

    /** A tool call has begun; its arguments follow whole in {@link ToolCallClosed}. */
    record ToolCallOpened(int block, String call, String name) implements ModelEvent {}

    /** A block of text is whole. */
    record TextClosed(int block, String text) implements ModelEvent {}

    record ReasoningClosed(int block, String text, @Nullable Opaque opaque) implements ModelEvent {}

    /** A tool call is whole; {@code arguments} is JSON text as the model wrote it. */
    record ToolCallClosed(int block, String call, String name, String arguments) implements ModelEvent {}

    /** Tokens so far; may come several times, the newest value of a field counts. */
    record Tokens(TokenCounts counts) implements ModelEvent {}

    /** The answer is whole; always the last event. */
    record Finished(StopReason reason) implements ModelEvent {}
}
