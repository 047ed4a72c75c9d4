package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** What the editor says that is not LSP's. */
public record InitializationOptions(@Nullable PodOptions pod) {}
