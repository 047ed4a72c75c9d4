// Made from protocol-spec/spec; `mvn -pl protocol-spec test -Dgolden=write` makes it anew.

/** A tool call that wants an answer. */
export interface ApprovalRequestParams {
  /** Whose. */
  pod: string;
  /** As in its item and events. */
  call: string;
  /** What it would do, in a line. */
  title: string;
  /** What sort of thing it would do. */
  kind: ToolKind;
  /** Where. */
  locations: Location[];
  /** What it would change, as a unified diff. */
  diff?: string;
  /** What it would run. */
  command?: string;
  /** The answers to choose from. */
  options: ApprovalOption[];
}

/** One answer to choose. */
export interface ApprovalOption {
  /** Its id. */
  option: string;
  /** What it means. */
  kind: ApprovalKind;
  /** Its text, which says what will be remembered. */
  label: string;
  /** What will be remembered; nothing when left out. */
  rule?: RememberedRule;
}

/** The person's answer. */
export interface ApprovalAnswer {
  /** Id of what was chosen; none or an unknown one is a no. */
  option?: string;
  /** Shown to the model. */
  comment?: string;
  /** Whether the person has seen the question and left it undecided: it stays open, and is asked again when the editor opens the session again. */
  pending?: boolean;
}

/** A question that needs no answer any more. */
export interface ApprovalResolvedParams {
  /** Whose. */
  pod: string;
  /** The tool call that it is about. */
  call: string;
  /** What became of it. */
  outcome: ApprovalOutcome;
}

/** What an answer means. */
export type ApprovalKind =
  /** This call. */
  | 'allowOnce'
  /** This call and those like it in this session. */
  | 'allowSession'
  /** This call and those like it in this workspace from now on. */
  | 'allowAlways'
  /** No. */
  | 'reject';

/** What became of a question. */
export type ApprovalOutcome =
  /** This call is allowed. */
  | 'allowOnce'
  /** Allowed in this session. */
  | 'allowSession'
  /** Allowed in this workspace from now on. */
  | 'allowAlways'
  /** Answered with no, or closed without an answer. */
  | 'reject'
  /** A question of the model is answered. */
  | 'answered'
  /** The call was cancelled before an answer. */
  | 'cancelled';

/** Nothing; may be left out. */
export interface NoParams {
}

/** Who the editor is and what it can do. */
export interface InitializeParams {
  /** The editor's process; when it ends, so does the connection. */
  processId?: number;
  /** What the editor calls itself; shown to the model. */
  clientInfo?: ClientInfo;
  /** The workspace folder, when there are no `workspaceFolders`. */
  rootUri?: string;
  /** The first is the default of `pod/open`. */
  workspaceFolders?: WorkspaceFolder[];
  /** What the editor can do. */
  capabilities?: ClientCapabilities;
  /** What is Podd's own. */
  initializationOptions?: InitializationOptions;
}

/** A change of documents that the editor is asked to make. */
export interface ApplyWorkspaceEditParams {
  /** Names the undo step. */
  label?: string;
  /** What is changed. */
  edit: WorkspaceEdit;
}

/** Changes of documents. */
export interface WorkspaceEdit {
  /** Always one. */
  documentChanges: TextDocumentEdit[];
}

/** Changes of one document at a version. */
export interface TextDocumentEdit {
  /** Which document, and the version that the ranges are about. */
  textDocument: VersionedTextDocumentIdentifier;
  /** In order; none touches another. */
  edits: TextEdit[];
}

/** A range and the text that takes its place. */
export interface TextEdit {
  /** Empty where text is only added. */
  range: Range;
  /** With the document's own line ends. */
  newText: string;
}

/** Whether the editor says that it made a change. */
export interface ApplyWorkspaceEditResult {
  /** Whether it did. */
  applied: boolean;
  /** Why it did not; shown to the model. */
  failureReason?: string;
}

/** How far something is. */
export interface ProgressParams {
  /** The request's `workDoneToken`, or the token of `window/workDoneProgress/create`. */
  token: unknown;
  /** How far. */
  value: WorkDoneProgress;
}

/** The beginning, a step or the end of something that takes its time. */
export interface WorkDoneProgress {
  /** begin, report or end. */
  kind: string;
  /** Of kind begin: what is done. */
  title?: string;
  /** Of kind begin: whether the person may end it. */
  cancellable?: boolean;
  /** More, for the person. */
  message?: string;
  /** From 0 to 100. */
  percentage?: number;
}

/** An editor's name. */
export interface ClientInfo {
  /** Such as Neovim. */
  name: string;
  /** Its version. */
  version?: string;
}

/** A folder that is open in the editor. */
export interface WorkspaceFolder {
  /** A file URI. */
  uri: string;
  /** As the editor shows it. */
  name?: string;
}

/** What an editor can do, as far as Podd asks. */
export interface ClientCapabilities {
  /** Of all features. */
  general?: GeneralCapabilities;
  /** Of the workspace. */
  workspace?: WorkspaceClientCapabilities;
  /** Of the window. */
  window?: WindowClientCapabilities;
}

/** What an editor can do with its workspace. */
export interface WorkspaceClientCapabilities {
  /** False means that tools cannot change its open documents; absent is read as true. */
  applyEdit?: boolean;
  /** Of lenses. */
  codeLens?: CodeLensWorkspaceClientCapabilities;
  /** Whether it shows documents of a server. */
  textDocumentContent?: TextDocumentContentClientCapabilities;
}

/** What an editor can do with lenses. */
export interface CodeLensWorkspaceClientCapabilities {
  /** Whether it takes `workspace/codeLens/refresh`. */
  refreshSupport?: boolean;
}

/** An editor that shows documents of a server. */
export interface TextDocumentContentClientCapabilities {
}

/** What an editor can do with its window. */
export interface WindowClientCapabilities {
  /** Whether it takes `window/workDoneProgress/create`. */
  workDoneProgress?: boolean;
  /** Of showing documents. */
  showDocument?: ShowDocumentClientCapabilities;
}

/** Whether an editor shows a document when it is asked to. */
export interface ShowDocumentClientCapabilities {
  /** Whether it takes `window/showDocument`. */
  support?: boolean;
}

/** What an editor can do beside any feature. */
export interface GeneralCapabilities {
  /** utf-8 is taken if it is among them, else utf-16. */
  positionEncodings?: string[];
}

/** Nothing. */
export interface InitializedParams {
}

/** Who Podd is and what it can do. */
export interface InitializeResult {
  /** What it can do. */
  capabilities: ServerCapabilities;
  /** Its name. */
  serverInfo: ServerInfo;
}

/** A server's name. */
export interface ServerInfo {
  /** `podd`. */
  name: string;
  /** Its version. */
  version: string;
}

/** What Podd can do, in LSP's terms. */
export interface ServerCapabilities {
  /** What all positions are counted in from here on. */
  positionEncoding: string;
  /** How documents are followed. */
  textDocumentSync: TextDocumentSyncOptions;
  /** Which code actions there are. */
  codeActionProvider: CodeActionOptions;
  /** How lenses come. */
  codeLensProvider: CodeLensOptions;
  /** What begins something that can be completed in a chat file. */
  completionProvider: CompletionOptions;
  /** True for an editor that said `inlineCompletion`. */
  inlineCompletionProvider?: boolean;
  /** Which commands there are. */
  executeCommandProvider: ExecuteCommandOptions;
  /** How folders are followed. */
  workspace: WorkspaceServerCapabilities;
  /** What is Podd's own. */
  experimental: ExperimentalCapabilities;
}

/** How documents are followed. */
export interface TextDocumentSyncOptions {
  /** True. */
  openClose: boolean;
  /** 2: ranges that changed. */
  change: number;
  /** True. */
  save: boolean;
}

/** Which code actions there are. */
export interface CodeActionOptions {
  /** Their kinds. */
  codeActionKinds: string[];
}

/** How lenses come. */
export interface CodeLensOptions {
  /** False: they come whole. */
  resolveProvider: boolean;
}

/** What begins something that can be completed. */
export interface CompletionOptions {
  /** `@` and `/`. */
  triggerCharacters: string[];
}

/** Where something is to be completed. */
export interface CompletionParams {
  /** In which document. */
  textDocument: TextDocumentIdentifier;
  /** Behind what was typed. */
  position: Position;
}

/** Where text is to be completed in place. */
export interface InlineCompletionParams {
  /** In which document. */
  textDocument: TextDocumentIdentifier;
  /** Where it is inserted. */
  position: Position;
  /** Why it is asked for; the editor by itself when left out. */
  context?: InlineCompletionContext;
}

/** Why text is to be completed in place. */
export interface InlineCompletionContext {
  /** 1: the person asked for it. 2: the editor did by itself. */
  triggerKind?: number;
}

/** What may be inserted at a place. */
export interface InlineCompletionList {
  /** One, or none. */
  items: InlineCompletionItem[];
}

/** Text that may be inserted. */
export interface InlineCompletionItem {
  /** With the document's own line ends. */
  insertText: string;
  /** Empty: where it is inserted. */
  range: Range;
}

/** What may stand at a place. */
export interface CompletionList {
  /** True: more letters find other files. */
  isIncomplete: boolean;
  /** The best first. */
  items: CompletionItem[];
}

/** Something that may stand at a place. */
export interface CompletionItem {
  /** What is shown. */
  label: string;
  /** LSP's CompletionItemKind: 17 a file, 14 a command, 18 a session. */
  kind: number;
  /** What a command does, or the id of a session. */
  detail?: string;
  /** In which what was typed is looked for; of a file what was typed itself, since files are found by letters that need not stand together. */
  filterText: string;
  /** Its place among the others. */
  sortText: string;
  /** What it puts there. */
  textEdit: TextEdit;
}

/** Which commands there are. */
export interface ExecuteCommandOptions {
  /** Their names. */
  commands: string[];
}

/** Where the person wants to know what can be done. */
export interface CodeActionParams {
  /** In which document. */
  textDocument: TextDocumentIdentifier;
  /** What they point at; one of at most a character stands for its line. */
  range: Range;
  /** What is known of that place. */
  context: CodeActionContext;
}

/** What is known of a place. */
export interface CodeActionContext {
  /** What language servers say of it; with some, `podd.fix` is offered. */
  diagnostics?: unknown[];
  /** Kinds that are wanted; all when left out. */
  only?: string[];
}

/** Something that the person may have done. */
export interface CodeAction {
  /** In words. */
  title: string;
  /** LSP's CodeActionKind. */
  kind: string;
  /** What does it. */
  command: Command;
}

/** A command with its arguments. */
export interface Command {
  /** In words. */
  title: string;
  /** Its name, `podd.…`. */
  command: string;
  /** Always one object. */
  arguments: unknown[];
}

/** Whose lenses. */
export interface CodeLensParams {
  /** Which document's. */
  textDocument: TextDocumentIdentifier;
}

/** A command that is shown above a line. */
export interface CodeLens {
  /** Where the line begins. */
  range: Range;
  /** What is done. */
  command: Command;
}

/** Which command is carried out. */
export interface ExecuteCommandParams {
  /** `podd.fix`, `podd.rewrite`, `podd.explain`, `podd.do`, `podd.keep`, `podd.undo`, `podd.chat`, `podd.send` or `podd.stop`. */
  command: string;
  /** One object: {uri, range, diagnostics} to fix, {uri, range, instruction?} to rewrite, {uri, range} to explain, {uri, line} to do, {hunks: [hunk]} or {uri} to keep and to undo, {uri?, range?} to chat, {uri} to send, {uri?} to stop. */
  arguments?: unknown[];
}

/** Something that the person is told. */
export interface ShowMessageParams {
  /** LSP's MessageType: 1 an error, 2 a warning, 3 a piece of information. */
  type: number;
  /** What. */
  message: string;
}

/** A document that the person is shown. */
export interface ShowDocumentParams {
  /** Which. */
  uri: string;
  /** True: the person asked for it. */
  takeFocus?: boolean;
}

/** Whether a document was shown. */
export interface ShowDocumentResult {
  /** Whether it was. */
  success: boolean;
}

/** Something that takes its time. */
export interface WorkDoneProgressCreateParams {
  /** A text that `$/progress` names. */
  token: unknown;
}

/** Something that the person ends. */
export interface WorkDoneProgressCancelParams {
  /** Of `window/workDoneProgress/create`. */
  token: unknown;
}

/** How the workspace is followed. */
export interface WorkspaceServerCapabilities {
  /** How its folders are. */
  workspaceFolders: WorkspaceFoldersServerCapabilities;
  /** Which documents Podd has. */
  textDocumentContent: TextDocumentContentOptions;
}

/** Which documents a server has. */
export interface TextDocumentContentOptions {
  /** `pod`. */
  schemes: string[];
}

/** Which document of a server. */
export interface TextDocumentContentParams {
  /** `base` of a file with hunks, or `pod:/session/ID.md`: a session as Markdown. */
  uri: string;
}

/** A document of a server. */
export interface TextDocumentContentResult {
  /** All of it, lines ending in LF. */
  text: string;
}

/** How folders are followed. */
export interface WorkspaceFoldersServerCapabilities {
  /** True. */
  supported: boolean;
  /** True. */
  changeNotifications: boolean;
}

/** Which request is given up. */
export interface CancelParams {
  /** Its id, text or number as it was sent. */
  id: unknown;
}

/** A place in a text, in the encoding that was agreed upon. */
export interface Position {
  /** From 0. */
  line: number;
  /** From 0. */
  character: number;
}

/** From a place to another, end exclusive. */
export interface Range {
  /** Its start. */
  start: Position;
  /** Its end. */
  end: Position;
}

/** A document that was opened. */
export interface DidOpenTextDocumentParams {
  /** The document. */
  textDocument: TextDocumentItem;
}

/** A document with all its text. */
export interface TextDocumentItem {
  /** Its name; found again by this spelling. */
  uri: string;
  /** As the editor calls it. */
  languageId?: string;
  /** As the editor counts; 0 when left out. */
  version?: number;
  /** All of it, line ends as they are. */
  text: string;
}

/** A document that changed. */
export interface DidChangeTextDocumentParams {
  /** Which, and its version with the changes. */
  textDocument: VersionedTextDocumentIdentifier;
  /** One after the other. */
  contentChanges: TextDocumentContentChangeEvent[];
}

/** A document at a version. */
export interface VersionedTextDocumentIdentifier {
  /** Its name. */
  uri: string;
  /** One more than before when left out. */
  version?: number;
}

/** One change of a text. */
export interface TextDocumentContentChangeEvent {
  /** What is replaced; everything when left out. */
  range?: Range;
  /** What stands there now. */
  text: string;
}

/** A document that was saved. */
export interface DidSaveTextDocumentParams {
  /** Which. */
  textDocument: TextDocumentIdentifier;
}

/** A document that was closed. */
export interface DidCloseTextDocumentParams {
  /** Which. */
  textDocument: TextDocumentIdentifier;
}

/** A document. */
export interface TextDocumentIdentifier {
  /** Its name. */
  uri: string;
}

/** Workspace folders that changed. */
export interface DidChangeWorkspaceFoldersParams {
  /** How. */
  event: WorkspaceFoldersChangeEvent;
}

/** Which workspace folders changed. */
export interface WorkspaceFoldersChangeEvent {
  /** Those that came. */
  added: WorkspaceFolder[];
  /** Those that went. */
  removed: WorkspaceFolder[];
}

/** A question. */
export interface ShowMessageRequestParams {
  /** LSP's MessageType; 2 is a warning, 3 a piece of information. */
  type: number;
  /** The question. */
  message: string;
  /** The answers to choose from. */
  actions: MessageActionItem[];
}

/** One answer to a question. */
export interface MessageActionItem {
  /** Its text. */
  title: string;
}

/** Which hunks. */
export interface ChangesListParams {
  /** URI of a folder: those of files below it. */
  workspaceFolder?: string;
  /** Those of one file. */
  uri?: string;
  /** Those that this Pod's session made. */
  pod?: string;
  /** Those of one turn of that session, from 1. */
  turn?: number;
}

/** Files and their hunks. */
export interface ChangesListResult {
  /** Sorted by path. */
  files: Changed[];
}

/** Which hunks: one of `hunks`, `uri`, `pod` and `inline`. */
export interface ChangesDecideParams {
  /** Ids of hunks. */
  hunks?: string[];
  /** All of one file. */
  uri?: string;
  /** All that this Pod's session made. */
  pod?: string;
  /** With `pod`: only those of one turn, from 1. */
  turn?: number;
  /** All of one inline edit. */
  inline?: string;
}

/** What became of them. */
export interface ChangesDecideResult {
  /** Ids of hunks that are the person's own text now. */
  kept: string[];
  /** Ids of hunks whose text is gone again. */
  undone: string[];
  /** Hunks that are as they were. */
  conflicts: ChangeConflict[];
}

/** A hunk that could not be kept or undone. */
export interface ChangeConflict {
  /** Its id. */
  hunk: string;
  /** Why, for the person. */
  reason: string;
}

/** A file with hunks. */
export interface Changed {
  /** As this editor spells it, if it has the file open. */
  uri: string;
  /** Of the open document that the ranges are about; left out when it is not open, was typed in at this moment, or has no hunks. */
  version?: number;
  /** URI of the text as it would be without the hunks, for `workspace/textDocumentContent`; another one whenever that text changes. */
  base: string;
  /** In the order of their lines, none touching another's lines. */
  hunks: Hunk[];
}

/** Whole lines that an agent has changed. */
export interface Hunk {
  /** Its id, the same until it is decided about. */
  hunk: string;
  /** Where `newText` stands now; empty where lines are gone. */
  range: Range;
  /** The lines that an undo brings back, each with its end, LF. */
  oldText: string;
  /** The lines that stand there now, with what the person has typed in them. */
  newText: string;
  /** What became of it. */
  state: HunkState;
  /** Whether the person has typed in it. */
  mended?: boolean;
  /** The Pod that made it; it may be closed. */
  pod: string;
  /** The session of that Pod. */
  session: string;
  /** The turn of that session that made it, from 1. */
  turn?: number;
  /** The inline edit that made it. */
  inline?: string;
}

/** What became of a hunk. */
export type HunkState =
  /** The person has not decided. */
  | 'pending'
  /** It is the person's own text. */
  | 'kept'
  /** The text before it is back. */
  | 'undone'
  /** The person took it out by hand. */
  | 'stale';

/** What the editor says that is not LSP's. */
export interface InitializationOptions {
  /** Podd's part. */
  pod?: PodOptions;
}

/** What an editor says about itself to Podd. */
export interface PodOptions {
  /** Whether the person trusts the workspace folders; asked once when left out. */
  workspaceTrusted?: boolean;
  /** What it answers beyond LSP. */
  client?: ClientOptions;
  /** Whether the person wants inline completions while they type, each of which is a request to the model; off when left out. */
  inlineCompletion?: boolean;
}

/** Which of Podd's own requests an editor answers; none when left out. */
export interface ClientOptions {
  /** `approval/request`. */
  approvals?: boolean;
  /** `editor/query`. */
  languageQueries?: boolean;
  /** `changes/changed`. */
  changes?: boolean;
  /** `editor/complete` and `editor/models`. */
  completions?: boolean;
  /** `question/request`. */
  questions?: boolean;
}

/** What Podd can do beyond LSP. */
export interface ExperimentalCapabilities {
  /** Pods. */
  pod: PodCapabilities;
}

/** Which Pods there are. */
export interface PodCapabilities {
  /** Of this protocol; 1. */
  version: number;
}

/** It is done; there is nothing to say about it. */
export interface Empty {
}

/** Where a connection comes from. */
export interface AttachParams {
  /** An object: the value of each variable by its name. */
  environment?: unknown;
  /** Of the process that connects. */
  workingDirectory?: string;
  /** Of the process that connects. */
  processId?: number;
  /** The daemon's own requests have numbers above this one; 0 when left out. */
  lastQuestion?: number;
}

/** Documents that are open in an editor. */
export interface OpenDocuments {
  /** The one that changed last comes last. */
  documents: TextDocumentItem[];
  /** URIs of documents that are open too, but whose text is not known. */
  unknown: string[];
}

/** A Pod as another daemon had it. */
export interface ReopenParams {
  /** Its id. */
  pod: string;
  /** Its session; one that never ran is begun anew. */
  session: string;
  /** Number of the last event that the editor got. */
  lastSeq: number;
  /** Whether the editor got the beginning of a turn and not its end. */
  turnOpen: boolean;
  /** With what it was opened. */
  open: PodOpenParams;
}

/** With what a Pod would be opened to be as it is now. */
export interface OpenedParams {
  /** Its id. */
  pod: string;
  /** Without its session. */
  open: PodOpenParams;
}

/** A command line, and where it was typed. */
export interface CommandRunParams {
  /** Without the name of the program. */
  arguments: string[];
  /** An object: the value of each variable by its name. */
  environment: unknown;
  /** An absolute path. */
  workingDirectory: string;
  /** The time zone, such as Europe/Berlin. */
  zone: string;
  /** Whether standard input is a keyboard. */
  typedAt: boolean;
  /** Whether there is a person who can be asked, whatever the standard streams are. */
  keyboard: boolean;
  /** Whether standard output takes colours. */
  outStyled: boolean;
  /** Whether standard error takes colours. */
  errStyled: boolean;
  /** Whether standard output is a terminal, with colours or without; as outStyled when left out. */
  outTerminal?: boolean;
}

/** How a command ended. */
export interface CommandRunResult {
  /** Of the process that it was typed for. */
  exitCode: number;
}

/** What a command writes. */
export interface CommandOutputParams {
  /** 1 for standard output, 2 for standard error. */
  stream: number;
  /** Bytes, in base64. */
  data: string;
}

/** Bytes of a command's standard input. */
export interface CommandReadResult {
  /** In base64; left out at the end. */
  data?: string;
}

/** A line that belongs to the question that follows. */
export interface CommandShowParams {
  /** Without its end. */
  line: string;
}

/** What a command asks of the person at the keyboard. */
export interface CommandLineParams {
  /** Shown before the cursor. */
  text: string;
}

/** What they typed. */
export interface CommandLineResult {
  /** Left out when nothing more will be typed. */
  line?: string;
}

/** A process that serves editors. */
export interface DaemonStatus {
  /** Its process id. */
  pid: number;
  /** Path of its socket; left out by a process that serves one editor alone. */
  socket?: string;
  /** Of Podd. */
  version: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** How many editors there are: those that have said `initialize`, and no commands. */
  connections: number;
  /** How many are open. */
  pods: number;
  /** Memory that the process has; left out where the system does not tell. */
  residentBytes?: number;
}

/** How the daemon ends. */
export interface DaemonStopParams {
  /** True: when the turns that run have ended. */
  whenIdle?: boolean;
}

/** What Podd wants to know. */
export interface EditorQueryParams {
  /** Which request. */
  query: EditorQuery;
  /** About which document. */
  textDocument?: TextDocumentIdentifier;
  /** About which place in it. */
  position?: Position;
  /** Symbols to look for, or the new name. */
  text?: string;
}

/** The language models of an editor. */
export interface EditorModelsResult {
  /** Those that its person may use. */
  models: EditorModel[];
}

/** A language model of an editor. */
export interface EditorModel {
  /** As `editor/complete` names it. */
  id: string;
  /** Tokens that a request may have; left out when unknown. */
  contextWindow?: number;
}

/** A conversation to go on with, whole. */
export interface EditorCompleteParams {
  /** Names this request in `editor/completing`. */
  completion: string;
  /** As a manifest names it; the first of `editor/models` when left out. */
  model?: string;
  /** The system prompt. */
  system?: string;
  /** Oldest first. Results of tools stand in messages of their own, right behind their calls. */
  messages: CompletionMessage[];
  /** Those that the model may call. */
  tools: CompletionTool[];
  /** Of the answer. */
  maxTokens?: number;
  /** Of the sampling. */
  temperature?: number;
  /** Of the sampling. */
  topP?: number;
  /** Texts at which the model stops. */
  stop?: string[];
}

/** What one side said. */
export interface CompletionMessage {
  /** Who, user or assistant. */
  role: Role;
  /** What. */
  parts: CompletionPart[];
}

/** A tool as a model is told of it. */
export interface CompletionTool {
  /** Letters, digits, _ and -, at most 64. */
  name: string;
  /** What it does. */
  description: string;
  /** JSON Schema of its arguments. */
  schema: unknown;
}

/** What a model says. */
export interface EditorCompletingParams {
  /** In answer to which request. */
  completion: string;
  /** What came since the last time. */
  pieces: CompletionPiece[];
}

/** A part of a message as a model gets it. */
export type CompletionPart =
  /** What was written. */
  | {
    type: 'text';
    /** The text. */
    text: string;
  }
  /** A picture. */
  | {
    type: 'image';
    /** Such as image/png. */
    mimeType: string;
    /** Base64. */
    data: string;
  }
  /** A tool that the model wanted run. */
  | {
    type: 'toolCall';
    /** Pairs it with its result. */
    call: string;
    /** Of the tool. */
    name: string;
    /** An object. */
    arguments: unknown;
  }
  /** The answer to a tool call. */
  | {
    type: 'toolResult';
    /** Of the call it answers. */
    call: string;
    /** What came of it. */
    text: string;
    /** True when the call did not do what it should. */
    failed?: boolean;
  };

/** A piece of a model's answer. */
export type CompletionPiece =
  /** More text. */
  | {
    type: 'text';
    /** It continues the text before it. */
    text: string;
  }
  /** A tool that the model wants run, whole. */
  | {
    type: 'toolCall';
    /** Comes back with the result; another is given to one that is empty, over 64 characters or not unique. */
    call: string;
    /** As the request spelled it. */
    name: string;
    /** An object. */
    arguments: unknown;
  };

/** How a model's answer ended. */
export type EditorCompleteResult =
  /** It is whole, or cut at the limit of its length. */
  | {
    type: 'completed';
    /** Why the model stopped; it was done when left out. */
    stop?: CompletionStop;
    /** Tokens of the request, where the editor knows them. */
    input?: number;
    /** Tokens of the answer, where the editor knows them. */
    output?: number;
  }
  /** There is no whole answer; what came of it stays. */
  | {
    type: 'failed';
    /** What Podd does about it depends on this. */
    fault: CompletionFault;
    /** For the person. */
    message: string;
  };

/** A request of LSP that the editor passes on to its language servers. */
export type EditorQuery =
  /** textDocument/diagnostic: a document diagnostic report, or a list of diagnostics. The editor waits until its servers have looked at the text as it stands, for about a second at most, and answers with what they have told it or answer it. Without a document, workspace/diagnostic: a report whose items are {uri, items}, or that list. */
  | 'diagnostics'
  /** textDocument/definition: a location, or a list of locations or of links. */
  | 'definition'
  /** textDocument/references, the declaration included. */
  | 'references'
  /** textDocument/documentSymbol, or workspace/symbol of `text` without a document. */
  | 'symbols'
  /** textDocument/hover. */
  | 'hover'
  /** textDocument/rename to `text`: a workspace edit, which the editor does not apply. Podd makes it, one document a request; one that creates, renames or deletes files is refused. */
  | 'rename';

/** Why a model stopped. */
export type CompletionStop =
  /** It has said all, or waits for tools. */
  | 'done'
  /** The limit on the answer's length cut it; Podd has it go on, once. */
  | 'maxTokens'
  /** It declines to go on. */
  | 'refused';

/** Why there is no whole answer. */
export type CompletionFault =
  /** The editor has no such model, or none. */
  | 'noModel'
  /** The person has not allowed the use of it. */
  | 'noConsent'
  /** What the person's subscription covers is used up. */
  | 'quota'
  /** The model's provider blocks these requests. */
  | 'blocked'
  /** The model's provider refuses what the conversation is about. */
  | 'offTopic'
  /** The conversation does not fit the model. */
  | 'tooLong'
  /** The same request may work later: Podd makes it again. */
  | 'busy'
  /** Anything else: the same request would fail again. */
  | 'other';

/** What to look for. */
export interface FileFindParams {
  /** A file URI; the first folder of the editor when left out. */
  workspaceFolder?: string;
  /** Words, of each of which the letters come in that order in the path, perhaps with others between them; a word with a capital matches case. Empty: the files used last. */
  query: string;
  /** At most so many; 50 when left out, never more than 1000. */
  limit?: number;
}

/** Files that match. */
export interface FileFindResult {
  /** The best first: by how well it matches, files that the person or a Pod used lately before others. */
  files: FoundFile[];
}

/** A file of a workspace folder. */
export interface FoundFile {
  /** As the editor calls it, where it has it open. */
  uri: string;
  /** From the workspace folder, with slashes. */
  path: string;
  /** Whether the editor has it open. */
  open: boolean;
}

/** What shall be done, and where. */
export interface InlineStartParams {
  /** An open document, at the version that the range is about. */
  textDocument: VersionedTextDocumentIdentifier;
  /** What may be changed; empty to insert. */
  range: Range;
  /** In the person's words. */
  instruction: string;
  /** In this Pod's conversation. When left out, in a Pod of manifest `inline` in the workspace folder of the document, with a session of its own that is archived afterwards; then edits run side by side. */
  pod?: string;
}

/** Which edit. */
export interface InlineStopParams {
  /** Its id. */
  inline: string;
}

/** How an edit stands. */
export interface Inline {
  /** Its id. */
  inline: string;
  /** How far it is. */
  state: InlineState;
  /** When applied: those that are pending, with their ids. Otherwise one at most, with the range as it was at the start and what was to stand there; its id is that of the edit, and it cannot be kept or undone. */
  hunks: Hunk[];
  /** What the model said beside the text. */
  note?: string;
  /** With state failed: why. Its code is that of the turn, or refused (the model says that it cannot be done), answerUnreadable (the message shows the answer), conflict (the person typed where the edit would be; the message shows it), notApplied (the editor refused it, or the document was closed), notFinished. */
  error?: TurnError;
}

/** How far an edit is. */
export type InlineState =
  /** The model writes; the document is as it was. */
  | 'writing'
  /** It stands in the document. */
  | 'applied'
  /** The document is as it was. */
  | 'failed'
  /** It was stopped; the document is as it was. */
  | 'cancelled';

/** Which item of a Pod. */
export interface ItemReadParams {
  /** Which Pod. */
  pod: string;
  /** The item's id. */
  item: string;
}

/** A place that a tool looks at or changes. */
export interface Location {
  /** Which file. */
  uri: string;
  /** From 0. */
  line?: number;
}

/** A part of a message. */
export type Part =
  /** What was written. */
  | {
    type: 'text';
    /** The text. */
    text: string;
  }
  /** A file, or a range of it. */
  | {
    type: 'file';
    /** Which. */
    uri: string;
    /** All of it when left out. */
    range?: Range;
  }
  /** What is selected in the editor. */
  | {
    type: 'selection';
    /** In which document. */
    uri: string;
    /** From where to where. */
    range: Range;
  }
  /** What the editor's language servers complain about in a file. */
  | {
    type: 'diagnostics';
    /** Which. */
    uri: string;
  }
  /** A picture. */
  | {
    type: 'image';
    /** Such as image/png. */
    mimeType: string;
    /** Base64. */
    data: string;
  };

/** One piece of conversation; ids stay the same at every restore. */
export type Item =
  /** What one side said. */
  | {
    type: 'message';
    /** Unique in its session. */
    id: string;
    /** Who. */
    role: Role;
    /** What. */
    parts: Part[];
    /** True when the rest was lost to a cancel, a fault or a crash. */
    incomplete?: boolean;
  }
  /** What the model thought aloud. */
  | {
    type: 'reasoning';
    /** Unique in its session. */
    id: string;
    /** What. */
    text: string;
  }
  /** A tool that the model wants run. */
  | {
    type: 'toolCall';
    /** Unique in its session. */
    id: string;
    /** Pairs it with its result and its events. */
    call: string;
    /** Of the tool. */
    name: string;
    /** As the model wrote them; text when that is not JSON. */
    arguments: unknown;
  }
  /** The one answer to a tool call. */
  | {
    type: 'toolResult';
    /** Unique in its session. */
    id: string;
    /** Of the call it answers. */
    call: string;
    /** How it went. */
    outcome: ToolOutcome;
    /** One or two lines. */
    summary: string;
    /** The rest. */
    body?: string;
  };

/** Who speaks. */
export type Role =
  /** The person. */
  | 'user'
  /** The model. */
  | 'assistant'
  /** Podd itself: a summary, a notice, what became of changes, a hook's message. */
  | 'system';

/** What a tool does to the world. */
export type ToolKind =
  /** Reads. */
  | 'read'
  /** Changes files. */
  | 'edit'
  /** Looks for something. */
  | 'search'
  /** Runs a command. */
  | 'execute'
  /** Plans. */
  | 'think'
  /** Fetches from the network. */
  | 'fetch'
  /** Anything else. */
  | 'other';

/** How a tool call ended. */
export type ToolOutcome =
  /** It did what it should. */
  | 'ok'
  /** It could not. */
  | 'error'
  /** The person, a rule or a hook said no. */
  | 'denied'
  /** It was stopped, or never begun, since the turn was stopped or lost. */
  | 'cancelled';

/** A manifest, by name or as text. */
export interface ManifestCheckParams {
  /** A file URI; an open document is checked as it is in the editor. */
  uri?: string;
  /** In place of uri: its text. */
  text?: string;
}

/** What is wrong with a manifest. */
export interface ManifestCheckResult {
  /** Empty when nothing is. */
  problems: Problem[];
}

/** One thing that is wrong. */
export interface Problem {
  /** Where. */
  range: Range;
  /** LSP's DiagnosticSeverity: 1 is an error, 2 a warning. */
  severity: number;
  /** What was found, what is allowed. */
  message: string;
  /** In which file, when it may be in several. */
  source?: string;
}

/** Of which folder. */
export interface ModelListParams {
  /** A file URI; the first folder of the editor when left out. */
  workspaceFolder?: string;
}

/** Models and manifests. */
export interface ModelListResult {
  /** First the one that a Pod of this folder has where nobody chooses, then those of the editor, then those that Podd knows. */
  models: KnownModel[];
  /** Those that ship, the person's own and, if the folder is trusted, its own; sorted by name. */
  manifests: NamedManifest[];
}

/** A model that a manifest may name. */
export interface KnownModel {
  /** Its kind, such as anthropic. */
  provider: string;
  /** As its provider calls it. */
  id: string;
  /** Tokens of prompt and answer together; left out when unknown. */
  contextWindow?: number;
  /** US dollars for a million tokens; left out when unknown. */
  inputPrice?: number;
  /** US dollars for a million tokens; left out when unknown. */
  outputPrice?: number;
  /** Whether its key was found, or it needs none; of a model of the editor, whether that has it. */
  available: boolean;
}

/** A manifest that pod/open takes by its name. */
export interface NamedManifest {
  /** Its name. */
  name: string;
  /** As it describes itself; may be empty. */
  description: string;
}

/** What will be remembered. */
export interface RememberedRule {
  /** Glob on the tool's name. */
  tool: string;
  /** Glob on the path, relative to the working directory or absolute, or on the command; every call of the tool when left out. */
  pattern?: string;
}

/** Which rules. */
export interface PermissionListParams {
  /** Those of this folder only, a file URI. */
  workspaceFolder?: string;
}

/** The rules. */
export interface PermissionListResult {
  /** Oldest first. */
  rules: GivenRule[];
}

/** A rule that a person gave. */
export interface GivenRule {
  /** Its id. */
  rule: string;
  /** Glob on the tool's name. */
  tool: string;
  /** Glob on the path, relative to the working directory or absolute, or on the command; every call of the tool when left out. */
  pattern?: string;
  /** What happens to a call that it matches. */
  action: PermissionAction;
  /** How long it holds. */
  lasts: PermissionLasts;
  /** The session in which it holds. */
  session?: string;
  /** The folder in which it holds, a file URI. */
  workspaceFolder?: string;
  /** When it was given, ISO 8601. */
  createdAt: string;
}

/** Which rule. */
export interface PermissionRevokeParams {
  /** Its id, from permission/list. */
  rule: string;
}

/** What happens to a call. */
export type PermissionAction =
  /** It runs. */
  | 'allow'
  /** It runs, and what it changes waits for the person to keep or undo it. */
  | 'review'
  /** The person is asked before. */
  | 'ask'
  /** It does not run. */
  | 'deny';

/** How long a rule holds. */
export type PermissionLasts =
  /** In one session. */
  | 'session'
  /** In every session of its folder, until it is taken back. */
  | 'always';

/** Which Pod. */
export interface PodParams {
  /** Its id. */
  pod: string;
}

/** What is to be opened. */
export interface PodOpenParams {
  /** A file URI; the first workspace folder when left out. */
  workspaceFolder?: string;
  /** Name or file URI; `default` when left out. */
  manifest?: string;
  /** Part of a manifest as a JSON object with the manifest's own snake_case keys; its word counts over every file's. */
  overlay?: unknown;
  /** The session to go on with; a new one when left out. */
  session?: string;
  /** At most so many of the newest items; all when left out. */
  itemsLimit?: number;
  /** With a session whose Pod is open: its events with a greater `seq` follow the result. */
  afterSeq?: number;
}

/** Whether a folder is trusted. */
export interface PodTrustParams {
  /** A file URI. */
  workspaceFolder: string;
  /** Yes or no. */
  trusted: boolean;
}

/** How a Pod's scope changes. */
export interface PodScopeParams {
  /** Its id. */
  pod: string;
  /** Added to what it may. */
  allow?: ScopeRule[];
  /** Added to what it may not; counts over every allow. */
  deny?: ScopeRule[];
}

/** A rule for paths, either under a target or by name. */
export interface ScopeRule {
  /** A path; a relative one counts from the working directory. */
  target?: string;
  /** In place of target: a glob on the last part of a path. */
  name?: string;
  /** What is allowed or denied. */
  permission: Permission;
  /** False: the target and its direct children only. */
  recursive?: boolean;
}

/** Whose history is to be shortened. */
export interface PodCompactParams {
  /** Its id. */
  pod: string;
  /** Newest turns that stay as they are, at most; the manifest's number when left out. */
  retainedTurns?: number;
}

/** What a compaction left. */
export interface PodCompactResult {
  /** The segment of the session that is active now. */
  segment: string;
  /** Tokens of the context before. */
  before: number;
  /** Tokens after. */
  after: number;
}

/** How a Pod changes. */
export interface PodConfigureParams {
  /** Its id. */
  pod: string;
  /** In place of the overlay it was opened with. */
  overlay: unknown;
}

/** A Pod as it is now. */
export interface Pod {
  /** Its id in this daemon. */
  pod: string;
  /** Its session's id, the same for the session's whole life. */
  session: string;
  /** The name in the effective manifest. */
  manifest: string;
  /** Who answers. */
  model: Model;
  /** A path. */
  workingDirectory: string;
  /** What it may read and write. */
  scope: Scope;
  /** What it is doing. */
  state: State;
  /** In answer to `pod/open` with a session: the conversation as the model has it, oldest first. */
  items?: Item[];
  /** With items: how many older ones were left out. */
  itemsBefore?: number;
  /** What the person should know about the manifest, trust and the session. */
  warnings: string[];
}

/** A language model. */
export interface Model {
  /** Its kind, as in the manifest. */
  provider: string;
  /** Its name at the provider. */
  id: string;
  /** In tokens, where it is known. */
  contextWindow?: number;
}

/** What a Pod may read and write. */
export interface Scope {
  /** Paths that may be read, writable ones too. */
  readable: string[];
  /** Paths that may be written. */
  writable: string[];
  /** In words. */
  summary: string;
}

/** What a Pod is doing. */
export interface PodStatus {
  /** What. */
  state: State;
  /** Its session's id. */
  session: string;
  /** How full its context is. */
  tokens: Tokens;
  /** Of the session so far; never set back. */
  usage: Usage;
  /** Whether the conversation is being shortened. */
  compaction: CompactionStatus;
  /** Inputs that wait for the next request. */
  queue: number;
}

/** How compaction stands. */
export interface CompactionStatus {
  /** What it does. */
  state: CompactionState;
  /** In a row. */
  failures: number;
}

/** How full the context is. */
export interface Tokens {
  /** Tokens in it. */
  used: number;
  /** Tokens that fit, where it is known. */
  window?: number;
  /** How `used` is known. */
  source: TokenSource;
}

/** An event with its place. */
export interface PodEventParams {
  /** In which Pod. */
  pod: string;
  /** In which session. */
  session: string;
  /** Counts from 1 in each Pod, without gaps. */
  seq: number;
  /** What happened. */
  event: Event;
}

/** Something that happened in a Pod. */
export type Event =
  /** The input is on the disk and the turn runs. */
  | {
    type: 'turnStarted';
  }
  /** The model is asked. */
  | {
    type: 'requestStarted';
    /** Counts from 1 in each turn. */
    request: number;
  }
  /** The model goes on with its text. */
  | {
    type: 'textDelta';
    /** Id of the message it will be. */
    item: string;
    /** What comes next. */
    text: string;
  }
  /** The model goes on thinking aloud. */
  | {
    type: 'reasoningDelta';
    /** Id of the item it will be. */
    item: string;
    /** What comes next. */
    text: string;
  }
  /** An item of the model's is whole and recorded. */
  | {
    type: 'itemDone';
    /** The item. */
    item: Item;
  }
  /** A tool call is under way; it may have to be approved first. */
  | {
    type: 'toolCallStarted';
    /** As in the item. */
    call: string;
    /** Of the tool. */
    name: string;
    /** What it does, in a line. */
    title: string;
    /** What sort of thing it does. */
    kind: ToolKind;
    /** Where. */
    locations: Location[];
  }
  /** A running tool has printed something. */
  | {
    type: 'toolCallOutput';
    /** As in the item. */
    call: string;
    /** What comes next. */
    text: string;
  }
  /** A tool call has its result. */
  | {
    type: 'toolCallDone';
    /** As in the item. */
    call: string;
    /** How it went. */
    outcome: ToolOutcome;
    /** One or two lines. */
    summary: string;
    /** The rest. */
    body?: string;
    /** What it changed, as a unified diff. */
    diff?: string;
  }
  /** What the last request used. */
  | {
    type: 'usage';
    /** Tokens of the whole prompt, cached part included. */
    input: number;
    /** The part read from the provider's cache. */
    cacheRead: number;
    /** The part written to it. */
    cacheWrite: number;
    /** Tokens that the model wrote. */
    output: number;
    /** In US dollars at the price of that time, as far as a price was known. */
    cost?: number;
    /** Of this turn so far. */
    turn: Usage;
    /** Of the session so far; never set back. */
    session: Usage;
    /** How full the context is now. */
    tokens: Tokens;
  }
  /** A request failed and is made again. */
  | {
    type: 'retry';
    /** Number of the coming try, from 2. */
    attempt: number;
    /** Milliseconds until then. */
    after: number;
    /** What went wrong. */
    reason: string;
  }
  /** What the person said while a turn ran has entered the conversation, before the coming request. */
  | {
    type: 'steered';
    /** The message. */
    item: Item;
  }
  /** Older history is being summarised. */
  | {
    type: 'compactionStarted';
    /** Whether work goes on meanwhile; else the turn waits. */
    background: boolean;
  }
  /** A summary took the place of older history. */
  | {
    type: 'compactionDone';
    /** Tokens of the context before. */
    before: number;
    /** Tokens after. */
    after: number;
  }
  /** There is no summary; nothing has changed. */
  | {
    type: 'compactionFailed';
    /** Why. */
    reason: string;
    /** How many there were in a row. */
    failures: number;
    /** Whether this was the last try; `pod/compact` still works. */
    disabled: boolean;
  }
  /** Someone else had written to the session; the conversation goes on in a new one. */
  | {
    type: 'sessionForked';
    /** The old session. */
    from: string;
    /** The new one. */
    session: string;
  }
  /** Something that the person should know and that stops nothing. */
  | {
    type: 'warning';
    /** What. */
    message: string;
  }
  /** The turn has ended; its answer follows. */
  | {
    type: 'turnDone';
    /** How. */
    outcome: Outcome;
    /** With outcome error: why. */
    error?: TurnError;
  };

/** What a Pod is doing. */
export type State =
  /** Nothing. */
  | 'idle'
  /** A turn runs. */
  | 'running'
  /** Its last turn waits to be resumed. */
  | 'paused';

/** What may be done with a path. */
export type Permission =
  /** Read it. */
  | 'read'
  /** Read and write it. */
  | 'write';

/** What compaction does. */
export type CompactionState =
  /** Nothing unless asked for: the model's window is not known, or the manifest says so. */
  | 'off'
  /** Nothing now. */
  | 'idle'
  /** A summary is being made, or waits to take hold. */
  | 'running'
  /** It failed too often in a row. */
  | 'disabled';

/** How a number of tokens is known, from certain to guessed. */
export type TokenSource =
  /** The provider counted just this. */
  | 'measured'
  /** Between two counts. */
  | 'interpolated'
  /** Beyond the last count. */
  | 'extrapolated'
  /** From its bytes alone. */
  | 'noData';

/** Of which folder. */
export interface PromptListParams {
  /** A file URI; the first folder of the editor when left out. */
  workspaceFolder?: string;
}

/** Prompts of MCP servers. */
export interface PromptListResult {
  /** Sorted by their commands. */
  prompts: Prompt[];
}

/** A prompt of an MCP server. */
export interface Prompt {
  /** What is written: `/mcp.SERVER.PROMPT`. */
  command: string;
  /** In its server's words; may be empty. */
  description: string;
  /** In the order in which they may be written without their names. */
  arguments: PromptArgument[];
}

/** What a prompt is given. */
export interface PromptArgument {
  /** Its name. */
  name: string;
  /** In its server's words; may be empty. */
  description: string;
  /** Whether the prompt is not given without it. */
  required: boolean;
}

/** A question of the model. */
export interface QuestionRequestParams {
  /** Whose. */
  pod: string;
  /** The call of the tool `ask`, as in its item and events. */
  call: string;
  /** What it asks; may have several lines. */
  question: string;
  /** Answers to choose from; may be none, then `freeText` is true. */
  options: QuestionOption[];
  /** Whether several may be chosen. */
  multiple: boolean;
  /** Whether an answer in the person's own words is offered. */
  freeText: boolean;
}

/** One answer to choose. */
export interface QuestionOption {
  /** Its id. */
  option: string;
  /** Its text. */
  label: string;
  /** What choosing it means. */
  description?: string;
}

/** The person's answer; with neither options nor text, none. */
export interface QuestionAnswer {
  /** Ids of what was chosen; unknown ones are ignored, and only the first counts unless several may be chosen. */
  options?: string[];
  /** The person's own words. */
  text?: string;
  /** Whether the person has seen the question and left it undecided: it stays open, and is asked again when the editor opens the session again. */
  pending?: boolean;
}

/** Which session. */
export interface SessionParams {
  /** Its id. */
  session: string;
}

/** Which sessions. */
export interface SessionListParams {
  /** Of this folder only, a file URI. */
  workspaceFolder?: string;
  /** With this phrase in the conversation, in any case. */
  query?: string;
  /** True: those that are archived, instead of those that are not. */
  archived?: boolean;
  /** At most so many; 50 when left out. */
  limit?: number;
  /** From the result before, for those that follow. */
  cursor?: string;
}

/** Some sessions. */
export interface SessionListResult {
  /** Newest first. */
  sessions: SessionSummary[];
  /** Asks for the next ones; left out when there are none. With a query there may be none all the same. */
  cursor?: string;
}

/** A session in a list. */
export interface SessionSummary {
  /** Its id. */
  session: string;
  /** From its first input, unless it was renamed. */
  title: string;
  /** A file URI. */
  workspaceFolder: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Milliseconds since 1970. */
  updatedAt: number;
  /** How many it had. */
  turns: number;
  /** What it asks of the person, as far as this daemon has it open. */
  attention: SessionAttention;
  /** Where its conversation comes from. */
  forkedFrom?: ForkedFrom;
  /** What its checkpoints count in the quota; left out when it has none. */
  checkpointBytes?: number;
}

/** An entry of another session. */
export interface ForkedFrom {
  /** Which session. */
  session: string;
  /** Which entry. */
  entry: string;
}

/** Which entries. */
export interface SessionReadParams {
  /** Of which session. */
  session: string;
  /** Of one segment; of all when left out. */
  segment?: string;
  /** Those behind this entry. */
  after?: string;
  /** At most so many; 200 when left out. */
  limit?: number;
}

/** Some entries. */
export interface SessionReadResult {
  /** Oldest first. */
  entries: Entry[];
  /** Whether there are more behind them. */
  more: boolean;
}

/** An entry as it is kept. */
export interface Entry {
  /** Its id, unique in its session. */
  entry: string;
  /** Such as user_input. */
  kind: string;
  /** Milliseconds since 1970. */
  at: number;
  /** SHA-256 of the hash before and the stored text, in lowercase hex. */
  hash: string;
  /** What it says. */
  payload: unknown;
}

/** Which session to check, and who hears how far that is. */
export interface SessionVerifyParams {
  /** Its id. */
  session: string;
  /** LSP's: a text or a number that comes back with each `$/progress`. */
  workDoneToken?: unknown;
}

/** Which session, from which entry. */
export interface SessionForkParams {
  /** Its id. */
  session: string;
  /** The last entry that the fork knows; the newest when left out. */
  at?: string;
}

/** A new session. */
export interface SessionResult {
  /** Its id. */
  session: string;
}

/** Where a Pod's session goes back to. */
export interface SessionRewindParams {
  /** Which Pod. */
  pod: string;
  /** The last entry that the conversation knows then. */
  to: string;
  /** True: what the session's tools did to files since is taken back too, merged with what a person changed. */
  files?: boolean;
  /** True: nothing is done, and the answer says what the rewind would do to files now. */
  preview?: boolean;
}

/** What a rewind came to. */
export interface SessionRewindResult {
  /** Where the conversation goes on: the same session, unless someone else wrote to it. */
  session: string;
  /** Paths of files that have come back. */
  restored: string[];
  /** Paths of files that changed since and stay as they are: by a person, where both do not go together, or by a command, as far as that is known. */
  kept: string[];
}

/** What a session is called. */
export interface SessionRenameParams {
  /** Its id. */
  session: string;
  /** One line. */
  title: string;
}

/** Whether a session is archived. */
export interface SessionArchiveParams {
  /** Its id. */
  session: string;
  /** False: in lists again. True when left out. */
  archived?: boolean;
}

/** Which session, as what. */
export interface SessionExportParams {
  /** Its id. */
  session: string;
  /** As what. */
  format: ExportFormat;
}

/** A session as text. */
export interface SessionExportResult {
  /** Markdown; or a line of JSON an entry, `{hash, entry}`, `entry` being the stored text, the first with `workspaceFolder`. Content that an entry names stands before it, `{blob, base64}`. */
  text: string;
}

/** A session as text. */
export interface SessionImportParams {
  /** What an export as `jsonl` gave. */
  text: string;
}

/** What a check found. */
export interface SessionVerifyResult {
  /** How many were checked. */
  entries: number;
  /** In how many segments. */
  segments: number;
  /** Whether all of them fit. */
  intact: boolean;
  /** The first entry that does not. */
  brokenAt?: string;
  /** Contents of files that the quota has dropped, which is no damage; left out when there are none. */
  droppedCheckpoints?: number;
}

/** What a session asks of its person. */
export type SessionAttention =
  /** Nothing. */
  | 'none'
  /** A turn runs. */
  | 'running'
  /** A question waits for an answer, or a turn is paused. */
  | 'needsYou'
  /** A turn has ended since the last window left it. */
  | 'unread';

/** As what a session is exported. */
export type ExportFormat =
  /** For people: who said what, tool calls one line each, changes of files folded in. */
  | 'markdown'
  /** For an import. */
  | 'jsonl';

/** What the person says. */
export interface PodRunParams {
  /** To which Pod. */
  pod: string;
  /** What. */
  input: Part[];
}

/** Which Pod's waiting inputs. */
export interface PodQueueParams {
  /** Its id. */
  pod: string;
  /** True: they are taken back, and the answer says what they were. */
  clear?: boolean;
}

/** Inputs that wait. */
export interface PodQueueResult {
  /** Messages, oldest first. */
  inputs: Item[];
}

/** How a turn went. */
export interface Turn {
  /** How it ended. */
  outcome: Outcome;
  /** With outcome error: why. */
  error?: TurnError;
  /** The model's final text, if it gave one. */
  message?: string;
  /** Tokens of this turn. */
  usage: Usage;
  /** How often the model was asked. */
  requests: number;
  /** Where the conversation goes on. */
  session: string;
}

/** Why a turn ended with an error. */
export interface TurnError {
  /** The name of an error of the table; `aborted` or `promptRefused` when a hook stopped the turn. */
  code: string;
  /** For the person. */
  message: string;
}

/** Tokens spent. */
export interface Usage {
  /** Of prompts, cached parts included. */
  input: number;
  /** The part read from the provider's cache. */
  cacheRead: number;
  /** The part written to it. */
  cacheWrite: number;
  /** What the model wrote. */
  output: number;
  /** In US dollars at the price of that time, as far as a price was known. */
  cost?: number;
}

/** How a turn ended. */
export type Outcome =
  /** The model was done. */
  | 'finished'
  /** It waits to be resumed. */
  | 'paused'
  /** It needed more requests than a turn may make. */
  | 'limitReached'
  /** The person stopped it. */
  | 'cancelled'
  /** It could not go on. */
  | 'error';

/** What the editor asks. */
export interface EditorRequests {
  /** The first message. Answered before anything else is loaded. Everything before it is refused with notInitialized, a second one with invalidRequest. */
  'initialize': { params: InitializeParams; result: InitializeResult };
  /** The last request. Any later one is refused with invalidRequest. */
  'shutdown': { params: NoParams; result: null };
  /** Begins one of the commands `podd.…`; answered as soon as it has begun. What it does not do is a `window/showMessage`. */
  'workspace/executeCommand': { params: ExecuteCommandParams; result: null };
  /** What Podd can do with a range of an open document; every lens is among them. */
  'textDocument/codeAction': { params: CodeActionParams; result: CodeAction[] };
  /** What Podd can do at lines of an open document. */
  'textDocument/codeLens': { params: CodeLensParams; result: CodeLens[] };
  /** In a chat file alone: files behind an `@`, commands behind a `/` at the beginning of a line, sessions behind `/session`, models behind `/model`. Elsewhere nothing. */
  'textDocument/completion': { params: CompletionParams; result: CompletionList };
  /** LSP 3.18. What comes at a place of an open document, as the model says: one request to it, recorded in an archived session of its own. Offered with `inlineCompletion` in the `initializationOptions` alone; without it only what the person asks for (`triggerKind` 1) goes to a model. A newer request for the same document stops the older, which is answered with an empty list; so is one whose document changed meanwhile, a chat file, a file that may not be read, and each when there is no model, which is said once by `window/showMessage`. */
  'textDocument/inlineCompletion': { params: InlineCompletionParams; result: InlineCompletionList };
  /** A document that is on no disk: the text of a file as it would be without its pending hunks, or a session as a person reads it. */
  'workspace/textDocumentContent': { params: TextDocumentContentParams; result: TextDocumentContentResult };
  /** Files with pending hunks; what is given narrows them down. Without anything: all there are. */
  'changes/list': { params: ChangesListParams; result: ChangesListResult };
  /** Counts hunks as the person's own text. No document changes. */
  'changes/keep': { params: ChangesDecideParams; result: ChangesDecideResult };
  /** Puts the text before hunks back in their places: in the editor where the file is open, by one `workspace/applyEdit` a file, else on the disk. What the person typed stays; where it cannot, the hunk is a conflict and stays. The model hears of it at the start of its next turn. */
  'changes/undo': { params: ChangesDecideParams; result: ChangesDecideResult };
  /** The documents that are open on this connection, as they are after all that was said before. */
  '$/documents': { params: NoParams; result: OpenDocuments };
  /** Opens a Pod that a daemon had which has ended, under its old id; its events go on with the number after `lastSeq`. The turn that ran is told as done. */
  '$/reopen': { params: ReopenParams; result: Pod };
  /** Runs a command line as the process would that it was typed for; also before `initialize`. Answered when it has ended. The end of the connection ends it. */
  'command/run': { params: CommandRunParams; result: CommandRunResult };
  /** What the process at the other end is; also before `initialize`. */
  'daemon/status': { params: NoParams; result: DaemonStatus };
  /** Ends the daemon; also before `initialize`. Running turns are cancelled, or with `whenIdle` come to their end first, while another daemon may take new connections. */
  'daemon/stop': { params: DaemonStopParams; result: Empty };
  /** Finds files by what a person remembers of their paths. What git ignores is left out, and files that usually hold keys; documents that are in no file yet are found. Made to be asked at every key press: names are listed in the background and kept for a moment, and a tree that takes longer than a second to list is searched as far as it is listed. */
  'file/find': { params: FileFindParams; result: FileFindResult };
  /** Edits a range of an open document. Answered once the edit stands in the document, by one `workspace/applyEdit` that is merged over what the person typed meanwhile, or once it is known that it will not: then the document is as it was. Its hunks are pending from there on. Another version of the document is -32801. A cancelled request is -32800, and nothing is applied. */
  'inline/start': { params: InlineStartParams; result: Inline };
  /** Stops an edit; its inline/start is answered with state cancelled, and nothing is applied. */
  'inline/stop': { params: InlineStopParams; result: Empty };
  /** An item of a Pod's conversation as it stands now, with the text of all its deltas so far: for a view that fell behind. One that is in no request any more, since it was summarised, is -32602. */
  'item/read': { params: ItemReadParams; result: Item };
  /** All that is wrong with a manifest, read as a layer over `default`. */
  'manifest/check': { params: ManifestCheckParams; result: ManifestCheckResult };
  /** Models and manifests to choose from. No server is asked, and of editors the one that asks for its own models, where it has `client.completions`: a model that is not here may be named all the same, by `[provider] kind` and `model` in an overlay. */
  'model/list': { params: ModelListParams; result: ModelListResult };
  /** Which calls the person allowed for longer than once. Rules of manifests are not among them. */
  'permission/list': { params: PermissionListParams; result: PermissionListResult };
  /** Takes a rule back: the next call that it would have allowed is asked about again. */
  'permission/revoke': { params: PermissionRevokeParams; result: Empty };
  /** Opens a Pod. Without `session` always a new Pod and session. With it, the Pod that has it open in this daemon (an overlay that differs is podBusy), else the session is restored. No event of a Pod comes before this result; with `afterSeq` those since then follow it. */
  'pod/open': { params: PodOpenParams; result: Pod };
  /** Says whether the person trusts a folder; kept. Until a folder is trusted, nothing in it that tells Podd what to do is read, and each write and command is asked about. */
  'pod/trust': { params: PodTrustParams; result: Empty };
  /** Stops the running turn, which is answered with outcome cancelled. An input that was sent before and waits for a file, a prompt or diagnostics is given up: its `pod/run` is answered with outcome cancelled too and leaves no trace, its `pod/steer` with requestCancelled. Does nothing when none runs. */
  'pod/cancel': { params: PodParams; result: Empty };
  /** Puts a summary in place of older history, whatever the thresholds; a compaction that runs is joined. Answered when the shorter history is the active one, in a running turn before its next request. With nothing to summarise, before and after are the same. */
  'pod/compact': { params: PodCompactParams; result: PodCompactResult };
  /** Widens or narrows what the Pod may read and write; its tools obey at their next call. The last path to be readable cannot be taken. */
  'pod/scope': { params: PodScopeParams; result: Scope };
  /** Changes the Pod's overlay. In mid-turn it waits for the turn's end. */
  'pod/configure': { params: PodConfigureParams; result: Pod };
  /** What the Pod is doing and how full its context is. */
  'pod/status': { params: PodParams; result: PodStatus };
  /** All Pods that are open in this daemon, without their items. */
  'pod/list': { params: NoParams; result: Pod[] };
  /** Closes a Pod; a turn that runs is cancelled, an input that waits is given up. Its session stays. */
  'pod/close': { params: PodParams; result: Empty };
  /** The prompts of the MCP servers of a folder. No server is asked: those of open Pods are known, and of others what they had when they were last asked. An input of pod/run or pod/steer whose text begins with a prompt's command, then its arguments by name (`city=Paris`, `city="New York"`) or in their order, is what the server makes of it; one that does not fit is -32602. */
  'prompt/list': { params: PromptListParams; result: PromptListResult };
  /** Sessions that ever ran a turn, newest first. */
  'session/list': { params: SessionListParams; result: SessionListResult };
  /** A session's entries, oldest first. */
  'session/read': { params: SessionReadParams; result: SessionReadResult };
  /** Checks every entry of a session against its chain. With a `workDoneToken`, `$/progress` tells how far that is. */
  'session/verify': { params: SessionVerifyParams; result: SessionVerifyResult };
  /** Makes a new session that goes on from an entry of another, which is not touched. Tool calls that were open there are answered as cancelled, but not those of a pause. What is left of a damaged session is gone on with by a fork at its last good entry. */
  'session/fork': { params: SessionForkParams; result: SessionResult };
  /** Takes a Pod's session back to an earlier entry. It keeps its id, and all that is left stays in the log; a rewind can be taken back by another. Refused while a turn runs. Files have to be read again before they are written. */
  'session/rewind': { params: SessionRewindParams; result: SessionRewindResult };
  /** Gives a session another title. */
  'session/rename': { params: SessionRenameParams; result: Empty };
  /** Keeps a session out of lists, or in them again. */
  'session/archive': { params: SessionArchiveParams; result: Empty };
  /** Takes a session away for good. Refused while a Pod has it open, whether it runs or not. */
  'session/delete': { params: SessionParams; result: Empty };
  /** A session as text: for people, or to import it elsewhere. */
  'session/export': { params: SessionExportParams; result: SessionExportResult };
  /** Keeps an exported session under a new id, with the same bytes and hashes. All of it is checked first; where something does not fit, nothing is kept. */
  'session/import': { params: SessionImportParams; result: SessionResult };
  /** Runs a turn. A turn that began is always answered with a Turn, after its turnDone; errors are for turns that did not begin. Cancelled by `pod/cancel` it ends with outcome cancelled, by `$/cancelRequest` it is answered with requestCancelled. */
  'pod/run': { params: PodRunParams; result: Turn };
  /** Says more to the running turn. It is on the disk with the answer, enters the conversation just before the next request (event `steered`), and a turn that was done goes on for it. What a turn ends without (cancelled, failed, at its limit, paused) waits for the next one, also after a restart. */
  'pod/steer': { params: PodRunParams; result: Empty };
  /** Inputs that wait for the next request; with `clear` they are taken back. */
  'pod/queue': { params: PodQueueParams; result: PodQueueResult };
  /** Goes on with a turn that stopped before the model was done. */
  'pod/resume': { params: PodParams; result: Turn };
}

/** What the editor tells. */
export interface EditorNotifications {
  /** The editor has read the answer to `initialize`. */
  'initialized': { params: InitializedParams };
  /** Ends the connection, as does the end of its input and the end of the process named in `initialize`. */
  'exit': { params: NoParams };
  /** Gives up a request. It is answered with requestCancelled once what it began has stopped. */
  '$/cancelRequest': { params: CancelParams };
  /** A document is open from here on, with this text. Said again, it replaces the text. */
  'textDocument/didOpen': { params: DidOpenTextDocumentParams };
  /** Changes an open document, each change applied to what the one before left. Positions beyond a line or the text are its end. */
  'textDocument/didChange': { params: DidChangeTextDocumentParams };
  /** The document is on the disk as it is now. */
  'textDocument/didSave': { params: DidSaveTextDocumentParams };
  /** The document is as it is on the disk from here on. */
  'textDocument/didClose': { params: DidCloseTextDocumentParams };
  /** Workspace folders came or went. Pods that are open stay in theirs. */
  'workspace/didChangeWorkspaceFolders': { params: DidChangeWorkspaceFoldersParams };
  /** The person ends what `window/workDoneProgress/create` began to show. */
  'window/workDoneProgress/cancel': { params: WorkDoneProgressCancelParams };
  /** Says before `initialize` in which environment this connection's Pods look for keys and run commands; kept in memory only. Without it, the daemon's own. */
  '$/attach': { params: AttachParams };
  /** Opens documents as another daemon told them. */
  '$/restoreDocuments': { params: OpenDocuments };
  /** The interrupt key was pressed where the command was typed. */
  'command/interrupt': { params: NoParams };
  /** What a model says in answer to `editor/complete`, in the order in which it says it, as many pieces at once as there are. Without pieces: the model has accepted, or is still at work. Of a request that is not open any more it is passed over. Above 8 Mi characters that Podd has not taken yet the answer is given up. */
  'editor/completing': { params: EditorCompletingParams };
}

/** What the daemon asks. */
export interface DaemonRequests {
  /** May this tool run? Sent to editors with `client.approvals`. There is no time limit; an error, a cancel or null is a no. An editor that is lost is not asked any more; when the last one is, the answer is no. An editor that opens a session is asked what is open there. */
  'approval/request': { params: ApprovalRequestParams; result: ApprovalAnswer };
  /** Something that a command began takes its time; sent to editors with `window.workDoneProgress`. */
  'window/workDoneProgress/create': { params: WorkDoneProgressCreateParams; result: null };
  /** Lenses may be others now; sent to editors with `workspace.codeLens.refreshSupport`. */
  'workspace/codeLens/refresh': { params: NoParams; result: null };
  /** Shows a chat to the person; an editor without `window.showDocument.support` gets a `window/showMessage` that names it. */
  'window/showDocument': { params: ShowDocumentParams; result: ShowDocumentResult };
  /** A question with a few answers: whether a workspace is trusted, and, for an editor without `client.approvals`, whether a tool may run. Null is no. */
  'window/showMessageRequest': { params: ShowMessageRequestParams; result: MessageActionItem };
  /** A tool changes a document that is open: always one document, at the version that Podd knows. Made as one undo step. Podd believes the text that `textDocument/didChange` brings, not the answer; an edit that is refused because the document has changed is made anew on the changed text. */
  'workspace/applyEdit': { params: ApplyWorkspaceEditParams; result: ApplyWorkspaceEditResult };
  /** Writes to a standard stream; answered when that is done, or with the system's words why it is not. */
  'command/output': { params: CommandOutputParams; result: Empty };
  /** Asks for some more of standard input. */
  'command/read': { params: NoParams; result: CommandReadResult };
  /** Asks the person at the keyboard for a line; withdrawn by `$/cancelRequest`. */
  'command/line': { params: CommandLineParams; result: CommandLineResult };
  /** Sent to editors with `client.languageQueries`; the answer is LSP's own result of that request, null for nothing, or an error that says why nothing is known. It is waited for at most 15 seconds, a rename 60, diagnostics after an edit one; then it is cancelled. Of several editors that have the session open, the one in which a document changed last is asked. */
  'editor/query': { params: EditorQueryParams; result: unknown };
  /** Sent to editors with `client.completions`: which language models the person has there, the one that is taken where nobody names another first. Waited for at most 5 seconds. */
  'editor/models': { params: NoParams; result: EditorModelsResult };
  /** Sent to editors with `client.completions` where a manifest has the provider kind `editor`: the editor's own language model goes on with a conversation. What it says comes as `editor/completing` while it says it, the answer to the request behind the last of them. Waited for as long as the editor is there, since it may have to ask its person first; once its model has accepted, a silence as long as `[provider] timeouts` allow ends it. `$/cancelRequest` says that nobody listens any more. Of several editors that have the session open, the one is asked in which the turn began, else the one in which a document changed last. */
  'editor/complete': { params: EditorCompleteParams; result: EditorCompleteResult };
  /** A question of the model, which waits for the answer. Sent to editors with `client.questions`, and lives like `approval/request`: it belongs to the Pod, every editor that has the session open is asked, the first answer counts, `approval/resolved` tells the others. An error, a cancel or null means that the person gives no answer, and the model goes on without one. Other editors get `window/showMessageRequest` with the options as buttons. */
  'question/request': { params: QuestionRequestParams; result: QuestionAnswer };
}

/** What the daemon tells. */
export interface DaemonNotifications {
  /** A question that this editor was asked needs no answer any more: another one has answered, or the call was cancelled. Told of each kind of question to the editors that are asked it: of `approval/request` to those with `client.approvals`, of `question/request` to those with `client.questions`. */
  'approval/resolved': { params: ApprovalResolvedParams };
  /** Gives up a request. It is answered with requestCancelled once what it began has stopped. */
  '$/cancelRequest': { params: CancelParams };
  /** How far a request is that came with a `workDoneToken`, or what a command began. The first is of kind begin, the last of kind end, before the answer. */
  '$/progress': { params: ProgressParams };
  /** What a command did not do, or the last words of what it did. */
  'window/showMessage': { params: ShowMessageParams };
  /** Sent to editors with `client.changes` when hunks of open files come, move or go, at most 10 times a second and no faster than the editor reads: all hunks of each of these files, none when all are decided about. */
  'changes/changed': { params: ChangesListResult };
  /** To a connection that said where it comes from: with what a Pod of it would be opened to be as it is now, after it was opened and whenever somebody configures it. */
  '$/opened': { params: OpenedParams };
  /** To a connection that said where it comes from: a Pod whose events it got was closed, by whomever. After `$/ending` it says nothing of the kind: another daemon opens the Pod again. */
  '$/closed': { params: PodParams };
  /** To a connection that said where it comes from: the daemon ends, as it was told to. Another one may be asked to go on. */
  '$/ending': { params: NoParams };
  /** Shows the person at the keyboard a line that belongs to the question that follows. */
  'command/show': { params: CommandShowParams };
  /** Sent to editors with `client.changes` while the model writes: first without hunks, so that the id is known, then with one hunk for the range and its new text so far, at most 20 times a second and no faster than the editor reads. The document is untouched. */
  'inline/update': { params: Inline };
  /** Something happened in a Pod. An editor skips events that it does not know. */
  'pod/event': { params: PodEventParams };
}

/** The codes of errors by their names. */
export const errorCodes = {
  /** A message is not readable as JSON. Its id is null. */
  parseError: -32700,
  /** A message is no request, its frame is broken or over 64 MiB, its id is longer than 1,000 characters (the answer then has the id null), or it comes after `shutdown`. */
  invalidRequest: -32600,
  /** There is no such method. */
  methodNotFound: -32601,
  /** Params do not fit. The message names the field. */
  invalidParams: -32602,
  /** A fault of Podd's. The message has an id that stands in the log. */
  internalError: -32603,
  /** A request comes before `initialize`. */
  notInitialized: -32002,
  /** The request was given up by `$/cancelRequest`, or a `pod/steer` by a `pod/cancel` behind it. */
  requestCancelled: -32800,
  /** A document has another version by now than the request is about. */
  contentModified: -32801,
  /** No such Pod is open. */
  podNotFound: -32010,
  /** A turn runs, or the session is open: with another overlay, or when it is to be deleted. */
  podBusy: -32011,
  /** The last turn finished; there is nothing to resume. */
  notPaused: -32012,
  /** No turn runs that could be told more. */
  notRunning: -32012,
  /** No such session was ever run. */
  sessionNotFound: -32013,
  /** The session has no such entry. */
  entryNotFound: -32014,
  /** A session's chain is broken. Nothing was changed. */
  sessionCorrupt: -32015,
  /** Files cannot go back: the quota of checkpoints has dropped what they held. Nothing was changed. */
  checkpointsDropped: -32016,
  /** A manifest has errors; all of them are listed. */
  manifestInvalid: -32020,
  /** The working directory may not be read under the scope. */
  pathOutsideScope: -32022,
  /** The working directory is missing or no folder. */
  workingDirectoryUnreadable: -32023,
  /** A file system does not answer within the time limit (30 s for most), or too many earlier requests still wait for one. */
  fileSystemHangs: -32024,
  /** The model could not be asked, or refused. */
  providerFailed: -32030,
  /** The provider's key is not set. */
  credentialMissing: -32031,
  /** The conversation does not fit the model's context. */
  contextOverflow: -32032,
  /** No summary could take the place of older history. Nothing was changed. */
  compactionFailed: -32040,
  /** A turn's context is too full again right after it was compacted. */
  compactionThrash: -32041,
  /** Sessions cannot be written or read. What was recorded stays. */
  storeFailed: -32050,
  /** A system prompt's template cannot be read. */
  templateInvalid: -32060,
  /** A system prompt's template cannot be rendered. */
  templateFailed: -32061,
} as const;
