package dev.podd.lsp;

import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.Reply;
import dev.podd.lsp.wire.ConnectionTypes.Empty;
import dev.podd.lsp.wire.DaemonTypes.AttachParams;
import dev.podd.lsp.wire.DaemonTypes.DaemonStatus;
import dev.podd.lsp.wire.DaemonTypes.DaemonStopParams;
import dev.podd.lsp.wire.DaemonTypes.OpenDocuments;
import dev.podd.lsp.wire.Lsp.NoParams;
import java.util.List;
import java.util.Objects;

/** What relays and the command line say to the process that serves them. All of it runs on the reader thread. */
final class DaemonEndpoint {
    private final Connection connection;
    private final Editor editor;
    private final Host host;

    DaemonEndpoint(Connection connection, Editor editor, Host host) {
        this.connection = connection;
        this.editor = editor;
        this.host = host;
    }

    void attach(AttachParams params) {
        if (params.environment() != null) {
            editor.comesFrom(params.environment());
        }
        connection.numberQuestionsFrom(Objects.requireNonNullElse(params.lastQuestion(), 0L));
    }

    Reply<OpenDocuments> documents(NoParams none) {
        return Reply.now(new OpenDocuments(editor.documents().told(), List.copyOf(editor.documents().unknown())));
    }

    void restoreDocuments(OpenDocuments params) {
        editor.documents().restore(params.documents(), params.unknown());
    }

    Reply<DaemonStatus> status(NoParams none) {
        Host.Status now = host.status();
        return Reply.now(new DaemonStatus(now.pid(), now.socket(), host.version(), now.startedAt(), now.connections(),
                now.pods(), now.residentBytes()));
    }

    Reply<Empty> stop(DaemonStopParams params) {
        host.stop(Boolean.TRUE.equals(params.whenIdle()));
        return Reply.now(new Empty());
    }
}
