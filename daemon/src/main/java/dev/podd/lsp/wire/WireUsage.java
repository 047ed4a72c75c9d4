package dev.podd.lsp.wire;

/** Tokens spent. */
public record WireUsage(long input, long cacheRead, long cacheWrite, long output) {}
