package dev.podd.lsp;

import dev.podd.json.Json;
import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.Reply;
import dev.podd.log.Entries;
import dev.podd.log.Origin;
import dev.podd.log.SessionLines;
import dev.podd.log.SessionStore;
import dev.podd.log.StoredEntry;
import dev.podd.lsp.wire.SessionTypes.ForkedFrom;
import dev.podd.lsp.wire.SessionTypes.SessionExportParams;
import dev.podd.lsp.wire.SessionTypes.SessionExportResult;
import dev.podd.lsp.wire.SessionTypes.SessionListParams;
import dev.podd.lsp.wire.SessionTypes.SessionListResult;
import dev.podd.lsp.wire.SessionTypes.SessionReadParams;
import dev.podd.lsp.wire.SessionTypes.SessionReadResult;
import dev.podd.lsp.wire.SessionTypes.SessionVerifyParams;
import dev.podd.lsp.wire.SessionTypes.SessionVerifyResult;
import dev.podd.lsp.wire.SessionTypes.WireEntry;
import dev.podd.lsp.wire.SessionTypes.WireSessionAttention;
import dev.podd.lsp.wire.SessionTypes.WireSessionSummary;
import dev.podd.pod.Attention;
import dev.podd.pod.Pod;
import dev.podd.pod.Pods;
import dev.podd.thread.PlatformWork;
import dev.podd.transcript.Transcript;
import dev.podd.workspace.FileUris;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code session/…}: conversations as they are kept. */
final class SessionEndpoint {
    private static final int LISTED = 50;
    private static final int READ = 200;
    /** The most characters of an export: about as many bytes, and twice that while it is encoded. */
    private static final int MAX_EXPORT = 24 << 20;
    private static final Duration EXPORT = Duration.ofMinutes(5);

    private final Editor editor;
    private final Supplier<Pods> pods;
    /** Comparing texts and looking for secrets take a processor for seconds. */
    private final PlatformWork exports = new PlatformWork(EXPORT, 2, 8);

    SessionEndpoint(Editor editor, Supplier<Pods> pods) {
        this.editor = editor;
        this.pods = pods;
    }

    SessionListResult list(SessionListParams params) {
        String folder = params.workspaceFolder();
        SessionStore.SessionPage page = page(new SessionStore.SessionQuery(
                folder == null ? null : FileUris.folder(FromWire.path("workspaceFolder", folder)), params.query(),
                FromWire.count("limit", params.limit(), 1, LISTED), params.cursor(),
                Boolean.TRUE.equals(params.archived())));
        Map<String, Attention> open = pods.get().all().stream()
                .collect(Collectors.toMap(Pod::session, Pod::attention, (one, other) -> one));
        return new SessionListResult(page.sessions().stream()
                .map(each -> summary(each, open.getOrDefault(each.session(), Attention.NONE))).toList(), page.cursor());
    }

    private SessionStore.SessionPage page(SessionStore.SessionQuery query) {
        SessionStore sessions = sessions();
        try {
            return sessions.list(query);
        } catch (IllegalArgumentException foreign) {
            throw FromWire.invalid("cursor: one of an earlier session/list is due, found \"" + query.cursor() + "\"");
        }
    }

    SessionReadResult read(SessionReadParams params) {
        SessionStore.EntryPage page = sessions().read(params.session(), params.segment(), params.after(),
                FromWire.count("limit", params.limit(), 1, READ));
        return new SessionReadResult(page.entries().stream().map(SessionEndpoint::entry).toList(), page.more());
    }

    /** Answered behind what was told of it. */
    Reply<SessionVerifyResult> verify(SessionVerifyParams params) {
        return Reply.later(() -> verified(params));
    }

    private SessionVerifyResult verified(SessionVerifyParams params) {
        Progress progress = editor.progress(params.workDoneToken());
        progress.begin("Verify session " + params.session());
        String end = "stopped";
        try {
            SessionStore.Verification found = sessions().verify(params.session(),
                    (entries, of) -> progress.reached(entries, of, entries + " of " + of + " entries"));
            end = found.intact() ? "intact" : "broken at " + found.brokenAt();
            return new SessionVerifyResult(found.entries(), found.segments(), found.intact(), found.brokenAt(),
                    positive(found.dropped()));
        } finally {
            progress.end(end);
        }
    }

    Reply<SessionExportResult> export(SessionExportParams params) throws InterruptedException {
        return Reply.now(exported(params));
    }

    SessionExportResult exported(SessionExportParams params) throws InterruptedException {
        return exports.call("exporting session " + params.session(), "", () -> text(params));
    }

    private SessionExportResult text(SessionExportParams params) {
        String session = params.session();
        StringBuilder text = new StringBuilder();
        switch (params.format()) {
            case MARKDOWN -> Transcript.withDiffs(session, visitor -> Entries.each(sessions(), session, visitor),
                    hash -> sessions().blob(session, hash), more -> add(session, text, more));
            case JSONL -> SessionLines.of(sessions(), session, line -> add(session, text, line + "\n"));
        }
        return new SessionExportResult(text.toString());
    }

    /** Refuses the export as soon as it is too long for one answer. */
    private static void add(String session, StringBuilder text, String more) {
        if (text.length() + more.length() > MAX_EXPORT) {
            throw FromWire.invalid("session: the text of " + session + " has more than " + MAX_EXPORT
                    + " characters, the limit of an answer; \"podd sessions export\" writes it to a file");
        }
        text.append(more);
    }

    private SessionStore sessions() {
        return pods.get().sessions();
    }

    private static WireSessionSummary summary(SessionStore.SessionSummary session, Attention attention) {
        return new WireSessionSummary(session.session(), session.title(), folder(session.workspace()),
                session.createdAt(),
                session.updatedAt(), session.turns(), WireSessionAttention.valueOf(attention.name()),
                forkedFrom(session.forkedFrom()), positive(session.checkpointBytes()));
    }

    private static @Nullable Long positive(@Nullable Long count) {
        return count == null || count == 0 ? null : count;
    }

    /** As an editor would write it. */
    static String folder(String uri) {
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
