package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** How full the context is. */
public record WireTokens(long used, @Nullable Long window, WireTokenSource source) {}
