package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** A session in a list. */
public record WireSessionSummary(String session, String title, String workspaceFolder, long createdAt, long updatedAt,
        int turns, @Nullable ForkedFrom forkedFrom) {}
