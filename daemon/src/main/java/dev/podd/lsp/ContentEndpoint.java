package dev.podd.lsp;

import dev.podd.jsonrpc.Reply;
import dev.podd.lsp.wire.Lsp;
import dev.podd.lsp.wire.SessionTypes.SessionExportParams;
import dev.podd.lsp.wire.SessionTypes.WireExportFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code workspace/textDocumentContent} of documents that nobody has on a disk: the base text of a file with pending hunks,
 * and {@code pod:/session/ID.md}, a session as a person reads it.
 */
final class ContentEndpoint {
    private static final Pattern SESSION = Pattern.compile("pod:/session/([A-Za-z0-9_-]{1,64})\\.md");

    private final BaseTexts bases;
    private final SessionEndpoint sessions;

    ContentEndpoint(BaseTexts bases, SessionEndpoint sessions) {
        this.bases = bases;
        this.sessions = sessions;
    }

    Reply<Lsp.TextDocumentContentResult> content(Lsp.TextDocumentContentParams params) throws InterruptedException {
        return Reply.now(new Lsp.TextDocumentContentResult(text(params.uri())));
    }

    /** @throws dev.podd.jsonrpc.RpcException there is no such document */
    String text(String uri) throws InterruptedException {
        Matcher session = SESSION.matcher(uri);
        if (session.matches()) {
            return sessions.exported(new SessionExportParams(session.group(1), WireExportFormat.MARKDOWN)).text();
        }
        return bases.text(uri).orElseThrow(() -> FromWire.invalid("uri: pod:/session/ID.md or the base of a file with"
                + " pending changes is due, found " + FromWire.shown(uri)));
    }

    /** The document that a session is as a person reads it. */
    static String uri(String session) {
        return "pod:/session/" + session + ".md";
    }
}
