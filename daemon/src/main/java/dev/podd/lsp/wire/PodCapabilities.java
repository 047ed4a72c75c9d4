package dev.podd.lsp.wire;

/** Which Pods there are. */
public record PodCapabilities(int version) {}
