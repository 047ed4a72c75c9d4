package dev.podd.lsp.wire;

/** An entry of another session. */
public record ForkedFrom(String session, String entry) {}
