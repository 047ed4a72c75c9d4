package dev.podd.lsp;

import dev.podd.buffer.Document;
import dev.podd.inline.EditTarget;
import dev.podd.inline.InlineCompletion;
import dev.podd.inline.InlineCompletions;
import dev.podd.inline.InlineFailedException;
import dev.podd.inline.InlinePods;
import dev.podd.jsonrpc.Reply;
import dev.podd.lsp.plain.PlainFeatures;
import dev.podd.lsp.wire.Lsp;
import dev.podd.pod.OpenRequest;
import dev.podd.workspace.FileUris;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code textDocument/inlineCompletion}. What is asked while the person types is answered only for an editor that said it
 * wants that; what the person asks for, always.
 */
final class InlineCompletionEndpoint {
    /** LSP's InlineCompletionTriggerKind. */
    private static final int INVOKED = 1;
    /** LSP's MessageType. */
    private static final int WARNING = 2;

    private final Editor editor;
    private final InlineCompletions completions;
    /** Codes of failures that the person was told of. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    InlineCompletionEndpoint(Editor editor, InlinePods pods) {
        this.editor = editor;
        this.completions = new InlineCompletions(pods);
        editor.whenOver(completions::close);
    }

    Reply<Lsp.InlineCompletionList> complete(Lsp.InlineCompletionParams params) {
        String uri = params.textDocument().uri();
        Optional<Path> file = PlainFeatures.isChat(uri) ? Optional.empty() : FileUris.path(uri);
        Optional<Document> document = editor.documents().document(uri);
        if (!isWanted(params) || file.isEmpty() || document.isEmpty()) {
            return Reply.now(new Lsp.InlineCompletionList(List.of()));
        }
        Document asked = document.get();
        int offset = editor.documents().offset(asked.text(), params.position());
        InlineCompletion completion = completions.prepare(request(file.get()),
                new EditTarget(file.get(), asked.languageId(), asked.text().toString(), offset, offset));
        return Reply.<Lsp.InlineCompletionList>later(() -> new Lsp.InlineCompletionList(
                answer(completion).filter(_ -> isUnchanged(asked)).stream()
                        .map(text -> new Lsp.InlineCompletionItem(text,
                                editor.documents().range(asked.text(), offset, offset)))
                        .toList()))
                .cancelledBy(completion::stop);
    }

    private boolean isWanted(Lsp.InlineCompletionParams params) {
        Lsp.InlineCompletionContext context = params.context();
        Integer kind = context == null ? null : context.triggerKind();
        return editor.introduction().completes() || kind != null && kind == INVOKED;
    }

    /** In the workspace folder that the file lies in. Nobody is asked whether they trust it: they are typing. */
    private OpenRequest request(Path file) {
        return editor.lookInto(editor.folderOf(file).orElseGet(() -> editor.folder(null)));
    }

    private Optional<String> answer(InlineCompletion completion) throws InterruptedException {
        try {
            return completions.run(completion);
        } catch (InlineFailedException failed) {
            if (told.add(failed.code())) {
                editor.tell("window/showMessage", new Lsp.ShowMessageParams(WARNING,
                        "No inline completions: " + failed.getMessage()));
            }
            return Optional.empty();
        }
    }

    private boolean isUnchanged(Document asked) {
        return editor.documents().document(asked.uri()).filter(now -> now.version() == asked.version()).isPresent();
    }
}
