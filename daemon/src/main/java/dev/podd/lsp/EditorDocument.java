package dev.podd.lsp;

import dev.podd.buffer.Buffer;
import dev.podd.buffer.Document;
import dev.podd.buffer.Text;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.Lsp;
import dev.podd.workspace.DocumentException;
import dev.podd.workspace.LineDiff;
import dev.podd.workspace.OpenDocument;
import dev.podd.workspace.TextFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document of an editor at one version, changed by {@code workspace/applyEdit}. What the editor answers is not believed:
 * some say {@code applied} of edits that they refused, and most answer before they tell the new text. An edit is made when
 * the text that the editor sends shows it.
 */
final class EditorDocument implements OpenDocument {
    /** How long an editor may take to answer; some ask the person first. */
    private static final Duration ANSWER = Duration.ofMinutes(2);
    /** How long after its answer the first new text may take: some editors send it when nothing is typed for a while. */
    private static final Duration FIRST_TEXT = Duration.ofSeconds(6);
    /** How long after a new text that does not show the edit one that does may take. */
    private static final Duration NEXT_TEXT = Duration.ofSeconds(2);
    /** How long after a refusal the text that it was refused for may take: editors gather changes for some 150 ms. */
    private static final Duration REFUSED_FOR = Duration.ofSeconds(1);

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
    public boolean counts(Instant written) {
        return buffer.isChanged() || !written.isAfter(buffer.settledAt());
    }

    @Override
    public boolean replace(String label, String wanted) throws DocumentException, InterruptedException {
        if (!edits) {
            throw new DocumentException(
                    "the editor lets no server change its documents (workspace.applyEdit is false)");
        }
        String refusal = ask(label, LineDiff.edits(text(), wanted));
        return switch (awaitText(wanted, refusal)) {
            case SHOWN -> true;
            case CHANGED -> false;
            case UNCHANGED -> throw new DocumentException(refusal
                    == null ? "the editor says that it made the edit, but its text does"
                            + " not show it; it may still come, so read it again" : refusal);
        };
    }

    private enum Seen {
        SHOWN, CHANGED, UNCHANGED
    }

    /** Why the editor does not do it; null when it says that it did. */
    private @Nullable String ask(String label, List<TextFile.Edit> changes)
            throws DocumentException, InterruptedException {
        List<Lsp.TextEdit> all = changes.stream().map(this::onLine).map(edit -> new Lsp.TextEdit(
                documents.range(document.text(), edit.start(), edit.end()), edit.text())).toList();
        Lsp.ApplyWorkspaceEditParams params = new Lsp.ApplyWorkspaceEditParams(label, new Lsp.WorkspaceEdit(List.of(
                new Lsp.TextDocumentEdit(new Lsp.VersionedTextDocumentIdentifier(document.uri(), document.version()),
                        all))));
        try {
            Lsp.ApplyWorkspaceEditResult answer = editor.ask("workspace/applyEdit", params,
                    Lsp.ApplyWorkspaceEditResult.class, ANSWER);
            return answer != null && answer.applied() ? null
                    : "the editor refused the edit" + (answer == null || answer.failureReason() == null ? ""
                            : ": " + answer.failureReason());
        } catch (RpcException e) {
            return "the editor could not make the edit: " + e.getMessage()
                    + (e.code() == RpcException.REQUEST_CANCELLED ? "; it may still come, so read it again" : "");
        } catch (ConnectionClosedException e) {
            throw new DocumentException("the editor is gone");
        }
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

    /** Waits until the document shows the edit; an editor that refused has sent by now what it refused for, or will soon. */
    private Seen awaitText(String wanted, @Nullable String refusal) throws DocumentException, InterruptedException {
        Document now = document;
        long end = System.nanoTime() + (refusal == null ? FIRST_TEXT : REFUSED_FOR).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            Document before = now;
            now = documents.awaitOther(before, Duration.ofNanos(left))
                    .orElseThrow(() -> new DocumentException("it was closed in the editor meanwhile"));
            if (now != document && shows(now.text().toString(), wanted)) {
                return Seen.SHOWN;
            }
            if (refusal != null && !isSame(now)) {
                return Seen.CHANGED;
            }
            if (now != before) {
                end = System.nanoTime() + NEXT_TEXT.toNanos();
            }
        }
        return isSame(now) ? Seen.UNCHANGED : Seen.CHANGED;
    }

    private boolean isSame(Document now) {
        return now == document || now.text().equals(document.text());
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
