package dev.podd.lsp.wire;

/** How compaction stands. */
public record WireCompactionStatus(CompactionState state, int failures) {}
