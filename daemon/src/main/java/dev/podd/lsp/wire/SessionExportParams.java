package dev.podd.lsp.wire;

/** Which session, as what. */
public record SessionExportParams(String session, WireExportFormat format) {}
