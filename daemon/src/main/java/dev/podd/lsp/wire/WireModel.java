package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** A language model. */
public record WireModel(String provider, String id, @Nullable Long contextWindow) {}
