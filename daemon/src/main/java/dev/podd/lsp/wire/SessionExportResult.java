package dev.podd.lsp.wire;

/** A session as text. */
public record SessionExportResult(String text) {}
