package dev.podd.lsp.wire;

/** Which session. */
public record SessionParams(String session) {}
