package dev.podd.lsp.wire;

import org.jspecify.annotations.Nullable;

/** What Podd wants to know from the editor's language servers. */
public record EditorQueryParams(EditorQuery query, Lsp.@Nullable TextDocumentIdentifier textDocument,
        Lsp.@Nullable Position position, @Nullable String text) {}
