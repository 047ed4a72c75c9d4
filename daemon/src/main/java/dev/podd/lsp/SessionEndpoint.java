package dev.podd.lsp;

import dev.podd.json.Json;
import dev.podd.jsonrpc.JsonText;
import dev.podd.log.Origin;
import dev.podd.log.SessionStore;
import dev.podd.log.StoredEntry;
import dev.podd.lsp.wire.ForkedFrom;
import dev.podd.lsp.wire.SessionListParams;
import dev.podd.lsp.wire.SessionListResult;
import dev.podd.lsp.wire.SessionParams;
import dev.podd.lsp.wire.SessionReadParams;
import dev.podd.lsp.wire.SessionReadResult;
import dev.podd.lsp.wire.SessionVerifyResult;
import dev.podd.lsp.wire.WireEntry;
import dev.podd.lsp.wire.WireSessionSummary;
import dev.podd.pod.Pods;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code session/…}: conversations as they are kept. */
final class SessionEndpoint {
    private static final int LISTED = 50;
    private static final int READ = 200;

    private final Supplier<Pods> pods;

    SessionEndpoint(Supplier<Pods> pods) {
        this.pods = pods;
    }

    SessionListResult list(SessionListParams params) {
        String folder = params.workspaceFolder();
        SessionStore.SessionPage page = sessions().list(new SessionStore.SessionQuery(
                folder == null ? null : FromWire.path("workspaceFolder", folder).toUri().toString(), params.query(),
                FromWire.count("limit", params.limit(), LISTED), params.cursor()));
        return new SessionListResult(page.sessions().stream().map(SessionEndpoint::summary).toList(), page.cursor());
    }

    SessionReadResult read(SessionReadParams params) {
        SessionStore.EntryPage page = sessions().read(params.session(), params.segment(), params.after(),
                FromWire.count("limit", params.limit(), READ));
        return new SessionReadResult(page.entries().stream().map(SessionEndpoint::entry).toList(), page.more());
    }

    SessionVerifyResult verify(SessionParams params) {
        SessionStore.Verification found = sessions().verify(params.session());
        return new SessionVerifyResult(found.entries(), found.segments(), found.intact(), found.brokenAt());
    }

    private SessionStore sessions() {
        return pods.get().sessions();
    }

    private static WireSessionSummary summary(SessionStore.SessionSummary session) {
        return new WireSessionSummary(session.session(), session.title(), folder(session.workspace()),
                session.createdAt(),
                session.updatedAt(), session.turns(), forkedFrom(session.forkedFrom()));
    }

    /** As an editor would write it. */
    private static String folder(String uri) {
        return uri.endsWith("/") && !uri.endsWith("//") ? uri.substring(0, uri.length() - 1) : uri;
    }

    private static @Nullable ForkedFrom forkedFrom(@Nullable Origin origin) {
        return origin == null ? null : new ForkedFrom(origin.session(), origin.entry());
    }

    /** The payload is what the stored text holds beside kind and time. */
    private static WireEntry entry(StoredEntry entry) {
        return new WireEntry(entry.entry(), entry.kind(), entry.at(), entry.hash(),
                new JsonText(Json.read(entry.json()).path("payload").toString()));
    }
}
