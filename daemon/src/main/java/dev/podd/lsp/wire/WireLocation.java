package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** A place that a tool looks at or changes. */
public record WireLocation(String uri, @Nullable Integer line) {}
