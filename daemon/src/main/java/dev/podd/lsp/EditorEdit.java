package dev.podd.lsp;

import dev.podd.buffer.Document;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.Lsp;
import dev.podd.workspace.DocumentException;
import dev.podd.workspace.TextFile;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An edit of a document of an editor at one version, made by {@code workspace/applyEdit} as one undo step. What the editor
 * answers is not believed: some say {@code applied} of edits that they refused, and most answer before they tell the new
 * text. An edit is made when the text that the editor sends shows it.
 */
final class EditorEdit {
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
    private final Introduction introduction;
    private final Document document;

    EditorEdit(Connection editor, Documents documents, Introduction introduction, Document document) {
        this.editor = editor;
        this.documents = documents;
        this.introduction = introduction;
        this.document = document;
    }

    /**
     * Has the editor make changes of the document, and waits until its text shows them.
     *
     * @param label   names the undo step for the person, and some editors tell it; null for neither
     * @param changes in order, none touching the one before; offsets in the document's text
     * @param shows   whether a later text of the document has the changes
     * @return false when the document was changed meanwhile, so that nothing was made
     * @throws DocumentException the editor does not do it, is gone, or does not show that it has done it
     */
    boolean make(@Nullable String label, List<TextFile.Edit> changes, Predicate<String> shows)
            throws DocumentException, InterruptedException {
        if (!introduction.edits()) {
            throw new DocumentException(
                    "the editor lets no server change its documents (workspace.applyEdit is false)");
        }
        String refusal = ask(label, changes);
        return switch (awaitText(shows, refusal)) {
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
    private @Nullable String ask(@Nullable String label, List<TextFile.Edit> changes)
            throws DocumentException, InterruptedException {
        List<Lsp.TextEdit> all = changes.stream().map(edit -> new Lsp.TextEdit(
                documents.range(document.text(), edit.start(), edit.end()), edit.text())).toList();
        Lsp.ApplyWorkspaceEditParams params = new Lsp.ApplyWorkspaceEditParams(label, new Lsp.WorkspaceEdit(List.of(
                new Lsp.TextDocumentEdit(new Lsp.VersionedTextDocumentIdentifier(document.uri(),
                        introduction.guarding(document.version())), all))));
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

    /** Waits until the document shows the edit; an editor that refused has sent by now what it refused for, or will soon. */
    private Seen awaitText(Predicate<String> shows, @Nullable String refusal)
            throws DocumentException, InterruptedException {
        Document now = document;
        long end = System.nanoTime() + (refusal == null ? FIRST_TEXT : REFUSED_FOR).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            Document before = now;
            now = documents.awaitOther(before, Duration.ofNanos(left))
                    .orElseThrow(() -> new DocumentException("it was closed in the editor meanwhile"));
            if (now != document && shows.test(now.text().toString())) {
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
}
