package dev.podd.lsp.wire;

/** What a Pod is doing. */
public record PodStatus(WireState state, String session, WireTokens tokens, CompactionStatus compaction, int queue) {}
