package dev.podd.lsp;

import dev.podd.buffer.Buffer;
import dev.podd.buffer.Document;
import dev.podd.buffer.Text;
import dev.podd.change.FileHunks;
import dev.podd.change.Selection;
import dev.podd.inline.EditTarget;
import dev.podd.inline.InlineEdits;
import dev.podd.inline.InlineFailedException;
import dev.podd.inline.InlinePods;
import dev.podd.inline.InlineState;
import dev.podd.jsonrpc.Reply;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.ChangeTypes.HunkState;
import dev.podd.lsp.wire.ChangeTypes.WireHunk;
import dev.podd.lsp.wire.ConnectionTypes.Empty;
import dev.podd.lsp.wire.ErrorData;
import dev.podd.lsp.wire.InlineTypes.InlineStartParams;
import dev.podd.lsp.wire.InlineTypes.InlineStopParams;
import dev.podd.lsp.wire.InlineTypes.WireInline;
import dev.podd.lsp.wire.InlineTypes.WireInlineState;
import dev.podd.lsp.wire.Lsp;
import dev.podd.lsp.wire.TurnTypes.WireTurnError;
import dev.podd.pod.OpenRequest;
import dev.podd.pod.Pods;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code inline/…}: edits asked for at a place in a document. */
final class InlineEndpoint {
    private static final int CONTENT_MODIFIED = -32801;
    private static final int NOT_RUNNING = -32012;
    private static final int CREDENTIAL_MISSING = -32031;
    private static final int MAX_INSTRUCTION = 20_000;

    private final Editor editor;
    private final Supplier<Pods> pods;
    private final InlineEdits edits;
    private final ChangesToWire changes;

    InlineEndpoint(Editor editor, Supplier<Pods> pods, InlinePods own) {
        this.editor = editor;
        this.pods = pods;
        this.edits = new InlineEdits(own);
        this.changes = new ChangesToWire(editor.documents(), pods);
        editor.whenOver(edits::close);
    }

    Reply<WireInline> start(InlineStartParams params) throws InterruptedException {
        EditTarget target = target(params);
        if (params.instruction().isBlank() || params.instruction().length() > MAX_INSTRUCTION) {
            throw FromWire.invalid("instruction: what shall be done is due, in at most " + MAX_INSTRUCTION
                    + " characters, found " + params.instruction().length());
        }
        InlineUpdates updates = new InlineUpdates(editor, this::toWire);
        Consumer<Supplier<InlineState>> watcher = editor.takesChanges() ? updates : step -> {};
        InlineEdits.Prepared prepared = prepare(params, target, watcher);
        return Reply.later(() -> {
            try {
                return ended(edits.run(prepared));
            } finally {
                updates.close();
            }
        }).cancelledBy(prepared.edit()::stop);
    }

    private InlineEdits.Prepared prepare(InlineStartParams params, EditTarget target,
            Consumer<Supplier<InlineState>> watcher) throws InterruptedException {
        try {
            return edits.prepare(params.pod(), request(params.pod(), target.file()), target, params.instruction(),
                    watcher);
        } catch (InlineFailedException noModel) {
            throw new RpcException(CREDENTIAL_MISSING, String.valueOf(noModel.getMessage()),
                    new ErrorData.Credential(noModel.code(), false, "anthropic", "ANTHROPIC_API_KEY"));
        }
    }

    Empty stop(InlineStopParams params) {
        if (!edits.stop(params.inline())) {
            throw new RpcException(NOT_RUNNING, "no inline edit " + FromWire.shown(params.inline()) + " runs",
                    new ErrorData.Plain("notRunning", false));
        }
        return new Empty();
    }

    /** In the workspace folder that the file lies in. */
    private OpenRequest request(@Nullable String pod, Path file) throws InterruptedException {
        Path folder = editor.folderOf(file).orElseGet(() -> editor.folder(null));
        return new OpenRequest(folder, null, null, null, pod == null && editor.trusts(folder), editor.client());
    }

    private EditTarget target(InlineStartParams params) {
        String uri = params.textDocument().uri();
        Path file = FromWire.path("textDocument.uri", uri);
        Document document = editor.documents().all().stream().map(Buffer::document)
                .filter(each -> each.uri().equals(uri)).findFirst()
                .orElseThrow(() -> FromWire.invalid("textDocument.uri: " + FromWire.shown(uri)
                        + " is not open, or its text is not known"));
        Integer version = params.textDocument().version();
        if (version != null && version != document.version()) {
            throw new RpcException(CONTENT_MODIFIED, "textDocument.version: " + FromWire.shown(uri) + " has version "
                    + document.version() + " by now, not " + version);
        }
        Text text = document.text();
        int start = offset("range.start", text, params.range().start());
        int end = offset("range.end", text, params.range().end());
        if (end < start) {
            throw FromWire.invalid("range: its end comes before its start");
        }
        return new EditTarget(file, document.languageId(), text.toString(), start, end);
    }

    private int offset(String field, Text text, Lsp.Position position) {
        if (position.line() < 0 || position.character() < 0 || position.line() >= text.lines()) {
            throw FromWire.invalid(field + ": line " + position.line() + ", character " + position.character()
                    + " is not in the document, which has " + text.lines() + (text.lines() == 1 ? " line" : " lines"));
        }
        return editor.documents().offset(text, position);
    }

    private WireInline ended(InlineState state) throws InterruptedException {
        List<WireHunk> hunks = new ArrayList<>();
        if (state.progress() == InlineState.Progress.APPLIED) {
            for (FileHunks file : pods.get().reviews().list(new Selection.OfInline(state.inline()))) {
                hunks.addAll(changes.changed(file).hunks());
            }
        } else if (!state.coming().isEmpty()) {
            hunks.add(coming(state));
        }
        return toWire(state, hunks);
    }

    /** While it is written. */
    private WireInline toWire(InlineState state) {
        return toWire(state, state.coming().isEmpty() ? List.of() : List.of(coming(state)));
    }

    private static WireInline toWire(InlineState state, List<WireHunk> hunks) {
        InlineState.Problem problem = state.problem();
        return new WireInline(state.inline(), WireInlineState.valueOf(state.progress().name()), hunks, state.note(),
                problem == null ? null : new WireTurnError(problem.code(), problem.message()));
    }

    private WireHunk coming(InlineState state) {
        EditTarget target = state.target();
        return new WireHunk(state.inline(), editor.documents().range(Text.of(target.text()), target.start(),
                target.end()), target.old(), state.coming(), HunkState.PENDING, null, state.pod(), state.session(),
                null, state.inline());
    }
}
