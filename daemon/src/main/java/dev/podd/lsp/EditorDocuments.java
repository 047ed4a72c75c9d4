package dev.podd.lsp;

import dev.podd.buffer.Document;
import dev.podd.jsonrpc.Connection;
import dev.podd.workspace.OpenDocument;
import dev.podd.workspace.OpenDocuments;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The documents of one editor that show files. */
final class EditorDocuments implements OpenDocuments {
    private final Connection editor;
    private final Documents documents;

    EditorDocuments(Connection editor, Documents documents) {
        this.editor = editor;
        this.documents = documents;
    }

    @Override
    public List<OpenDocument> all() {
        return documents.all().stream().flatMap(document -> file(document).stream()
                .<OpenDocument>map(file -> new EditorDocument(editor, documents, document, file))).toList();
    }

    /** Empty for a document that shows no file of this machine. */
    private static Optional<Path> file(Document document) {
        try {
            URI uri = URI.create(document.uri());
            return "file".equalsIgnoreCase(uri.getScheme()) ? Optional.of(Path.of(uri).normalize()) : Optional.empty();
        } catch (IllegalArgumentException noFile) {
            return Optional.empty();
        }
    }
}
