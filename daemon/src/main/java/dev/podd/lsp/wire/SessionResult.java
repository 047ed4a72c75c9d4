package dev.podd.lsp.wire;

/** A new session. */
public record SessionResult(String session) {}
