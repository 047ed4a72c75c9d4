package dev.podd.lsp;

import dev.podd.jsonrpc.Connection;
import dev.podd.workspace.FileUris;
import dev.podd.workspace.OpenDocument;
import dev.podd.workspace.OpenDocuments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The documents of one editor that show files, the one that was typed into last first. */
final class EditorDocuments implements OpenDocuments {
    private final Connection editor;
    private final Documents documents;
    private final Supplier<Introduction> introduction;

    /** @param introduction what the editor has said of itself by now */
    EditorDocuments(Connection editor, Documents documents, Supplier<Introduction> introduction) {
        this.editor = editor;
        this.documents = documents;
        this.introduction = introduction;
    }

    @Override
    public List<OpenDocument> all() {
        return documents.all().stream().flatMap(buffer -> FileUris.path(buffer.document().uri()).stream()
                .<OpenDocument>map(file -> new EditorDocument(editor, documents, introduction.get(), buffer, file)))
                .toList();
    }

    @Override
    public List<Path> unknown() {
        return documents.unknown().stream().map(FileUris::path).flatMap(Optional::stream).toList();
    }
}
