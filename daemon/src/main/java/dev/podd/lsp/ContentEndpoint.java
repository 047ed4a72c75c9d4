package dev.podd.lsp;

import dev.podd.jsonrpc.Reply;
import dev.podd.lsp.wire.Lsp;
import dev.podd.lsp.wire.SessionTypes.SessionExportParams;
import dev.podd.lsp.wire.SessionTypes.WireExportFormat;
import java.util.Optional;
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
        Matcher session = SESSION.matcher(params.uri());
        if (session.matches()) {
            return text(sessions.export(new SessionExportParams(session.group(1), WireExportFormat.MARKDOWN)).text());
        }
        Optional<String> base = bases.text(params.uri());
        return text(base.orElseThrow(() -> FromWire.invalid("uri: pod:/session/ID.md or the base of a file with pending"
                + " changes is due, found " + FromWire.shown(params.uri()))));
    }

    private static Reply<Lsp.TextDocumentContentResult> text(String text) {
        return Reply.now(new Lsp.TextDocumentContentResult(text));
    }
}
