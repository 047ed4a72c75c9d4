package dev.podd.lsp;

import dev.podd.buffer.Document;
import dev.podd.buffer.Text;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.Lsp;
import dev.podd.workspace.DocumentException;
import dev.podd.workspace.OpenDocument;
import dev.podd.workspace.TextFile;
import dev.podd.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document of an editor at one version, changed by {@code workspace/applyEdit}. What the editor answers is not believed:
 * some say {@code applied} of edits that they refused, and most answer before they tell the new text. An edit is made when
 * the text that the editor sends shows it.
 */
final class EditorDocument implements OpenDocument {
    /** How long an editor may take to answer; some ask the person first. */
    private static final Duration ANSWER = Duration.ofMinutes(2);
    /** How long after its answer the new text may take: editors gather changes for some 150 ms. */
    private static final Duration TEXT = Duration.ofSeconds(3);

    private final Connection editor;
    private final Documents documents;
    private final Document document;
    private final Path file;

    EditorDocument(Connection editor, Documents documents, Document document, Path file) {
        this.editor = editor;
        this.documents = documents;
        this.document = document;
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
    public boolean replace(String label, List<TextFile.Edit> edits) throws DocumentException, InterruptedException {
        String wanted = edited(edits);
        String refusal = ask(label, edits);
        return switch (awaitText(wanted, refusal)) {
            case SHOWN -> true;
            case CHANGED -> false;
            case UNCHANGED -> throw failed(refusal == null
                    ? "the editor says that it made the edit, but its text does not show it" : refusal);
        };
    }

    private enum Seen {
        SHOWN, CHANGED, UNCHANGED
    }

    private String edited(List<TextFile.Edit> edits) {
        Text text = document.text();
        for (TextFile.Edit edit : edits.reversed()) {
            text = text.replace(edit.start(), edit.end(), edit.text());
        }
        return text.toString();
    }

    /** Why the editor does not do it; null when it says that it did. */
    private @Nullable String ask(String label, List<TextFile.Edit> edits)
            throws DocumentException, InterruptedException {
        List<Lsp.TextEdit> all = edits.stream().map(edit -> new Lsp.TextEdit(
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
            return "the editor could not make the edit: " + e.getMessage();
        } catch (ConnectionClosedException e) {
            throw failed("the editor is gone");
        }
    }

    /** Waits until the document shows the edit; an editor that refused has sent by now what it refused for, or will soon. */
    private Seen awaitText(String wanted, @Nullable String refusal) throws DocumentException, InterruptedException {
        long end = System.nanoTime() + (refusal == null ? TEXT : TEXT.dividedBy(3)).toNanos();
        Document now = document;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            Optional<Document> next = documents.awaitOther(now, Duration.ofNanos(left));
            if (next.isEmpty()) {
                throw failed("it was closed in the editor meanwhile");
            }
            now = next.get();
            if (now != document && shows(now.text().toString(), wanted)) {
                return Seen.SHOWN;
            }
            if (refusal != null && !isSame(now)) {
                return Seen.CHANGED;
            }
        }
        return isSame(now) ? Seen.UNCHANGED : Seen.CHANGED;
    }

    private boolean isSame(Document now) {
        return now == document || now.text().equals(document.text());
    }

    /** Whether a text is what was wanted, or that with what the person has typed elsewhere meanwhile. */
    private boolean shows(String now, String wanted) {
        return now.equals(wanted) || Workspace.merged(bytes(text()), bytes(now), bytes(wanted))
                .filter(merged -> Arrays.equals(merged, bytes(now))).isPresent();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private DocumentException failed(String why) {
        return new DocumentException(why);
    }
}
