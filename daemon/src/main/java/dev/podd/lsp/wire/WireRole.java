package dev.podd.lsp.wire;

/** Who speaks. */
public enum WireRole {
    /** The person. */
    USER,
    /** The model. */
    ASSISTANT,
    /** Podd itself: a summary, a notice. */
    SYSTEM
}
