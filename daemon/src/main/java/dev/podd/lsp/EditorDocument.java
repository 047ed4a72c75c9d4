package dev.podd.lsp;

import dev.podd.buffer.Buffer;
import dev.podd.buffer.Document;
import dev.podd.buffer.Position;
import dev.podd.buffer.PositionEncoding;
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
    private final Introduction introduction;
    private final Buffer buffer;
    private final Document document;
    private final Path file;

    EditorDocument(Connection editor, Documents documents, Introduction introduction, Buffer buffer, Path file) {
        this.editor = editor;
        this.documents = documents;
        this.introduction = introduction;
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
        boolean isMade = new EditorEdit(editor, documents, introduction, document).make(label, changes,
                now -> shows(now, wanted));
        if (!isMade && documents.text(document.uri()).filter(now -> isMisplaced(changes, now)).isPresent()) {
            throw new DocumentException("the person typed meanwhile, and the editor made the edit all the same, by now"
                    + " over other lines; its own undo takes that back. Read it again");
        }
        return isMade;
    }

    /**
     * Whether an editor that looks at no version has made the edits in a text that it had not told: they stand at the lines
     * that they were meant for, and did not stand anywhere before.
     */
    private boolean isMisplaced(List<TextFile.Edit> changes, Text now) {
        int moved = 0;
        boolean isAnyNew = false;
        for (TextFile.Edit edit : changes) {
            int line = document.text().position(edit.start(), PositionEncoding.UTF_16).line();
            int end = document.text().position(edit.end(), PositionEncoding.UTF_16).line();
            int start = now.offset(new Position(line + moved, 0), PositionEncoding.UTF_16);
            boolean stands = start + edit.text().length() <= now.length()
                    && now.substring(start, start + edit.text().length()).equals(edit.text());
            if (!stands) {
                return false;
            }
            moved += (int) edit.text().chars().filter(each -> each == '\n').count() - (end - line);
            isAnyNew |= !edit.text().isBlank() && !text().contains(edit.text());
        }
        return isAnyNew;
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
     * Whether a text is what was wanted, or that with what the person has typed meanwhile. Right beside the edit the words
     * of the two may be mistaken for one another: then it was made if the text is nearer to what was wanted than to what was
     * there. Editors have their own mind about line ends, and about the one after the last line.
     */
    private boolean shows(String now, String wanted) {
        String before = TextFile.canonical(text());
        String after = TextFile.canonical(wanted);
        String then = TextFile.canonical(now);
        return TextFile.holds(before, then, after) || (!TextFile.holds(after, then, before)
                && TextFile.isNearer(then, after, before));
    }
}
