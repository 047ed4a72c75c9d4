package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** One thing that is wrong. */
public record WireProblem(Lsp.Range range, int severity, String message, @Nullable String source) {}
