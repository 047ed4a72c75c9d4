package dev.podd.lsp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some sessions. */
public record SessionListResult(List<WireSessionSummary> sessions, @Nullable String cursor) {}
