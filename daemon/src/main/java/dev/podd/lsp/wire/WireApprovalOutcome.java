package dev.podd.lsp.wire;

/** What became of a question. */
public enum WireApprovalOutcome {
    /** This call is allowed. */
    ALLOW_ONCE,
    /** Allowed until the Pod is closed. */
    ALLOW_SESSION,
    /** Allowed in this workspace from now on. */
    ALLOW_ALWAYS,
    /** Answered with no. */
    REJECT,
    /** The call was cancelled before an answer. */
    CANCELLED
}
