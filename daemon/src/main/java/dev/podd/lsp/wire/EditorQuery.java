package dev.podd.lsp.wire;

/** A request of LSP that the editor passes on to its language servers. */
public enum EditorQuery {
    DIAGNOSTICS, DEFINITION, REFERENCES, SYMBOLS, HOVER, RENAME
}
