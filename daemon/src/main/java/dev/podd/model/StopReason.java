package dev.podd.model;

/** Why a model stopped. */
public enum StopReason {
    END_TURN, TOOL_CALLS,
    /** The limit on output tokens cut the answer. */
    MAX_TOKENS, STOP_SEQUENCE,
    /** The provider or the model declined to answer. */
    REFUSAL
}
