package dev.podd.hook;

/** What a hook says of a tool's result. */
public sealed interface ResultDecision {
    record Continue() implements ResultDecision {}

    /** The turn ends with an error of that reason. */
    record Abort(String reason) implements ResultDecision {}
}
