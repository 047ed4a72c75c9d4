package dev.podd.lsp.wire;

/** What a compaction left of the context. */
public record PodCompactResult(String segment, long before, long after) {}
