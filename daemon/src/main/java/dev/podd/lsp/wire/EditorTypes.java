package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** What Podd asks of the editor's language servers. */
public final class EditorTypes {
    private EditorTypes() {}

    /** What Podd wants to know from the editor's language servers. */
    public record EditorQueryParams(EditorQuery query, Lsp.@Nullable TextDocumentIdentifier textDocument,
            Lsp.@Nullable Position position, @Nullable String text) {}

    /** A request of LSP that the editor passes on to its language servers. */
    public enum EditorQuery {
        DIAGNOSTICS, DEFINITION, REFERENCES, SYMBOLS, HOVER, RENAME
    }
}
