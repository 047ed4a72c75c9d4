package dev.podd.lsp.wire;

/** What a Pod is doing. */
public record PodStatus(WireState state, String session, WireTokens tokens, WireUsage usage,
        WireCompactionStatus compaction, int queue) {}
