package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** What a check found. */
public record SessionVerifyResult(long entries, int segments, boolean intact, @Nullable String brokenAt) {}
