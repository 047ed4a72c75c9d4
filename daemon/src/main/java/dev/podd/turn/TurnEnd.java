package dev.podd.turn;

import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.model.StopReason;
import dev.podd.usage.Usage;

import org.jspecify.annotations.Nullable;

/**
 * How a turn ended.
 *
 * @param message the model's last text in it
 * @param stop    why the model's last answer ended; null when there is none, or it was cut off
 */
public record TurnEnd(TurnOutcome outcome, @Nullable TurnError error, @Nullable String message, Usage usage,
        int requests, @Nullable StopReason stop) {}
