package dev.podd.turn;

import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.usage.Usage;

import org.jspecify.annotations.Nullable;

/** How a turn ended; {@code message} is the model's last text in it. */
public record TurnEnd(TurnOutcome outcome, @Nullable TurnError error, @Nullable String message, Usage usage,
        int requests) {}
