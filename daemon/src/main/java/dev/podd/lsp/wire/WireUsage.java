package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** Tokens spent, and what they cost. */
public record WireUsage(long input, long cacheRead, long cacheWrite, long output, @Nullable Double cost) {}
