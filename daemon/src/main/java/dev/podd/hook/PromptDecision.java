package dev.podd.hook;

/** What a hook says of the person's input. */
public sealed interface PromptDecision {
    record Continue() implements PromptDecision {}

    /** The input stays recorded as refused; the model never sees it. */
    record Refuse(String reason) implements PromptDecision {}
}
