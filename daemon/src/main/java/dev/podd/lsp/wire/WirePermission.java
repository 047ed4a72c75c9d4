package dev.podd.lsp.wire;

/** What may be done with a path. */
public enum WirePermission {
    /** Read it. */
    READ,
    /** Read and write it. */
    WRITE
}
