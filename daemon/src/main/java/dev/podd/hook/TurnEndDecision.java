package dev.podd.hook;

import java.util.List;

/** What a hook says when the model is done. */
public sealed interface TurnEndDecision {
    record Finish() implements TurnEndDecision {}

    /** The model is asked on with these messages, recorded first. */
    record ContinueWith(List<String> messages) implements TurnEndDecision {
        public ContinueWith {
            messages = List.copyOf(messages);
            if (messages.isEmpty()) {
                throw new IllegalArgumentException("continue_with needs at least one message");
            }
        }
    }

    record Pause() implements TurnEndDecision {}
}
