package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** Which sessions. */
public record SessionListParams(@Nullable String workspaceFolder, @Nullable String query,
        @Nullable Boolean archived, @Nullable Integer limit,
        @Nullable String cursor) {}
