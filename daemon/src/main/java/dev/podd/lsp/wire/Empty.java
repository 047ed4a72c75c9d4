package dev.podd.lsp.wire;

/** It is done; there is nothing to say about it. */
public record Empty() {}
