package dev.podd.lsp;

import dev.podd.buffer.Buffer;
import dev.podd.buffer.Document;
import dev.podd.buffer.Text;
import dev.podd.jsonrpc.Connection;
import dev.podd.workspace.DocumentException;
import dev.podd.workspace.LineDiff;
import dev.podd.workspace.OpenDocument;
import dev.podd.workspace.TextFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A document of an editor at one version, that tools see and change. */
final class EditorDocument implements OpenDocument {
    private final Connection editor;
    private final Documents documents;
    private final boolean edits;
    private final Buffer buffer;
    private final Document document;
    private final Path file;

    /** @param edits whether the editor takes {@code workspace/applyEdit} */
    EditorDocument(Connection editor, Documents documents, boolean edits, Buffer buffer, Path file) {
        this.editor = editor;
        this.documents = documents;
        this.edits = edits;
        this.buffer = buffer;
        this.document = buffer.document();
        this.file = file;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public String text() {
        return document.text().toString();
    }

    @Override
    public Instant typedAt() {
        return buffer.typedAt();
    }

    @Override
    public boolean counts(Instant written) {
        return buffer.isChanged() || !written.isAfter(buffer.settledAt());
    }

    @Override
    public boolean replace(String label, String wanted) throws DocumentException, InterruptedException {
        List<TextFile.Edit> changes = LineDiff.edits(text(), wanted).stream().map(this::onLine).toList();
        return new EditorEdit(editor, documents, edits, document).make(label, changes, now -> shows(now, wanted));
    }

    /**
     * Neovim takes an insertion behind the last line end for one of a line more than meant: what is added there is made to
     * replace the last line.
     */
    private TextFile.Edit onLine(TextFile.Edit edit) {
        Text text = document.text();
        boolean isBehindLastLine = edit.start() == text.length() && text.length() > 0
                && text.substring(text.length() - 1, text.length()).equals("\n");
        if (!isBehindLastLine) {
            return edit;
        }
        String last = text.toString();
        int start = last.lastIndexOf('\n', last.length() - 2) + 1;
        return new TextFile.Edit(start, text.length(), last.substring(start) + edit.text());
    }

    /**
     * Whether a text is what was wanted, or that with what the person has typed elsewhere meanwhile. Editors have their own
     * mind about line ends, and about the one after the last line.
     */
    private boolean shows(String now, String wanted) {
        return TextFile.holds(canonical(text()), canonical(now), canonical(wanted));
    }

    private static String canonical(String text) {
        String lines = text.replace("\r\n", "\n");
        return lines.endsWith("\n") ? lines : lines + "\n";
    }
}
