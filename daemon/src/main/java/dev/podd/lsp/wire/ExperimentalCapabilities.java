package dev.podd.lsp.wire;

/** What Podd can do beyond LSP. */
public record ExperimentalCapabilities(PodCapabilities pod) {}
