package dev.podd.lsp.wire;

/** What an answer means. */
public enum WireApprovalKind {
    /** This call. */
    ALLOW_ONCE,
    /** This call and those like it until the Pod is closed. */
    ALLOW_SESSION,
    /** This call and those like it in this workspace from now on. */
    ALLOW_ALWAYS,
    /** No. */
    REJECT
}
