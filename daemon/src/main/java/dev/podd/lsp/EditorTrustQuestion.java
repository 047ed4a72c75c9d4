package dev.podd.lsp;

import dev.podd.door.TrustQuestion;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.Lsp;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks by LSP's own question with two answers; closing it, or an editor that refuses or is gone, is no answer. */
final class EditorTrustQuestion implements TrustQuestion {
    private static final int WARNING = 2;
    private static final String YES = "Trust";
    private static final String NO = "Don't trust";

    private final Connection editor;

    EditorTrustQuestion(Connection editor) {
        this.editor = editor;
    }

    @Override
    public Optional<Boolean> ask(Path folder) throws InterruptedException {
        Lsp.ShowMessageRequestParams question = new Lsp.ShowMessageRequestParams(WARNING, "Do you trust " + folder
                + "? If so, Podd obeys the manifests, hooks and templates in its .podd folder.",
                List.of(new Lsp.MessageActionItem(YES), new Lsp.MessageActionItem(NO)));
        try {
            Lsp.MessageActionItem chosen = editor.ask("window/showMessageRequest", question,
                    Lsp.MessageActionItem.class);
            return Optional.ofNullable(chosen).map(Lsp.MessageActionItem::title).map(YES::equals);
        } catch (RpcException | ConnectionClosedException e) {
            return Optional.empty();
        }
    }
}
