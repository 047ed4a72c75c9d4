package dev.podd.lsp.wire;

/** How a tool call ended. */
public enum WireToolOutcome {
    /** It did what it should. */
    OK,
    /** It could not. */
    ERROR,
    /** The person, a rule or a hook said no. */
    DENIED,
    /** It was stopped, or never begun, since the turn was stopped or lost. */
    CANCELLED
}
