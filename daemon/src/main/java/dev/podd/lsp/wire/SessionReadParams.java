package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** Which entries. */
public record SessionReadParams(String session, @Nullable String segment, @Nullable String after,
        @Nullable Integer limit) {}
