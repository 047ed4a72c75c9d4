package dev.podd.lsp.wire;

/** As what a session is exported. */
public enum WireExportFormat {
    /** For a person to read. */
    MARKDOWN,
    /** For an import. */
    JSONL
}
