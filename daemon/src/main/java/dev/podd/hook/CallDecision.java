package dev.podd.hook;

/** What a hook says of a tool call. */
public sealed interface CallDecision {
    record Continue() implements CallDecision {}

    /** The call is answered with this message, as denied. */
    record Deny(String message) implements CallDecision {}

    /** The turn ends with an error of that reason. */
    record Abort(String reason) implements CallDecision {}

    /** The turn pauses; its open calls stay open until it is resumed. */
    record Pause() implements CallDecision {}
}
