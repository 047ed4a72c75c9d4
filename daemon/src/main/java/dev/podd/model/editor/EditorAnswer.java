package dev.podd.model.editor;

import dev.podd.model.StopReason;
import dev.podd.usage.TokenCounts;

/** How the answer of an editor's model ended. */
public sealed interface EditorAnswer {
    /** It is whole, or cut at its limit; {@code tokens} as far as the editor knows them. */
    record Completed(StopReason stop, TokenCounts tokens) implements EditorAnswer {}

    /** There is no whole answer; {@code message} is for the person. */
    record Failed(Fault fault, String message) implements EditorAnswer {}

    /** Why there is none. */
    enum Fault {
        /** The editor has no such model, or none. */
        NO_MODEL,
        /** The person has not allowed the use of it. */
        NO_CONSENT,
        /** What the person's subscription covers is used up. */
        QUOTA,
        /** The model's provider blocks the requests. */
        BLOCKED,
        /** The model's provider refuses what the conversation is about. */
        OFF_TOPIC,
        /** The conversation does not fit the model. */
        TOO_LONG,
        /** The same request may work later. */
        BUSY, OTHER
    }
}
