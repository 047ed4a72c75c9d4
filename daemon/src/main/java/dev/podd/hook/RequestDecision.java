package dev.podd.hook;

/** What a hook says of a request. */
public sealed interface RequestDecision {
    record Continue() implements RequestDecision {}

    /** The turn ends with an error of that reason. */
    record Cancel(String reason) implements RequestDecision {}

    /** The history shall be compacted first. */
    record Yield() implements RequestDecision {}
}
