package dev.podd.lsp.wire;

import dev.podd.jsonrpc.JsonText;
import dev.podd.lsp.wire.ConnectionTypes.ExperimentalCapabilities;
import dev.podd.lsp.wire.ConnectionTypes.InitializationOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is taken from LSP, with the fields that are read or written here. */
public final class Lsp {
    private Lsp() {}

    /** Who the editor is and what it can do. */
    public record InitializeParams(@Nullable Long processId, @Nullable ClientInfo clientInfo, @Nullable String rootUri,
            @Nullable List<WorkspaceFolder> workspaceFolders, @Nullable ClientCapabilities capabilities,
            @Nullable InitializationOptions initializationOptions) {}

    /** An editor's name. */
    public record ClientInfo(String name, @Nullable String version) {}

    /** A folder that is open in the editor. */
    public record WorkspaceFolder(String uri, @Nullable String name) {}

    /** What an editor can do, as far as Podd asks. */
    public record ClientCapabilities(@Nullable GeneralCapabilities general,
            @Nullable WorkspaceClientCapabilities workspace, @Nullable WindowClientCapabilities window) {}

    /** What an editor can do with its workspace. */
    public record WorkspaceClientCapabilities(@Nullable Boolean applyEdit,
            @Nullable CodeLensWorkspaceClientCapabilities codeLens,
            @Nullable TextDocumentContentClientCapabilities textDocumentContent) {}

    /** What an editor can do with lenses. */
    public record CodeLensWorkspaceClientCapabilities(@Nullable Boolean refreshSupport) {}

    /** An editor that shows documents of a server. */
    public record TextDocumentContentClientCapabilities() {}

    /** What an editor can do with its window. */
    public record WindowClientCapabilities(@Nullable Boolean workDoneProgress,
            @Nullable ShowDocumentClientCapabilities showDocument) {}

    /** Whether an editor shows a document when it is asked to. */
    public record ShowDocumentClientCapabilities(@Nullable Boolean support) {}

    /** What an editor can do beside any feature. */
    public record GeneralCapabilities(@Nullable List<String> positionEncodings) {}

    /** Nothing. */
    public record InitializedParams() {}

    /** Who Podd is and what it can do. */
    public record InitializeResult(ServerCapabilities capabilities, ServerInfo serverInfo) {}

    /** A server's name. */
    public record ServerInfo(String name, String version) {}

    /** What Podd can do, in LSP's terms. */
    public record ServerCapabilities(String positionEncoding, TextDocumentSyncOptions textDocumentSync,
            CodeActionOptions codeActionProvider, CodeLensOptions codeLensProvider,
            CompletionOptions completionProvider, @Nullable Boolean inlineCompletionProvider,
            ExecuteCommandOptions executeCommandProvider, WorkspaceServerCapabilities workspace,
            ExperimentalCapabilities experimental) {}

    /** Which code actions there are. */
    public record CodeActionOptions(List<String> codeActionKinds) {}

    /** How lenses come. */
    public record CodeLensOptions(boolean resolveProvider) {}

    /** What begins something that can be completed. */
    public record CompletionOptions(List<String> triggerCharacters) {}

    /** Which commands there are. */
    public record ExecuteCommandOptions(List<String> commands) {}

    /** How documents are followed. */
    public record TextDocumentSyncOptions(boolean openClose, int change, boolean save) {}

    /** How the workspace is followed. */
    public record WorkspaceServerCapabilities(WorkspaceFoldersServerCapabilities workspaceFolders,
            TextDocumentContentOptions textDocumentContent) {}

    /** Which documents a server has. */
    public record TextDocumentContentOptions(List<String> schemes) {}

    /** Which document of a server. */
    public record TextDocumentContentParams(String uri) {}

    /** A document of a server. */
    public record TextDocumentContentResult(String text) {}

    /** How folders are followed. */
    public record WorkspaceFoldersServerCapabilities(boolean supported, boolean changeNotifications) {}

    /** Which request is given up. */
    public record CancelParams(JsonText id) {}

    /** A place in a text, in the encoding that was agreed upon. */
    public record Position(long line, long character) {}

    /** From a place to another, end exclusive. */
    public record Range(Position start, Position end) {}

    /** A document that was opened. */
    public record DidOpenTextDocumentParams(TextDocumentItem textDocument) {}

    /** A document with all its text. */
    public record TextDocumentItem(String uri, @Nullable String languageId, @Nullable Integer version, String text) {}

    /** A document that changed. */
    public record DidChangeTextDocumentParams(VersionedTextDocumentIdentifier textDocument,
            List<TextDocumentContentChangeEvent> contentChanges) {}

    /** A document at a version. */
    public record VersionedTextDocumentIdentifier(String uri, @Nullable Integer version) {}

    /** One change of a text. */
    public record TextDocumentContentChangeEvent(@Nullable Range range, String text) {}

    /** A document that was saved. */
    public record DidSaveTextDocumentParams(TextDocumentIdentifier textDocument) {}

    /** A document that was closed. */
    public record DidCloseTextDocumentParams(TextDocumentIdentifier textDocument) {}

    /** A document. */
    public record TextDocumentIdentifier(String uri) {}

    /** Workspace folders that changed. */
    public record DidChangeWorkspaceFoldersParams(WorkspaceFoldersChangeEvent event) {}

    /** Which workspace folders changed. */
    public record WorkspaceFoldersChangeEvent(List<WorkspaceFolder> added, List<WorkspaceFolder> removed) {}

    /** A change of documents that the editor is asked to make. */
    public record ApplyWorkspaceEditParams(@Nullable String label, WorkspaceEdit edit) {}

    /** Changes of documents. */
    public record WorkspaceEdit(List<TextDocumentEdit> documentChanges) {}

    /** Changes of one document at a version. */
    public record TextDocumentEdit(VersionedTextDocumentIdentifier textDocument, List<TextEdit> edits) {}

    /** A range and the text that takes its place. */
    public record TextEdit(Range range, String newText) {}

    /** Whether the editor says that it made a change. */
    public record ApplyWorkspaceEditResult(boolean applied, @Nullable String failureReason) {}

    /** A question. */
    public record ShowMessageRequestParams(int type, String message, List<MessageActionItem> actions) {}

    /** One answer to a question. */
    public record MessageActionItem(String title) {}

    /** How far something is. */
    public record ProgressParams(JsonText token, WorkDoneProgress value) {}

    /** The beginning, a step or the end of something that takes its time. */
    public record WorkDoneProgress(String kind, @Nullable String title, @Nullable Boolean cancellable,
            @Nullable String message, @Nullable Integer percentage) {}

    /** What the person may have done somewhere in a document. */
    public record CodeActionParams(TextDocumentIdentifier textDocument, Range range, CodeActionContext context) {}

    /** What is known of that place. */
    public record CodeActionContext(@Nullable List<JsonText> diagnostics, @Nullable List<String> only) {}

    /** Something that the person may have done. */
    public record CodeAction(String title, String kind, Command command) {}

    /** A command with its arguments. */
    public record Command(String title, String command, List<JsonText> arguments) {}

    /** Whose lenses. */
    public record CodeLensParams(TextDocumentIdentifier textDocument) {}

    /** A command that is shown above a line. */
    public record CodeLens(Range range, Command command) {}

    /** Where something is to be completed. */
    public record CompletionParams(TextDocumentIdentifier textDocument, Position position) {}

    /** What may stand there. */
    public record CompletionList(boolean isIncomplete, List<CompletionItem> items) {}

    /** One of it. */
    public record CompletionItem(String label, int kind, @Nullable String detail, String filterText, String sortText,
            TextEdit textEdit) {}

    /** Where text is to be completed in place. */
    public record InlineCompletionParams(TextDocumentIdentifier textDocument, Position position,
            @Nullable InlineCompletionContext context) {}

    /** Why it is asked for. */
    public record InlineCompletionContext(@Nullable Integer triggerKind) {}

    /** What may stand there. */
    public record InlineCompletionList(List<InlineCompletionItem> items) {}

    /** One of it. */
    public record InlineCompletionItem(String insertText, Range range) {}

    /** Which command is carried out. */
    public record ExecuteCommandParams(String command, @Nullable List<JsonText> arguments) {}

    /** Something that the person is told. */
    public record ShowMessageParams(int type, String message) {}

    /** A document that the person is shown. */
    public record ShowDocumentParams(String uri, @Nullable Boolean takeFocus) {}

    /** Whether it was. */
    public record ShowDocumentResult(boolean success) {}

    /** The token of something that takes its time. */
    public record WorkDoneProgressCreateParams(JsonText token) {}

    /** What the person gives up. */
    public record WorkDoneProgressCancelParams(JsonText token) {}

    /** Nothing; may be left out. */
    public record NoParams() {}
}
