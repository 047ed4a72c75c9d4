package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** A manifest, by name or as text. */
public record ManifestCheckParams(@Nullable String uri, @Nullable String text) {}
