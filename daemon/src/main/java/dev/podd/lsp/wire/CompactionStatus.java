package dev.podd.lsp.wire;

/** How compaction stands. */
public record CompactionStatus(CompactionState state, int failures) {}
