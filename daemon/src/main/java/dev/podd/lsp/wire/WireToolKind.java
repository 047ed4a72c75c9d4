package dev.podd.lsp.wire;

/** What a tool does to the world. */
public enum WireToolKind {
    /** Reads. */
    READ,
    /** Changes files. */
    EDIT,
    /** Looks for something. */
    SEARCH,
    /** Runs a command. */
    EXECUTE,
    /** Plans. */
    THINK,
    /** Fetches from the network. */
    FETCH,
    /** Anything else. */
    OTHER
}
