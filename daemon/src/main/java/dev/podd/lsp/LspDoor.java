package dev.podd.lsp;

import dev.podd.jsonrpc.Door;
import dev.podd.jsonrpc.FaultLog;
import dev.podd.jsonrpc.Handler;
import dev.podd.jsonrpc.Method;
import dev.podd.jsonrpc.Order;
import dev.podd.jsonrpc.Reply;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.ChangeTypes.ChangesDecideParams;
import dev.podd.lsp.wire.ChangeTypes.ChangesDecideResult;
import dev.podd.lsp.wire.ChangeTypes.ChangesListParams;
import dev.podd.lsp.wire.ChangeTypes.ChangesListResult;
import dev.podd.lsp.wire.ConnectionTypes.Empty;
import dev.podd.lsp.wire.DaemonTypes.AttachParams;
import dev.podd.lsp.wire.DaemonTypes.CommandRunParams;
import dev.podd.lsp.wire.DaemonTypes.CommandRunResult;
import dev.podd.lsp.wire.DaemonTypes.DaemonStatus;
import dev.podd.lsp.wire.DaemonTypes.DaemonStopParams;
import dev.podd.lsp.wire.DaemonTypes.OpenDocuments;
import dev.podd.lsp.wire.DaemonTypes.ReopenParams;
import dev.podd.lsp.wire.EditorTypes.EditorCompletingParams;
import dev.podd.lsp.wire.FileTypes.FileFindParams;
import dev.podd.lsp.wire.FileTypes.FileFindResult;
import dev.podd.lsp.wire.InlineTypes.InlineStartParams;
import dev.podd.lsp.wire.InlineTypes.InlineStopParams;
import dev.podd.lsp.wire.InlineTypes.WireInline;
import dev.podd.lsp.wire.ItemTypes.ItemReadParams;
import dev.podd.lsp.wire.ItemTypes.WireItem;
import dev.podd.lsp.wire.Lsp;
import dev.podd.lsp.wire.Lsp.NoParams;
import dev.podd.lsp.wire.ManifestTypes.ManifestCheckParams;
import dev.podd.lsp.wire.ManifestTypes.ManifestCheckResult;
import dev.podd.lsp.wire.ModelTypes.ModelListParams;
import dev.podd.lsp.wire.ModelTypes.ModelListResult;
import dev.podd.lsp.wire.PermissionTypes.PermissionListParams;
import dev.podd.lsp.wire.PermissionTypes.PermissionListResult;
import dev.podd.lsp.wire.PermissionTypes.PermissionRevokeParams;
import dev.podd.lsp.wire.PodTypes.PodCompactParams;
import dev.podd.lsp.wire.PodTypes.PodCompactResult;
import dev.podd.lsp.wire.PodTypes.PodConfigureParams;
import dev.podd.lsp.wire.PodTypes.PodOpenParams;
import dev.podd.lsp.wire.PodTypes.PodParams;
import dev.podd.lsp.wire.PodTypes.PodScopeParams;
import dev.podd.lsp.wire.PodTypes.PodStatus;
import dev.podd.lsp.wire.PodTypes.PodTrustParams;
import dev.podd.lsp.wire.PodTypes.WirePod;
import dev.podd.lsp.wire.PodTypes.WireScope;
import dev.podd.lsp.wire.PromptTypes.PromptListParams;
import dev.podd.lsp.wire.PromptTypes.PromptListResult;
import dev.podd.lsp.wire.SessionTypes.SessionArchiveParams;
import dev.podd.lsp.wire.SessionTypes.SessionExportParams;
import dev.podd.lsp.wire.SessionTypes.SessionExportResult;
import dev.podd.lsp.wire.SessionTypes.SessionForkParams;
import dev.podd.lsp.wire.SessionTypes.SessionImportParams;
import dev.podd.lsp.wire.SessionTypes.SessionListParams;
import dev.podd.lsp.wire.SessionTypes.SessionListResult;
import dev.podd.lsp.wire.SessionTypes.SessionParams;
import dev.podd.lsp.wire.SessionTypes.SessionReadParams;
import dev.podd.lsp.wire.SessionTypes.SessionReadResult;
import dev.podd.lsp.wire.SessionTypes.SessionRenameParams;
import dev.podd.lsp.wire.SessionTypes.SessionResult;
import dev.podd.lsp.wire.SessionTypes.SessionRewindParams;
import dev.podd.lsp.wire.SessionTypes.SessionRewindResult;
import dev.podd.lsp.wire.SessionTypes.SessionVerifyParams;
import dev.podd.lsp.wire.SessionTypes.SessionVerifyResult;
import dev.podd.lsp.wire.TurnTypes.PodQueueParams;
import dev.podd.lsp.wire.TurnTypes.PodQueueResult;
import dev.podd.lsp.wire.TurnTypes.PodRunParams;
import dev.podd.lsp.wire.TurnTypes.WireTurn;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** All that an editor may call: each method's name, types, order and handler, in one table. */
final class LspDoor implements Door {
    private final LifeCycle cycle;
    private final LifeEndpoint life;
    private final Editor editor;
    private final PodEndpoint pod;
    private final SessionEndpoint session;
    private final SessionChanges changes;
    private final ChangesEndpoint reviews;
    private final ContentEndpoint content;
    private final FileEndpoint file;
    private final ModelEndpoint model;
    private final PromptEndpoint prompt;
    private final PermissionEndpoint permission;
    private final InlineEndpoint inline;
    private final InlineCompletionEndpoint completion;
    private final ManifestEndpoint manifest;
    private final DaemonEndpoint daemon;
    private final CommandEndpoint command;
    private final PlainEndpoint plain;
    private final FaultLog faults;

    LspDoor(LifeCycle cycle, LifeEndpoint life, Editor editor, PodEndpoint pod, SessionEndpoint session,
            SessionChanges changes, ChangesEndpoint reviews, ContentEndpoint content, FileEndpoint file,
            ModelEndpoint model, PromptEndpoint prompt, PermissionEndpoint permission, InlineEndpoint inline,
            InlineCompletionEndpoint completion, ManifestEndpoint manifest, DaemonEndpoint daemon,
            CommandEndpoint command,
            PlainEndpoint plain, FaultLog faults) {
        this.cycle = cycle;
        this.life = life;
        this.editor = editor;
        this.pod = pod;
        this.session = session;
        this.changes = changes;
        this.reviews = reviews;
        this.content = content;
        this.file = file;
        this.model = model;
        this.prompt = prompt;
        this.permission = permission;
        this.inline = inline;
        this.completion = completion;
        this.manifest = manifest;
        this.daemon = daemon;
        this.command = command;
        this.plain = plain;
        this.faults = faults;
    }

    @Override
    public List<Method<?>> methods() {
        Documents documents = editor.documents();
        return List.of(
                told("initialized", Lsp.InitializedParams.class, life::initialized),
                told("exit", NoParams.class, life::exit),
                told("textDocument/didOpen", Lsp.DidOpenTextDocumentParams.class, plain::didOpen),
                told("textDocument/didChange", Lsp.DidChangeTextDocumentParams.class, documents::didChange),
                told("textDocument/didSave", Lsp.DidSaveTextDocumentParams.class, documents::didSave),
                told("textDocument/didClose", Lsp.DidCloseTextDocumentParams.class, documents::didClose),
                told("workspace/didChangeWorkspaceFolders", Lsp.DidChangeWorkspaceFoldersParams.class,
                        editor::foldersChanged),
                told("editor/completing", EditorCompletingParams.class, editor.completions()::completing),
                told("$/attach", AttachParams.class, daemon::attach),
                told("$/restoreDocuments", OpenDocuments.class, daemon::restoreDocuments),
                asked("$/documents", NoParams.class, OpenDocuments.class, Order.CONNECTION, daemon::documents),
                asked("$/reopen", ReopenParams.class, WirePod.class, Order.QUEUED, pod::reopen),
                asked("daemon/status", NoParams.class, DaemonStatus.class, Order.FREE, daemon::status),
                asked("daemon/stop", DaemonStopParams.class, Empty.class, Order.CONNECTION, daemon::stop),
                told("command/interrupt", NoParams.class, command::interrupt),
                asked("command/run", CommandRunParams.class, CommandRunResult.class, Order.FREE, command::run),
                asked("initialize", Lsp.InitializeParams.class, Lsp.InitializeResult.class, Order.CONNECTION,
                        life::initialize),
                asked("shutdown", NoParams.class, Void.class, Order.CONNECTION, life::shutdown),
                told("window/workDoneProgress/cancel", Lsp.WorkDoneProgressCancelParams.class, plain::cancel),
                asked("workspace/executeCommand", Lsp.ExecuteCommandParams.class, Void.class, Order.CONNECTION,
                        plain::execute),
                new Method.Request<>("textDocument/codeAction", Lsp.CodeActionParams.class, Lsp.CodeAction.class, true,
                        Order.FREE, plain::actions),
                new Method.Request<>("textDocument/codeLens", Lsp.CodeLensParams.class, Lsp.CodeLens.class, true,
                        Order.FREE, plain::lenses),
                asked("textDocument/completion", Lsp.CompletionParams.class, Lsp.CompletionList.class, Order.FREE,
                        plain::completions),
                asked("textDocument/inlineCompletion", Lsp.InlineCompletionParams.class,
                        Lsp.InlineCompletionList.class, Order.FREE, completion::complete),
                asked("pod/open", PodOpenParams.class, WirePod.class, Order.FREE, pod::open),
                asked("pod/trust", PodTrustParams.class, Empty.class, Order.FREE, now(pod::trust)),
                asked("pod/run", PodRunParams.class, WireTurn.class, Order.QUEUED, pod::run),
                asked("pod/resume", PodParams.class, WireTurn.class, Order.QUEUED, pod::resume),
                asked("pod/steer", PodRunParams.class, Empty.class, Order.QUEUED, pod::steer),
                asked("pod/queue", PodQueueParams.class, PodQueueResult.class, Order.QUEUED, now(pod::queue)),
                impatient("pod/cancel", now(pod::cancel)),
                asked("pod/compact", PodCompactParams.class, PodCompactResult.class, Order.QUEUED, pod::compact),
                asked("pod/scope", PodScopeParams.class, WireScope.class, Order.QUEUED, now(pod::scope)),
                asked("pod/configure", PodConfigureParams.class, WirePod.class, Order.QUEUED, now(pod::configure)),
                asked("pod/status", PodParams.class, PodStatus.class, Order.QUEUED, now(pod::status)),
                impatient("pod/close", pod::close),
                new Method.Request<>("pod/list", NoParams.class, WirePod.class, true, Order.FREE, now(pod::list)),
                asked("session/list", SessionListParams.class, SessionListResult.class, Order.FREE, now(session::list)),
                asked("session/read", SessionReadParams.class, SessionReadResult.class, Order.FREE, now(session::read)),
                asked("session/verify", SessionVerifyParams.class, SessionVerifyResult.class, Order.FREE,
                        session::verify),
                asked("session/export", SessionExportParams.class, SessionExportResult.class, Order.FREE,
                        session::export),
                asked("session/fork", SessionForkParams.class, SessionResult.class, Order.FREE, now(changes::fork)),
                asked("session/rewind", SessionRewindParams.class, SessionRewindResult.class, Order.QUEUED,
                        changes::rewind),
                asked("session/rename", SessionRenameParams.class, Empty.class, Order.FREE, now(changes::rename)),
                asked("session/archive", SessionArchiveParams.class, Empty.class, Order.FREE, now(changes::archive)),
                asked("session/delete", SessionParams.class, Empty.class, Order.FREE, now(changes::delete)),
                asked("session/import", SessionImportParams.class, SessionResult.class, Order.FREE, now(changes::add)),
                asked("item/read", ItemReadParams.class, WireItem.class, Order.QUEUED, now(pod::item)),
                asked("model/list", ModelListParams.class, ModelListResult.class, Order.FREE, now(model::list)),
                asked("prompt/list", PromptListParams.class, PromptListResult.class, Order.FREE, now(prompt::list)),
                asked("permission/list", PermissionListParams.class, PermissionListResult.class, Order.FREE,
                        now(permission::list)),
                asked("permission/revoke", PermissionRevokeParams.class, Empty.class, Order.FREE,
                        now(permission::revoke)),
                asked("file/find", FileFindParams.class, FileFindResult.class, Order.FREE, file::find),
                asked("workspace/textDocumentContent", Lsp.TextDocumentContentParams.class,
                        Lsp.TextDocumentContentResult.class, Order.FREE, content::content),
                asked("inline/start", InlineStartParams.class, WireInline.class, Order.FREE, inline::start),
                asked("inline/stop", InlineStopParams.class, Empty.class, Order.FREE, now(inline::stop)),
                asked("changes/list", ChangesListParams.class, ChangesListResult.class, Order.FREE, reviews::list),
                asked("changes/keep", ChangesDecideParams.class, ChangesDecideResult.class, Order.FREE, reviews::keep),
                asked("changes/undo", ChangesDecideParams.class, ChangesDecideResult.class, Order.FREE, reviews::undo),
                asked("manifest/check", ManifestCheckParams.class, ManifestCheckResult.class, Order.FREE,
                        now(manifest::check)));
    }

    @Override
    public void admit(String method) {
        cycle.admit(method);
    }

    @Override
    public Optional<RpcException> refusal(Throwable failure) {
        return WireErrors.of(failure);
    }

    @Override
    public String fault(String where, Throwable failure) {
        return faults.log(where, failure);
    }

    private static <P> Method<P> told(String name, Class<P> params, Consumer<P> handler) {
        return new Method.Notification<>(name, params, handler);
    }

    private static <P, R> Method<P> asked(String name, Class<P> params, Class<R> result, Order order,
            Handler<P, R> handler) {
        return new Method.Request<>(name, params, result, false, order, handler);
    }

    /** It has what was sent to the Pod before given up, as long as that is not with the Pod yet. */
    private Method<PodParams> impatient(String name, Handler<PodParams, Empty> handler) {
        return new Method.Request<>(name, PodParams.class, Empty.class, false, Order.QUEUED, handler, pod::giveUp);
    }

    private static <P, R> Handler<P, R> now(Function<P, R> answer) {
        return params -> Reply.now(answer.apply(params));
    }
}
