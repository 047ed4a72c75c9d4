package dev.podd.lsp.wire;

/** Nothing; may be left out. */
public record NoParams() {}
