package dev.podd.pod;

import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.model.StopReason;
import dev.podd.usage.Usage;

import org.jspecify.annotations.Nullable;

/**
 * How a turn went.
 *
 * @param error    only with outcome error
 * @param message  the model's final text, if it gave one
 * @param usage    tokens of this turn
 * @param requests how often the model was asked
 * @param session  where the conversation goes on
 * @param stop     why the model's last answer ended; null when there is none, or it was cut off
 */
public record TurnResult(TurnOutcome outcome, @Nullable TurnError error, @Nullable String message, Usage usage,
        int requests, String session, @Nullable StopReason stop) {
    /** One that was cancelled before it began. */
    public static TurnResult cancelledIn(String session) {
        return new TurnResult(TurnOutcome.CANCELLED, null, null, Usage.ZERO, 0, session, null);
    }
}
