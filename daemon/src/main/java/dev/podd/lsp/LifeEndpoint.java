package dev.podd.lsp;

import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.Reply;
import dev.podd.lsp.plain.Offer;
import dev.podd.lsp.plain.PlainFeatures;
import dev.podd.lsp.wire.ConnectionTypes.ExperimentalCapabilities;
import dev.podd.lsp.wire.ConnectionTypes.PodCapabilities;
import dev.podd.lsp.wire.Lsp;
import dev.podd.lsp.wire.Lsp.NoParams;
import java.util.List;

/** From {@code initialize} to {@code exit}. All of it runs on the reader thread. */
final class LifeEndpoint {
    private static final int PROTOCOL = 1;
    private static final int INCREMENTAL = 2;
    /** LSP's MessageType. */
    private static final int WARNING = 2;

    private final Connection connection;
    private final Editor editor;
    private final LifeCycle life;
    private final Host host;

    LifeEndpoint(Connection connection, Editor editor, LifeCycle life, Host host) {
        this.connection = connection;
        this.editor = editor;
        this.life = life;
        this.host = host;
    }

    Reply<Lsp.InitializeResult> initialize(Lsp.InitializeParams params) {
        Introduction said = Introduction.of(params);
        editor.introduce(said);
        life.open();
        said.process().ifPresent(process -> connection.whileOpen(ProcessWatch.of(process, connection::close)));
        return Reply.now(new Lsp.InitializeResult(capabilities(said), new Lsp.ServerInfo("podd", host.version())));
    }

    void initialized(Lsp.InitializedParams params) {
        String trouble = host.trouble();
        if (trouble != null) {
            connection.tell("window/showMessage", new Lsp.ShowMessageParams(WARNING, trouble));
        }
    }

    Reply<Void> shutdown(NoParams none) {
        life.shutDown();
        return Reply.now(null);
    }

    void exit(NoParams none) {
        life.exit();
        connection.close();
    }

    private static Lsp.ServerCapabilities capabilities(Introduction said) {
        return new Lsp.ServerCapabilities(said.encodingName(),
                new Lsp.TextDocumentSyncOptions(true, INCREMENTAL, true),
                new Lsp.CodeActionOptions(Offer.Kind.all()), new Lsp.CodeLensOptions(false),
                new Lsp.CompletionOptions(List.of("@", "/")), said.completes() ? true : null,
                new Lsp.ExecuteCommandOptions(PlainFeatures.COMMANDS),
                new Lsp.WorkspaceServerCapabilities(new Lsp.WorkspaceFoldersServerCapabilities(true, true),
                        new Lsp.TextDocumentContentOptions(List.of("pod"))),
                new ExperimentalCapabilities(new PodCapabilities(PROTOCOL)));
    }
}
