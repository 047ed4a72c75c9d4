-- Made from protocol-spec/spec; `mvn -pl protocol-spec test -Dgolden=write` makes it anew.

--- A tool call that wants an answer.
---@class podd.ApprovalRequestParams
---@field pod string Whose.
---@field call string As in its item and events.
---@field title string What it would do, in a line.
---@field kind podd.ToolKind What sort of thing it would do.
---@field locations podd.Location[] Where.
---@field diff? string What it would change, as a unified diff.
---@field command? string What it would run.
---@field options podd.ApprovalOption[] The answers to choose from.

--- One answer to choose.
---@class podd.ApprovalOption
---@field option string Its id.
---@field kind podd.ApprovalKind What it means.
---@field label string Its text, which says what will be remembered.
---@field rule? podd.RememberedRule What will be remembered; nothing when left out.

--- The person's answer.
---@class podd.ApprovalAnswer
---@field option? string Id of what was chosen; none or an unknown one is a no.
---@field comment? string Shown to the model.
---@field pending? boolean Whether the person has seen the question and left it undecided: it stays open, and is asked again when the editor opens the session again.

--- A question that needs no answer any more.
---@class podd.ApprovalResolvedParams
---@field pod string Whose.
---@field call string The tool call that it is about.
---@field outcome podd.ApprovalOutcome What became of it.

--- What an answer means.
---@alias podd.ApprovalKind
---| 'allowOnce' # This call.
---| 'allowSession' # This call and those like it in this session.
---| 'allowAlways' # This call and those like it in this workspace from now on.
---| 'reject' # No.

--- What became of a question.
---@alias podd.ApprovalOutcome
---| 'allowOnce' # This call is allowed.
---| 'allowSession' # Allowed in this session.
---| 'allowAlways' # Allowed in this workspace from now on.
---| 'reject' # Answered with no, or closed without an answer.
---| 'answered' # A question of the model is answered.
---| 'cancelled' # The call was cancelled before an answer.

--- Nothing; may be left out.
---@class podd.NoParams

--- Who the editor is and what it can do.
---@class podd.InitializeParams
---@field processId? integer The editor's process; when it ends, so does the connection.
---@field clientInfo? podd.ClientInfo What the editor calls itself; shown to the model.
---@field rootUri? string The workspace folder, when there are no `workspaceFolders`.
---@field workspaceFolders? podd.WorkspaceFolder[] The first is the default of `pod/open`.
---@field capabilities? podd.ClientCapabilities What the editor can do.
---@field initializationOptions? podd.InitializationOptions What is Podd's own.

--- A change of documents that the editor is asked to make.
---@class podd.ApplyWorkspaceEditParams
---@field label? string Names the undo step.
---@field edit podd.WorkspaceEdit What is changed.

--- Changes of documents.
---@class podd.WorkspaceEdit
---@field documentChanges podd.TextDocumentEdit[] Always one.

--- Changes of one document at a version.
---@class podd.TextDocumentEdit
---@field textDocument podd.VersionedTextDocumentIdentifier Which document, and the version that the ranges are about.
---@field edits podd.TextEdit[] In order; none touches another.

--- A range and the text that takes its place.
---@class podd.TextEdit
---@field range podd.Range Empty where text is only added.
---@field newText string With the document's own line ends.

--- Whether the editor says that it made a change.
---@class podd.ApplyWorkspaceEditResult
---@field applied boolean Whether it did.
---@field failureReason? string Why it did not; shown to the model.

--- How far something is.
---@class podd.ProgressParams
---@field token any The request's `workDoneToken`, or the token of `window/workDoneProgress/create`.
---@field value podd.WorkDoneProgress How far.

--- The beginning, a step or the end of something that takes its time.
---@class podd.WorkDoneProgress
---@field kind string begin, report or end.
---@field title? string Of kind begin: what is done.
---@field cancellable? boolean Of kind begin: whether the person may end it.
---@field message? string More, for the person.
---@field percentage? integer From 0 to 100.

--- An editor's name.
---@class podd.ClientInfo
---@field name string Such as Neovim.
---@field version? string Its version.

--- A folder that is open in the editor.
---@class podd.WorkspaceFolder
---@field uri string A file URI.
---@field name? string As the editor shows it.

--- What an editor can do, as far as Podd asks.
---@class podd.ClientCapabilities
---@field general? podd.GeneralCapabilities Of all features.
---@field workspace? podd.WorkspaceClientCapabilities Of the workspace.
---@field window? podd.WindowClientCapabilities Of the window.

--- What an editor can do with its workspace.
---@class podd.WorkspaceClientCapabilities
---@field applyEdit? boolean False means that tools cannot change its open documents; absent is read as true.
---@field codeLens? podd.CodeLensWorkspaceClientCapabilities Of lenses.
---@field textDocumentContent? podd.TextDocumentContentClientCapabilities Whether it shows documents of a server.

--- What an editor can do with lenses.
---@class podd.CodeLensWorkspaceClientCapabilities
---@field refreshSupport? boolean Whether it takes `workspace/codeLens/refresh`.

--- An editor that shows documents of a server.
---@class podd.TextDocumentContentClientCapabilities

--- What an editor can do with its window.
---@class podd.WindowClientCapabilities
---@field workDoneProgress? boolean Whether it takes `window/workDoneProgress/create`.
---@field showDocument? podd.ShowDocumentClientCapabilities Of showing documents.

--- Whether an editor shows a document when it is asked to.
---@class podd.ShowDocumentClientCapabilities
---@field support? boolean Whether it takes `window/showDocument`.

--- What an editor can do beside any feature.
---@class podd.GeneralCapabilities
---@field positionEncodings? string[] utf-8 is taken if it is among them, else utf-16.

--- Nothing.
---@class podd.InitializedParams

--- Who Podd is and what it can do.
---@class podd.InitializeResult
---@field capabilities podd.ServerCapabilities What it can do.
---@field serverInfo podd.ServerInfo Its name.

--- A server's name.
---@class podd.ServerInfo
---@field name string `podd`.
---@field version string Its version.

--- What Podd can do, in LSP's terms.
---@class podd.ServerCapabilities
---@field positionEncoding string What all positions are counted in from here on.
---@field textDocumentSync podd.TextDocumentSyncOptions How documents are followed.
---@field codeActionProvider podd.CodeActionOptions Which code actions there are.
---@field codeLensProvider podd.CodeLensOptions How lenses come.
---@field completionProvider podd.CompletionOptions What begins something that can be completed in a chat file.
---@field inlineCompletionProvider? boolean True for an editor that said `inlineCompletion`.
---@field executeCommandProvider podd.ExecuteCommandOptions Which commands there are.
---@field workspace podd.WorkspaceServerCapabilities How folders are followed.
---@field experimental podd.ExperimentalCapabilities What is Podd's own.

--- How documents are followed.
---@class podd.TextDocumentSyncOptions
---@field openClose boolean True.
---@field change integer 2: ranges that changed.
---@field save boolean True.

--- Which code actions there are.
---@class podd.CodeActionOptions
---@field codeActionKinds string[] Their kinds.

--- How lenses come.
---@class podd.CodeLensOptions
---@field resolveProvider boolean False: they come whole.

--- What begins something that can be completed.
---@class podd.CompletionOptions
---@field triggerCharacters string[] `@` and `/`.

--- Where something is to be completed.
---@class podd.CompletionParams
---@field textDocument podd.TextDocumentIdentifier In which document.
---@field position podd.Position Behind what was typed.

--- Where text is to be completed in place.
---@class podd.InlineCompletionParams
---@field textDocument podd.TextDocumentIdentifier In which document.
---@field position podd.Position Where it is inserted.
---@field context? podd.InlineCompletionContext Why it is asked for; the editor by itself when left out.

--- Why text is to be completed in place.
---@class podd.InlineCompletionContext
---@field triggerKind? integer 1: the person asked for it. 2: the editor did by itself.

--- What may be inserted at a place.
---@class podd.InlineCompletionList
---@field items podd.InlineCompletionItem[] One, or none.

--- Text that may be inserted.
---@class podd.InlineCompletionItem
---@field insertText string With the document's own line ends.
---@field range podd.Range Empty: where it is inserted.

--- What may stand at a place.
---@class podd.CompletionList
---@field isIncomplete boolean True: more letters find other files.
---@field items podd.CompletionItem[] The best first.

--- Something that may stand at a place.
---@class podd.CompletionItem
---@field label string What is shown.
---@field kind integer LSP's CompletionItemKind: 17 a file, 14 a command, 18 a session.
---@field detail? string What a command does, or the id of a session.
---@field filterText string In which what was typed is looked for; of a file what was typed itself, since files are found by letters that need not stand together.
---@field sortText string Its place among the others.
---@field textEdit podd.TextEdit What it puts there.

--- Which commands there are.
---@class podd.ExecuteCommandOptions
---@field commands string[] Their names.

--- Where the person wants to know what can be done.
---@class podd.CodeActionParams
---@field textDocument podd.TextDocumentIdentifier In which document.
---@field range podd.Range What they point at; one of at most a character stands for its line.
---@field context podd.CodeActionContext What is known of that place.

--- What is known of a place.
---@class podd.CodeActionContext
---@field diagnostics? any[] What language servers say of it; with some, `podd.fix` is offered.
---@field only? string[] Kinds that are wanted; all when left out.

--- Something that the person may have done.
---@class podd.CodeAction
---@field title string In words.
---@field kind string LSP's CodeActionKind.
---@field command podd.Command What does it.

--- A command with its arguments.
---@class podd.Command
---@field title string In words.
---@field command string Its name, `podd.…`.
---@field arguments any[] Always one object.

--- Whose lenses.
---@class podd.CodeLensParams
---@field textDocument podd.TextDocumentIdentifier Which document's.

--- A command that is shown above a line.
---@class podd.CodeLens
---@field range podd.Range Where the line begins.
---@field command podd.Command What is done.

--- Which command is carried out.
---@class podd.ExecuteCommandParams
---@field command string `podd.fix`, `podd.rewrite`, `podd.explain`, `podd.do`, `podd.keep`, `podd.undo`, `podd.chat`, `podd.send` or `podd.stop`.
---@field arguments? any[] One object: {uri, range, diagnostics} to fix, {uri, range, instruction?} to rewrite, {uri, range} to explain, {uri, line} to do, {hunks: [hunk]} or {uri} to keep and to undo, {uri?, range?} to chat, {uri} to send, {uri?} to stop.

--- Something that the person is told.
---@class podd.ShowMessageParams
---@field type integer LSP's MessageType: 1 an error, 2 a warning, 3 a piece of information.
---@field message string What.

--- A document that the person is shown.
---@class podd.ShowDocumentParams
---@field uri string Which.
---@field takeFocus? boolean True: the person asked for it.

--- Whether a document was shown.
---@class podd.ShowDocumentResult
---@field success boolean Whether it was.

--- Something that takes its time.
---@class podd.WorkDoneProgressCreateParams
---@field token any A text that `$/progress` names.

--- Something that the person ends.
---@class podd.WorkDoneProgressCancelParams
---@field token any Of `window/workDoneProgress/create`.

--- How the workspace is followed.
---@class podd.WorkspaceServerCapabilities
---@field workspaceFolders podd.WorkspaceFoldersServerCapabilities How its folders are.
---@field textDocumentContent podd.TextDocumentContentOptions Which documents Podd has.

--- Which documents a server has.
---@class podd.TextDocumentContentOptions
---@field schemes string[] `pod`.

--- Which document of a server.
---@class podd.TextDocumentContentParams
---@field uri string `base` of a file with hunks, or `pod:/session/ID.md`: a session as Markdown.

--- A document of a server.
---@class podd.TextDocumentContentResult
---@field text string All of it, lines ending in LF.

--- How folders are followed.
---@class podd.WorkspaceFoldersServerCapabilities
---@field supported boolean True.
---@field changeNotifications boolean True.

--- Which request is given up.
---@class podd.CancelParams
---@field id any Its id, text or number as it was sent.

--- A place in a text, in the encoding that was agreed upon.
---@class podd.Position
---@field line integer From 0.
---@field character integer From 0.

--- From a place to another, end exclusive.
---@class podd.Range
---@field start podd.Position Its start.
---@field end podd.Position Its end.

--- A document that was opened.
---@class podd.DidOpenTextDocumentParams
---@field textDocument podd.TextDocumentItem The document.

--- A document with all its text.
---@class podd.TextDocumentItem
---@field uri string Its name; found again by this spelling.
---@field languageId? string As the editor calls it.
---@field version? integer As the editor counts; 0 when left out.
---@field text string All of it, line ends as they are.

--- A document that changed.
---@class podd.DidChangeTextDocumentParams
---@field textDocument podd.VersionedTextDocumentIdentifier Which, and its version with the changes.
---@field contentChanges podd.TextDocumentContentChangeEvent[] One after the other.

--- A document at a version.
---@class podd.VersionedTextDocumentIdentifier
---@field uri string Its name.
---@field version? integer One more than before when left out.

--- One change of a text.
---@class podd.TextDocumentContentChangeEvent
---@field range? podd.Range What is replaced; everything when left out.
---@field text string What stands there now.

--- A document that was saved.
---@class podd.DidSaveTextDocumentParams
---@field textDocument podd.TextDocumentIdentifier Which.

--- A document that was closed.
---@class podd.DidCloseTextDocumentParams
---@field textDocument podd.TextDocumentIdentifier Which.

--- A document.
---@class podd.TextDocumentIdentifier
---@field uri string Its name.

--- Workspace folders that changed.
---@class podd.DidChangeWorkspaceFoldersParams
---@field event podd.WorkspaceFoldersChangeEvent How.

--- Which workspace folders changed.
---@class podd.WorkspaceFoldersChangeEvent
---@field added podd.WorkspaceFolder[] Those that came.
---@field removed podd.WorkspaceFolder[] Those that went.

--- A question.
---@class podd.ShowMessageRequestParams
---@field type integer LSP's MessageType; 2 is a warning, 3 a piece of information.
---@field message string The question.
---@field actions podd.MessageActionItem[] The answers to choose from.

--- One answer to a question.
---@class podd.MessageActionItem
---@field title string Its text.

--- Which hunks.
---@class podd.ChangesListParams
---@field workspaceFolder? string URI of a folder: those of files below it.
---@field uri? string Those of one file.
---@field pod? string Those that this Pod's session made.
---@field turn? integer Those of one turn of that session, from 1.

--- Files and their hunks.
---@class podd.ChangesListResult
---@field files podd.Changed[] Sorted by path.

--- Which hunks: one of `hunks`, `uri`, `pod` and `inline`.
---@class podd.ChangesDecideParams
---@field hunks? string[] Ids of hunks.
---@field uri? string All of one file.
---@field pod? string All that this Pod's session made.
---@field turn? integer With `pod`: only those of one turn, from 1.
---@field inline? string All of one inline edit.

--- What became of them.
---@class podd.ChangesDecideResult
---@field kept string[] Ids of hunks that are the person's own text now.
---@field undone string[] Ids of hunks whose text is gone again.
---@field conflicts podd.ChangeConflict[] Hunks that are as they were.

--- A hunk that could not be kept or undone.
---@class podd.ChangeConflict
---@field hunk string Its id.
---@field reason string Why, for the person.

--- A file with hunks.
---@class podd.Changed
---@field uri string As this editor spells it, if it has the file open.
---@field version? integer Of the open document that the ranges are about; left out when it is not open, was typed in at this moment, or has no hunks.
---@field base string URI of the text as it would be without the hunks, for `workspace/textDocumentContent`; another one whenever that text changes.
---@field hunks podd.Hunk[] In the order of their lines, none touching another's lines.

--- Whole lines that an agent has changed.
---@class podd.Hunk
---@field hunk string Its id, the same until it is decided about.
---@field range podd.Range Where `newText` stands now; empty where lines are gone.
---@field oldText string The lines that an undo brings back, each with its end, LF.
---@field newText string The lines that stand there now, with what the person has typed in them.
---@field state podd.HunkState What became of it.
---@field mended? boolean Whether the person has typed in it.
---@field pod string The Pod that made it; it may be closed.
---@field session string The session of that Pod.
---@field turn? integer The turn of that session that made it, from 1.
---@field inline? string The inline edit that made it.

--- What became of a hunk.
---@alias podd.HunkState
---| 'pending' # The person has not decided.
---| 'kept' # It is the person's own text.
---| 'undone' # The text before it is back.
---| 'stale' # The person took it out by hand.

--- What the editor says that is not LSP's.
---@class podd.InitializationOptions
---@field pod? podd.PodOptions Podd's part.

--- What an editor says about itself to Podd.
---@class podd.PodOptions
---@field workspaceTrusted? boolean Whether the person trusts the workspace folders; asked once when left out.
---@field client? podd.ClientOptions What it answers beyond LSP.
---@field inlineCompletion? boolean Whether the person wants inline completions while they type, each of which is a request to the model; off when left out.

--- Which of Podd's own requests an editor answers; none when left out.
---@class podd.ClientOptions
---@field approvals? boolean `approval/request`.
---@field languageQueries? boolean `editor/query`.
---@field changes? boolean `changes/changed`.
---@field completions? boolean `editor/complete` and `editor/models`.
---@field questions? boolean `question/request`.

--- What Podd can do beyond LSP.
---@class podd.ExperimentalCapabilities
---@field pod podd.PodCapabilities Pods.

--- Which Pods there are.
---@class podd.PodCapabilities
---@field version integer Of this protocol; 1.

--- It is done; there is nothing to say about it.
---@class podd.Empty

--- Where a connection comes from.
---@class podd.AttachParams
---@field environment? any An object: the value of each variable by its name.
---@field workingDirectory? string Of the process that connects.
---@field processId? integer Of the process that connects.
---@field lastQuestion? integer The daemon's own requests have numbers above this one; 0 when left out.

--- Documents that are open in an editor.
---@class podd.OpenDocuments
---@field documents podd.TextDocumentItem[] The one that changed last comes last.
---@field unknown string[] URIs of documents that are open too, but whose text is not known.

--- A Pod as another daemon had it.
---@class podd.ReopenParams
---@field pod string Its id.
---@field session string Its session; one that never ran is begun anew.
---@field lastSeq integer Number of the last event that the editor got.
---@field turnOpen boolean Whether the editor got the beginning of a turn and not its end.
---@field open podd.PodOpenParams With what it was opened.

--- With what a Pod would be opened to be as it is now.
---@class podd.OpenedParams
---@field pod string Its id.
---@field open podd.PodOpenParams Without its session.

--- A command line, and where it was typed.
---@class podd.CommandRunParams
---@field arguments string[] Without the name of the program.
---@field environment any An object: the value of each variable by its name.
---@field workingDirectory string An absolute path.
---@field zone string The time zone, such as Europe/Berlin.
---@field typedAt boolean Whether standard input is a keyboard.
---@field keyboard boolean Whether there is a person who can be asked, whatever the standard streams are.
---@field outStyled boolean Whether standard output takes colours.
---@field errStyled boolean Whether standard error takes colours.
---@field outTerminal? boolean Whether standard output is a terminal, with colours or without; as outStyled when left out.

--- How a command ended.
---@class podd.CommandRunResult
---@field exitCode integer Of the process that it was typed for.

--- What a command writes.
---@class podd.CommandOutputParams
---@field stream integer 1 for standard output, 2 for standard error.
---@field data string Bytes, in base64.

--- Bytes of a command's standard input.
---@class podd.CommandReadResult
---@field data? string In base64; left out at the end.

--- A line that belongs to the question that follows.
---@class podd.CommandShowParams
---@field line string Without its end.

--- What a command asks of the person at the keyboard.
---@class podd.CommandLineParams
---@field text string Shown before the cursor.

--- What they typed.
---@class podd.CommandLineResult
---@field line? string Left out when nothing more will be typed.

--- A process that serves editors.
---@class podd.DaemonStatus
---@field pid integer Its process id.
---@field socket? string Path of its socket; left out by a process that serves one editor alone.
---@field version string Of Podd.
---@field startedAt integer Milliseconds since 1970.
---@field connections integer How many editors there are: those that have said `initialize`, and no commands.
---@field pods integer How many are open.
---@field residentBytes? integer Memory that the process has; left out where the system does not tell.

--- How the daemon ends.
---@class podd.DaemonStopParams
---@field whenIdle? boolean True: when the turns that run have ended.

--- What Podd wants to know.
---@class podd.EditorQueryParams
---@field query podd.EditorQuery Which request.
---@field textDocument? podd.TextDocumentIdentifier About which document.
---@field position? podd.Position About which place in it.
---@field text? string Symbols to look for, or the new name.

--- The language models of an editor.
---@class podd.EditorModelsResult
---@field models podd.EditorModel[] Those that its person may use.

--- A language model of an editor.
---@class podd.EditorModel
---@field id string As `editor/complete` names it.
---@field contextWindow? integer Tokens that a request may have; left out when unknown.

--- A conversation to go on with, whole.
---@class podd.EditorCompleteParams
---@field completion string Names this request in `editor/completing`.
---@field model? string As a manifest names it; the first of `editor/models` when left out.
---@field system? string The system prompt.
---@field messages podd.CompletionMessage[] Oldest first. Results of tools stand in messages of their own, right behind their calls.
---@field tools podd.CompletionTool[] Those that the model may call.
---@field maxTokens? integer Of the answer.
---@field temperature? number Of the sampling.
---@field topP? number Of the sampling.
---@field stop? string[] Texts at which the model stops.

--- What one side said.
---@class podd.CompletionMessage
---@field role podd.Role Who, user or assistant.
---@field parts podd.CompletionPart[] What.

--- A tool as a model is told of it.
---@class podd.CompletionTool
---@field name string Letters, digits, _ and -, at most 64.
---@field description string What it does.
---@field schema any JSON Schema of its arguments.

--- What a model says.
---@class podd.EditorCompletingParams
---@field completion string In answer to which request.
---@field pieces podd.CompletionPiece[] What came since the last time.

--- A part of a message as a model gets it.
---@alias podd.CompletionPart podd.CompletionPart.text|podd.CompletionPart.image|podd.CompletionPart.toolCall|podd.CompletionPart.toolResult

--- What was written.
---@class podd.CompletionPart.text
---@field text string The text.
---@field type 'text'

--- A picture.
---@class podd.CompletionPart.image
---@field mimeType string Such as image/png.
---@field data string Base64.
---@field type 'image'

--- A tool that the model wanted run.
---@class podd.CompletionPart.toolCall
---@field call string Pairs it with its result.
---@field name string Of the tool.
---@field arguments any An object.
---@field type 'toolCall'

--- The answer to a tool call.
---@class podd.CompletionPart.toolResult
---@field call string Of the call it answers.
---@field text string What came of it.
---@field failed? boolean True when the call did not do what it should.
---@field type 'toolResult'

--- A piece of a model's answer.
---@alias podd.CompletionPiece podd.CompletionPiece.text|podd.CompletionPiece.toolCall

--- More text.
---@class podd.CompletionPiece.text
---@field text string It continues the text before it.
---@field type 'text'

--- A tool that the model wants run, whole.
---@class podd.CompletionPiece.toolCall
---@field call string Comes back with the result; another is given to one that is empty, over 64 characters or not unique.
---@field name string As the request spelled it.
---@field arguments any An object.
---@field type 'toolCall'

--- How a model's answer ended.
---@alias podd.EditorCompleteResult podd.EditorCompleteResult.completed|podd.EditorCompleteResult.failed

--- It is whole, or cut at the limit of its length.
---@class podd.EditorCompleteResult.completed
---@field stop? podd.CompletionStop Why the model stopped; it was done when left out.
---@field input? integer Tokens of the request, where the editor knows them.
---@field output? integer Tokens of the answer, where the editor knows them.
---@field type 'completed'

--- There is no whole answer; what came of it stays.
---@class podd.EditorCompleteResult.failed
---@field fault podd.CompletionFault What Podd does about it depends on this.
---@field message string For the person.
---@field type 'failed'

--- A request of LSP that the editor passes on to its language servers.
---@alias podd.EditorQuery
---| 'diagnostics' # textDocument/diagnostic: a document diagnostic report, or a list of diagnostics. The editor waits until its servers have looked at the text as it stands, for about a second at most, and answers with what they have told it or answer it. Without a document, workspace/diagnostic: a report whose items are {uri, items}, or that list.
---| 'definition' # textDocument/definition: a location, or a list of locations or of links.
---| 'references' # textDocument/references, the declaration included.
---| 'symbols' # textDocument/documentSymbol, or workspace/symbol of `text` without a document.
---| 'hover' # textDocument/hover.
---| 'rename' # textDocument/rename to `text`: a workspace edit, which the editor does not apply. Podd makes it, one document a request; one that creates, renames or deletes files is refused.

--- Why a model stopped.
---@alias podd.CompletionStop
---| 'done' # It has said all, or waits for tools.
---| 'maxTokens' # The limit on the answer's length cut it; Podd has it go on, once.
---| 'refused' # It declines to go on.

--- Why there is no whole answer.
---@alias podd.CompletionFault
---| 'noModel' # The editor has no such model, or none.
---| 'noConsent' # The person has not allowed the use of it.
---| 'quota' # What the person's subscription covers is used up.
---| 'blocked' # The model's provider blocks these requests.
---| 'offTopic' # The model's provider refuses what the conversation is about.
---| 'tooLong' # The conversation does not fit the model.
---| 'busy' # The same request may work later: Podd makes it again.
---| 'other' # Anything else: the same request would fail again.

--- What to look for.
---@class podd.FileFindParams
---@field workspaceFolder? string A file URI; the first folder of the editor when left out.
---@field query string Words, of each of which the letters come in that order in the path, perhaps with others between them; a word with a capital matches case. Empty: the files used last.
---@field limit? integer At most so many; 50 when left out, never more than 1000.

--- Files that match.
---@class podd.FileFindResult
---@field files podd.FoundFile[] The best first: by how well it matches, files that the person or a Pod used lately before others.

--- A file of a workspace folder.
---@class podd.FoundFile
---@field uri string As the editor calls it, where it has it open.
---@field path string From the workspace folder, with slashes.
---@field open boolean Whether the editor has it open.

--- What shall be done, and where.
---@class podd.InlineStartParams
---@field textDocument podd.VersionedTextDocumentIdentifier An open document, at the version that the range is about.
---@field range podd.Range What may be changed; empty to insert.
---@field instruction string In the person's words.
---@field pod? string In this Pod's conversation. When left out, in a Pod of manifest `inline` in the workspace folder of the document, with a session of its own that is archived afterwards; then edits run side by side.

--- Which edit.
---@class podd.InlineStopParams
---@field inline string Its id.

--- How an edit stands.
---@class podd.Inline
---@field inline string Its id.
---@field state podd.InlineState How far it is.
---@field hunks podd.Hunk[] When applied: those that are pending, with their ids. Otherwise one at most, with the range as it was at the start and what was to stand there; its id is that of the edit, and it cannot be kept or undone.
---@field note? string What the model said beside the text.
---@field error? podd.TurnError With state failed: why. Its code is that of the turn, or refused (the model says that it cannot be done), answerUnreadable (the message shows the answer), conflict (the person typed where the edit would be; the message shows it), notApplied (the editor refused it, or the document was closed), notFinished.

--- How far an edit is.
---@alias podd.InlineState
---| 'writing' # The model writes; the document is as it was.
---| 'applied' # It stands in the document.
---| 'failed' # The document is as it was.
---| 'cancelled' # It was stopped; the document is as it was.

--- Which item of a Pod.
---@class podd.ItemReadParams
---@field pod string Which Pod.
---@field item string The item's id.

--- A place that a tool looks at or changes.
---@class podd.Location
---@field uri string Which file.
---@field line? integer From 0.

--- A part of a message.
---@alias podd.Part podd.Part.text|podd.Part.file|podd.Part.selection|podd.Part.diagnostics|podd.Part.image

--- What was written.
---@class podd.Part.text
---@field text string The text.
---@field type 'text'

--- A file, or a range of it.
---@class podd.Part.file
---@field uri string Which.
---@field range? podd.Range All of it when left out.
---@field type 'file'

--- What is selected in the editor.
---@class podd.Part.selection
---@field uri string In which document.
---@field range podd.Range From where to where.
---@field type 'selection'

--- What the editor's language servers complain about in a file.
---@class podd.Part.diagnostics
---@field uri string Which.
---@field type 'diagnostics'

--- A picture.
---@class podd.Part.image
---@field mimeType string Such as image/png.
---@field data string Base64.
---@field type 'image'

--- One piece of conversation; ids stay the same at every restore.
---@alias podd.Item podd.Item.message|podd.Item.reasoning|podd.Item.toolCall|podd.Item.toolResult

--- What one side said.
---@class podd.Item.message
---@field id string Unique in its session.
---@field role podd.Role Who.
---@field parts podd.Part[] What.
---@field incomplete? boolean True when the rest was lost to a cancel, a fault or a crash.
---@field type 'message'

--- What the model thought aloud.
---@class podd.Item.reasoning
---@field id string Unique in its session.
---@field text string What.
---@field type 'reasoning'

--- A tool that the model wants run.
---@class podd.Item.toolCall
---@field id string Unique in its session.
---@field call string Pairs it with its result and its events.
---@field name string Of the tool.
---@field arguments any As the model wrote them; text when that is not JSON.
---@field type 'toolCall'

--- The one answer to a tool call.
---@class podd.Item.toolResult
---@field id string Unique in its session.
---@field call string Of the call it answers.
---@field outcome podd.ToolOutcome How it went.
---@field summary string One or two lines.
---@field body? string The rest.
---@field type 'toolResult'

--- Who speaks.
---@alias podd.Role
---| 'user' # The person.
---| 'assistant' # The model.
---| 'system' # Podd itself: a summary, a notice, what became of changes, a hook's message.

--- What a tool does to the world.
---@alias podd.ToolKind
---| 'read' # Reads.
---| 'edit' # Changes files.
---| 'search' # Looks for something.
---| 'execute' # Runs a command.
---| 'think' # Plans.
---| 'fetch' # Fetches from the network.
---| 'other' # Anything else.

--- How a tool call ended.
---@alias podd.ToolOutcome
---| 'ok' # It did what it should.
---| 'error' # It could not.
---| 'denied' # The person, a rule or a hook said no.
---| 'cancelled' # It was stopped, or never begun, since the turn was stopped or lost.

--- A manifest, by name or as text.
---@class podd.ManifestCheckParams
---@field uri? string A file URI; an open document is checked as it is in the editor.
---@field text? string In place of uri: its text.

--- What is wrong with a manifest.
---@class podd.ManifestCheckResult
---@field problems podd.Problem[] Empty when nothing is.

--- One thing that is wrong.
---@class podd.Problem
---@field range podd.Range Where.
---@field severity integer LSP's DiagnosticSeverity: 1 is an error, 2 a warning.
---@field message string What was found, what is allowed.
---@field source? string In which file, when it may be in several.

--- Of which folder.
---@class podd.ModelListParams
---@field workspaceFolder? string A file URI; the first folder of the editor when left out.

--- Models and manifests.
---@class podd.ModelListResult
---@field models podd.KnownModel[] First the one that a Pod of this folder has where nobody chooses, then those of the editor, then those that Podd knows.
---@field manifests podd.NamedManifest[] Those that ship, the person's own and, if the folder is trusted, its own; sorted by name.

--- A model that a manifest may name.
---@class podd.KnownModel
---@field provider string Its kind, such as anthropic.
---@field id string As its provider calls it.
---@field contextWindow? integer Tokens of prompt and answer together; left out when unknown.
---@field inputPrice? number US dollars for a million tokens; left out when unknown.
---@field outputPrice? number US dollars for a million tokens; left out when unknown.
---@field available boolean Whether its key was found, or it needs none; of a model of the editor, whether that has it.

--- A manifest that pod/open takes by its name.
---@class podd.NamedManifest
---@field name string Its name.
---@field description string As it describes itself; may be empty.

--- What will be remembered.
---@class podd.RememberedRule
---@field tool string Glob on the tool's name.
---@field pattern? string Glob on the path, relative to the working directory or absolute, or on the command; every call of the tool when left out.

--- Which rules.
---@class podd.PermissionListParams
---@field workspaceFolder? string Those of this folder only, a file URI.

--- The rules.
---@class podd.PermissionListResult
---@field rules podd.GivenRule[] Oldest first.

--- A rule that a person gave.
---@class podd.GivenRule
---@field rule string Its id.
---@field tool string Glob on the tool's name.
---@field pattern? string Glob on the path, relative to the working directory or absolute, or on the command; every call of the tool when left out.
---@field action podd.PermissionAction What happens to a call that it matches.
---@field lasts podd.PermissionLasts How long it holds.
---@field session? string The session in which it holds.
---@field workspaceFolder? string The folder in which it holds, a file URI.
---@field createdAt string When it was given, ISO 8601.

--- Which rule.
---@class podd.PermissionRevokeParams
---@field rule string Its id, from permission/list.

--- What happens to a call.
---@alias podd.PermissionAction
---| 'allow' # It runs.
---| 'review' # It runs, and what it changes waits for the person to keep or undo it.
---| 'ask' # The person is asked before.
---| 'deny' # It does not run.

--- How long a rule holds.
---@alias podd.PermissionLasts
---| 'session' # In one session.
---| 'always' # In every session of its folder, until it is taken back.

--- Which Pod.
---@class podd.PodParams
---@field pod string Its id.

--- What is to be opened.
---@class podd.PodOpenParams
---@field workspaceFolder? string A file URI; the first workspace folder when left out.
---@field manifest? string Name or file URI; `default` when left out.
---@field overlay? any Part of a manifest as a JSON object with the manifest's own snake_case keys; its word counts over every file's.
---@field session? string The session to go on with; a new one when left out.
---@field itemsLimit? integer At most so many of the newest items; all when left out.
---@field afterSeq? integer With a session whose Pod is open: its events with a greater `seq` follow the result.

--- Whether a folder is trusted.
---@class podd.PodTrustParams
---@field workspaceFolder string A file URI.
---@field trusted boolean Yes or no.

--- How a Pod's scope changes.
---@class podd.PodScopeParams
---@field pod string Its id.
---@field allow? podd.ScopeRule[] Added to what it may.
---@field deny? podd.ScopeRule[] Added to what it may not; counts over every allow.

--- A rule for paths, either under a target or by name.
---@class podd.ScopeRule
---@field target? string A path; a relative one counts from the working directory.
---@field name? string In place of target: a glob on the last part of a path.
---@field permission podd.Permission What is allowed or denied.
---@field recursive? boolean False: the target and its direct children only.

--- Whose history is to be shortened.
---@class podd.PodCompactParams
---@field pod string Its id.
---@field retainedTurns? integer Newest turns that stay as they are, at most; the manifest's number when left out.

--- What a compaction left.
---@class podd.PodCompactResult
---@field segment string The segment of the session that is active now.
---@field before integer Tokens of the context before.
---@field after integer Tokens after.

--- How a Pod changes.
---@class podd.PodConfigureParams
---@field pod string Its id.
---@field overlay any In place of the overlay it was opened with.

--- A Pod as it is now.
---@class podd.Pod
---@field pod string Its id in this daemon.
---@field session string Its session's id, the same for the session's whole life.
---@field manifest string The name in the effective manifest.
---@field model podd.Model Who answers.
---@field workingDirectory string A path.
---@field scope podd.Scope What it may read and write.
---@field state podd.State What it is doing.
---@field items? podd.Item[] In answer to `pod/open` with a session: the conversation as the model has it, oldest first.
---@field itemsBefore? integer With items: how many older ones were left out.
---@field warnings string[] What the person should know about the manifest, trust and the session.

--- A language model.
---@class podd.Model
---@field provider string Its kind, as in the manifest.
---@field id string Its name at the provider.
---@field contextWindow? integer In tokens, where it is known.

--- What a Pod may read and write.
---@class podd.Scope
---@field readable string[] Paths that may be read, writable ones too.
---@field writable string[] Paths that may be written.
---@field summary string In words.

--- What a Pod is doing.
---@class podd.PodStatus
---@field state podd.State What.
---@field session string Its session's id.
---@field tokens podd.Tokens How full its context is.
---@field usage podd.Usage Of the session so far; never set back.
---@field compaction podd.CompactionStatus Whether the conversation is being shortened.
---@field queue integer Inputs that wait for the next request.

--- How compaction stands.
---@class podd.CompactionStatus
---@field state podd.CompactionState What it does.
---@field failures integer In a row.

--- How full the context is.
---@class podd.Tokens
---@field used integer Tokens in it.
---@field window? integer Tokens that fit, where it is known.
---@field source podd.TokenSource How `used` is known.

--- An event with its place.
---@class podd.PodEventParams
---@field pod string In which Pod.
---@field session string In which session.
---@field seq integer Counts from 1 in each Pod, without gaps.
---@field event podd.Event What happened.

--- Something that happened in a Pod.
---@alias podd.Event podd.Event.turnStarted|podd.Event.requestStarted|podd.Event.textDelta|podd.Event.reasoningDelta|podd.Event.itemDone|podd.Event.toolCallStarted|podd.Event.toolCallOutput|podd.Event.toolCallDone|podd.Event.usage|podd.Event.retry|podd.Event.steered|podd.Event.compactionStarted|podd.Event.compactionDone|podd.Event.compactionFailed|podd.Event.sessionForked|podd.Event.warning|podd.Event.turnDone

--- The input is on the disk and the turn runs.
---@class podd.Event.turnStarted
---@field type 'turnStarted'

--- The model is asked.
---@class podd.Event.requestStarted
---@field request integer Counts from 1 in each turn.
---@field type 'requestStarted'

--- The model goes on with its text.
---@class podd.Event.textDelta
---@field item string Id of the message it will be.
---@field text string What comes next.
---@field type 'textDelta'

--- The model goes on thinking aloud.
---@class podd.Event.reasoningDelta
---@field item string Id of the item it will be.
---@field text string What comes next.
---@field type 'reasoningDelta'

--- An item of the model's is whole and recorded.
---@class podd.Event.itemDone
---@field item podd.Item The item.
---@field type 'itemDone'

--- A tool call is under way; it may have to be approved first.
---@class podd.Event.toolCallStarted
---@field call string As in the item.
---@field name string Of the tool.
---@field title string What it does, in a line.
---@field kind podd.ToolKind What sort of thing it does.
---@field locations podd.Location[] Where.
---@field type 'toolCallStarted'

--- A running tool has printed something.
---@class podd.Event.toolCallOutput
---@field call string As in the item.
---@field text string What comes next.
---@field type 'toolCallOutput'

--- A tool call has its result.
---@class podd.Event.toolCallDone
---@field call string As in the item.
---@field outcome podd.ToolOutcome How it went.
---@field summary string One or two lines.
---@field body? string The rest.
---@field diff? string What it changed, as a unified diff.
---@field type 'toolCallDone'

--- What the last request used.
---@class podd.Event.usage
---@field input integer Tokens of the whole prompt, cached part included.
---@field cacheRead integer The part read from the provider's cache.
---@field cacheWrite integer The part written to it.
---@field output integer Tokens that the model wrote.
---@field cost? number In US dollars at the price of that time, as far as a price was known.
---@field turn podd.Usage Of this turn so far.
---@field session podd.Usage Of the session so far; never set back.
---@field tokens podd.Tokens How full the context is now.
---@field type 'usage'

--- A request failed and is made again.
---@class podd.Event.retry
---@field attempt integer Number of the coming try, from 2.
---@field after integer Milliseconds until then.
---@field reason string What went wrong.
---@field type 'retry'

--- What the person said while a turn ran has entered the conversation, before the coming request.
---@class podd.Event.steered
---@field item podd.Item The message.
---@field type 'steered'

--- Older history is being summarised.
---@class podd.Event.compactionStarted
---@field background boolean Whether work goes on meanwhile; else the turn waits.
---@field type 'compactionStarted'

--- A summary took the place of older history.
---@class podd.Event.compactionDone
---@field before integer Tokens of the context before.
---@field after integer Tokens after.
---@field type 'compactionDone'

--- There is no summary; nothing has changed.
---@class podd.Event.compactionFailed
---@field reason string Why.
---@field failures integer How many there were in a row.
---@field disabled boolean Whether this was the last try; `pod/compact` still works.
---@field type 'compactionFailed'

--- Someone else had written to the session; the conversation goes on in a new one.
---@class podd.Event.sessionForked
---@field from string The old session.
---@field session string The new one.
---@field type 'sessionForked'

--- Something that the person should know and that stops nothing.
---@class podd.Event.warning
---@field message string What.
---@field type 'warning'

--- The turn has ended; its answer follows.
---@class podd.Event.turnDone
---@field outcome podd.Outcome How.
---@field error? podd.TurnError With outcome error: why.
---@field type 'turnDone'

--- What a Pod is doing.
---@alias podd.State
---| 'idle' # Nothing.
---| 'running' # A turn runs.
---| 'paused' # Its last turn waits to be resumed.

--- What may be done with a path.
---@alias podd.Permission
---| 'read' # Read it.
---| 'write' # Read and write it.

--- What compaction does.
---@alias podd.CompactionState
---| 'off' # Nothing unless asked for: the model's window is not known, or the manifest says so.
---| 'idle' # Nothing now.
---| 'running' # A summary is being made, or waits to take hold.
---| 'disabled' # It failed too often in a row.

--- How a number of tokens is known, from certain to guessed.
---@alias podd.TokenSource
---| 'measured' # The provider counted just this.
---| 'interpolated' # Between two counts.
---| 'extrapolated' # Beyond the last count.
---| 'noData' # From its bytes alone.

--- Of which folder.
---@class podd.PromptListParams
---@field workspaceFolder? string A file URI; the first folder of the editor when left out.

--- Prompts of MCP servers.
---@class podd.PromptListResult
---@field prompts podd.Prompt[] Sorted by their commands.

--- A prompt of an MCP server.
---@class podd.Prompt
---@field command string What is written: `/mcp.SERVER.PROMPT`.
---@field description string In its server's words; may be empty.
---@field arguments podd.PromptArgument[] In the order in which they may be written without their names.

--- What a prompt is given.
---@class podd.PromptArgument
---@field name string Its name.
---@field description string In its server's words; may be empty.
---@field required boolean Whether the prompt is not given without it.

--- A question of the model.
---@class podd.QuestionRequestParams
---@field pod string Whose.
---@field call string The call of the tool `ask`, as in its item and events.
---@field question string What it asks; may have several lines.
---@field options podd.QuestionOption[] Answers to choose from; may be none, then `freeText` is true.
---@field multiple boolean Whether several may be chosen.
---@field freeText boolean Whether an answer in the person's own words is offered.

--- One answer to choose.
---@class podd.QuestionOption
---@field option string Its id.
---@field label string Its text.
---@field description? string What choosing it means.

--- The person's answer; with neither options nor text, none.
---@class podd.QuestionAnswer
---@field options? string[] Ids of what was chosen; unknown ones are ignored, and only the first counts unless several may be chosen.
---@field text? string The person's own words.
---@field pending? boolean Whether the person has seen the question and left it undecided: it stays open, and is asked again when the editor opens the session again.

--- Which session.
---@class podd.SessionParams
---@field session string Its id.

--- Which sessions.
---@class podd.SessionListParams
---@field workspaceFolder? string Of this folder only, a file URI.
---@field query? string With this phrase in the conversation, in any case.
---@field archived? boolean True: those that are archived, instead of those that are not.
---@field limit? integer At most so many; 50 when left out.
---@field cursor? string From the result before, for those that follow.

--- Some sessions.
---@class podd.SessionListResult
---@field sessions podd.SessionSummary[] Newest first.
---@field cursor? string Asks for the next ones; left out when there are none. With a query there may be none all the same.

--- A session in a list.
---@class podd.SessionSummary
---@field session string Its id.
---@field title string From its first input, unless it was renamed.
---@field workspaceFolder string A file URI.
---@field createdAt integer Milliseconds since 1970.
---@field updatedAt integer Milliseconds since 1970.
---@field turns integer How many it had.
---@field attention podd.SessionAttention What it asks of the person, as far as this daemon has it open.
---@field forkedFrom? podd.ForkedFrom Where its conversation comes from.
---@field checkpointBytes? integer What its checkpoints count in the quota; left out when it has none.

--- An entry of another session.
---@class podd.ForkedFrom
---@field session string Which session.
---@field entry string Which entry.

--- Which entries.
---@class podd.SessionReadParams
---@field session string Of which session.
---@field segment? string Of one segment; of all when left out.
---@field after? string Those behind this entry.
---@field limit? integer At most so many; 200 when left out.

--- Some entries.
---@class podd.SessionReadResult
---@field entries podd.Entry[] Oldest first.
---@field more boolean Whether there are more behind them.

--- An entry as it is kept.
---@class podd.Entry
---@field entry string Its id, unique in its session.
---@field kind string Such as user_input.
---@field at integer Milliseconds since 1970.
---@field hash string SHA-256 of the hash before and the stored text, in lowercase hex.
---@field payload any What it says.

--- Which session to check, and who hears how far that is.
---@class podd.SessionVerifyParams
---@field session string Its id.
---@field workDoneToken? any LSP's: a text or a number that comes back with each `$/progress`.

--- Which session, from which entry.
---@class podd.SessionForkParams
---@field session string Its id.
---@field at? string The last entry that the fork knows; the newest when left out.

--- A new session.
---@class podd.SessionResult
---@field session string Its id.

--- Where a Pod's session goes back to.
---@class podd.SessionRewindParams
---@field pod string Which Pod.
---@field to string The last entry that the conversation knows then.
---@field files? boolean True: what the session's tools did to files since is taken back too, merged with what a person changed.
---@field preview? boolean True: nothing is done, and the answer says what the rewind would do to files now.

--- What a rewind came to.
---@class podd.SessionRewindResult
---@field session string Where the conversation goes on: the same session, unless someone else wrote to it.
---@field restored string[] Paths of files that have come back.
---@field kept string[] Paths of files that changed since and stay as they are: by a person, where both do not go together, or by a command, as far as that is known.

--- What a session is called.
---@class podd.SessionRenameParams
---@field session string Its id.
---@field title string One line.

--- Whether a session is archived.
---@class podd.SessionArchiveParams
---@field session string Its id.
---@field archived? boolean False: in lists again. True when left out.

--- Which session, as what.
---@class podd.SessionExportParams
---@field session string Its id.
---@field format podd.ExportFormat As what.

--- A session as text.
---@class podd.SessionExportResult
---@field text string Markdown; or a line of JSON an entry, `{hash, entry}`, `entry` being the stored text, the first with `workspaceFolder`. Content that an entry names stands before it, `{blob, base64}`.

--- A session as text.
---@class podd.SessionImportParams
---@field text string What an export as `jsonl` gave.

--- What a check found.
---@class podd.SessionVerifyResult
---@field entries integer How many were checked.
---@field segments integer In how many segments.
---@field intact boolean Whether all of them fit.
---@field brokenAt? string The first entry that does not.
---@field droppedCheckpoints? integer Contents of files that the quota has dropped, which is no damage; left out when there are none.

--- What a session asks of its person.
---@alias podd.SessionAttention
---| 'none' # Nothing.
---| 'running' # A turn runs.
---| 'needsYou' # A question waits for an answer, or a turn is paused.
---| 'unread' # A turn has ended since the last window left it.

--- As what a session is exported.
---@alias podd.ExportFormat
---| 'markdown' # For people: who said what, tool calls one line each, changes of files folded in.
---| 'jsonl' # For an import.

--- What the person says.
---@class podd.PodRunParams
---@field pod string To which Pod.
---@field input podd.Part[] What.

--- Which Pod's waiting inputs.
---@class podd.PodQueueParams
---@field pod string Its id.
---@field clear? boolean True: they are taken back, and the answer says what they were.

--- Inputs that wait.
---@class podd.PodQueueResult
---@field inputs podd.Item[] Messages, oldest first.

--- How a turn went.
---@class podd.Turn
---@field outcome podd.Outcome How it ended.
---@field error? podd.TurnError With outcome error: why.
---@field message? string The model's final text, if it gave one.
---@field usage podd.Usage Tokens of this turn.
---@field requests integer How often the model was asked.
---@field session string Where the conversation goes on.

--- Why a turn ended with an error.
---@class podd.TurnError
---@field code string The name of an error of the table; `aborted` or `promptRefused` when a hook stopped the turn.
---@field message string For the person.

--- Tokens spent.
---@class podd.Usage
---@field input integer Of prompts, cached parts included.
---@field cacheRead integer The part read from the provider's cache.
---@field cacheWrite integer The part written to it.
---@field output integer What the model wrote.
---@field cost? number In US dollars at the price of that time, as far as a price was known.

--- How a turn ended.
---@alias podd.Outcome
---| 'finished' # The model was done.
---| 'paused' # It waits to be resumed.
---| 'limitReached' # It needed more requests than a turn may make.
---| 'cancelled' # The person stopped it.
---| 'error' # It could not go on.

--- An editor's request.
---@alias podd.Request
---| 'initialize' # InitializeParams -> InitializeResult. The first message. Answered before anything else is loaded. Everything before it is refused with notInitialized, a second one with invalidRequest.
---| 'shutdown' # NoParams -> null. The last request. Any later one is refused with invalidRequest.
---| 'workspace/executeCommand' # ExecuteCommandParams -> null. Begins one of the commands `podd.…`; answered as soon as it has begun. What it does not do is a `window/showMessage`.
---| 'textDocument/codeAction' # CodeActionParams -> CodeAction[]. What Podd can do with a range of an open document; every lens is among them.
---| 'textDocument/codeLens' # CodeLensParams -> CodeLens[]. What Podd can do at lines of an open document.
---| 'textDocument/completion' # CompletionParams -> CompletionList. In a chat file alone: files behind an `@`, commands behind a `/` at the beginning of a line, sessions behind `/session`, models behind `/model`. Elsewhere nothing.
---| 'textDocument/inlineCompletion' # InlineCompletionParams -> InlineCompletionList. LSP 3.18. What comes at a place of an open document, as the model says: one request to it, recorded in an archived session of its own. Offered with `inlineCompletion` in the `initializationOptions` alone; without it only what the person asks for (`triggerKind` 1) goes to a model. A newer request for the same document stops the older, which is answered with an empty list; so is one whose document changed meanwhile, a chat file, a file that may not be read, and each when there is no model, which is said once by `window/showMessage`.
---| 'workspace/textDocumentContent' # TextDocumentContentParams -> TextDocumentContentResult. A document that is on no disk: the text of a file as it would be without its pending hunks, or a session as a person reads it.
---| 'changes/list' # ChangesListParams -> ChangesListResult. Files with pending hunks; what is given narrows them down. Without anything: all there are.
---| 'changes/keep' # ChangesDecideParams -> ChangesDecideResult. Counts hunks as the person's own text. No document changes.
---| 'changes/undo' # ChangesDecideParams -> ChangesDecideResult. Puts the text before hunks back in their places: in the editor where the file is open, by one `workspace/applyEdit` a file, else on the disk. What the person typed stays; where it cannot, the hunk is a conflict and stays. The model hears of it at the start of its next turn.
---| '$/documents' # NoParams -> OpenDocuments. The documents that are open on this connection, as they are after all that was said before.
---| '$/reopen' # ReopenParams -> Pod. Opens a Pod that a daemon had which has ended, under its old id; its events go on with the number after `lastSeq`. The turn that ran is told as done.
---| 'command/run' # CommandRunParams -> CommandRunResult. Runs a command line as the process would that it was typed for; also before `initialize`. Answered when it has ended. The end of the connection ends it.
---| 'daemon/status' # NoParams -> DaemonStatus. What the process at the other end is; also before `initialize`.
---| 'daemon/stop' # DaemonStopParams -> Empty. Ends the daemon; also before `initialize`. Running turns are cancelled, or with `whenIdle` come to their end first, while another daemon may take new connections.
---| 'file/find' # FileFindParams -> FileFindResult. Finds files by what a person remembers of their paths. What git ignores is left out, and files that usually hold keys; documents that are in no file yet are found. Made to be asked at every key press: names are listed in the background and kept for a moment, and a tree that takes longer than a second to list is searched as far as it is listed.
---| 'inline/start' # InlineStartParams -> Inline. Edits a range of an open document. Answered once the edit stands in the document, by one `workspace/applyEdit` that is merged over what the person typed meanwhile, or once it is known that it will not: then the document is as it was. Its hunks are pending from there on. Another version of the document is -32801. A cancelled request is -32800, and nothing is applied.
---| 'inline/stop' # InlineStopParams -> Empty. Stops an edit; its inline/start is answered with state cancelled, and nothing is applied.
---| 'item/read' # ItemReadParams -> Item. An item of a Pod's conversation as it stands now, with the text of all its deltas so far: for a view that fell behind. One that is in no request any more, since it was summarised, is -32602.
---| 'manifest/check' # ManifestCheckParams -> ManifestCheckResult. All that is wrong with a manifest, read as a layer over `default`.
---| 'model/list' # ModelListParams -> ModelListResult. Models and manifests to choose from. No server is asked, and of editors the one that asks for its own models, where it has `client.completions`: a model that is not here may be named all the same, by `[provider] kind` and `model` in an overlay.
---| 'permission/list' # PermissionListParams -> PermissionListResult. Which calls the person allowed for longer than once. Rules of manifests are not among them.
---| 'permission/revoke' # PermissionRevokeParams -> Empty. Takes a rule back: the next call that it would have allowed is asked about again.
---| 'pod/open' # PodOpenParams -> Pod. Opens a Pod. Without `session` always a new Pod and session. With it, the Pod that has it open in this daemon (an overlay that differs is podBusy), else the session is restored. No event of a Pod comes before this result; with `afterSeq` those since then follow it.
---| 'pod/trust' # PodTrustParams -> Empty. Says whether the person trusts a folder; kept. Until a folder is trusted, nothing in it that tells Podd what to do is read, and each write and command is asked about.
---| 'pod/cancel' # PodParams -> Empty. Stops the running turn, which is answered with outcome cancelled. An input that was sent before and waits for a file, a prompt or diagnostics is given up: its `pod/run` is answered with outcome cancelled too and leaves no trace, its `pod/steer` with requestCancelled. Does nothing when none runs.
---| 'pod/compact' # PodCompactParams -> PodCompactResult. Puts a summary in place of older history, whatever the thresholds; a compaction that runs is joined. Answered when the shorter history is the active one, in a running turn before its next request. With nothing to summarise, before and after are the same.
---| 'pod/scope' # PodScopeParams -> Scope. Widens or narrows what the Pod may read and write; its tools obey at their next call. The last path to be readable cannot be taken.
---| 'pod/configure' # PodConfigureParams -> Pod. Changes the Pod's overlay. In mid-turn it waits for the turn's end.
---| 'pod/status' # PodParams -> PodStatus. What the Pod is doing and how full its context is.
---| 'pod/list' # NoParams -> Pod[]. All Pods that are open in this daemon, without their items.
---| 'pod/close' # PodParams -> Empty. Closes a Pod; a turn that runs is cancelled, an input that waits is given up. Its session stays.
---| 'prompt/list' # PromptListParams -> PromptListResult. The prompts of the MCP servers of a folder. No server is asked: those of open Pods are known, and of others what they had when they were last asked. An input of pod/run or pod/steer whose text begins with a prompt's command, then its arguments by name (`city=Paris`, `city="New York"`) or in their order, is what the server makes of it; one that does not fit is -32602.
---| 'session/list' # SessionListParams -> SessionListResult. Sessions that ever ran a turn, newest first.
---| 'session/read' # SessionReadParams -> SessionReadResult. A session's entries, oldest first.
---| 'session/verify' # SessionVerifyParams -> SessionVerifyResult. Checks every entry of a session against its chain. With a `workDoneToken`, `$/progress` tells how far that is.
---| 'session/fork' # SessionForkParams -> SessionResult. Makes a new session that goes on from an entry of another, which is not touched. Tool calls that were open there are answered as cancelled, but not those of a pause. What is left of a damaged session is gone on with by a fork at its last good entry.
---| 'session/rewind' # SessionRewindParams -> SessionRewindResult. Takes a Pod's session back to an earlier entry. It keeps its id, and all that is left stays in the log; a rewind can be taken back by another. Refused while a turn runs. Files have to be read again before they are written.
---| 'session/rename' # SessionRenameParams -> Empty. Gives a session another title.
---| 'session/archive' # SessionArchiveParams -> Empty. Keeps a session out of lists, or in them again.
---| 'session/delete' # SessionParams -> Empty. Takes a session away for good. Refused while a Pod has it open, whether it runs or not.
---| 'session/export' # SessionExportParams -> SessionExportResult. A session as text: for people, or to import it elsewhere.
---| 'session/import' # SessionImportParams -> SessionResult. Keeps an exported session under a new id, with the same bytes and hashes. All of it is checked first; where something does not fit, nothing is kept.
---| 'pod/run' # PodRunParams -> Turn. Runs a turn. A turn that began is always answered with a Turn, after its turnDone; errors are for turns that did not begin. Cancelled by `pod/cancel` it ends with outcome cancelled, by `$/cancelRequest` it is answered with requestCancelled.
---| 'pod/steer' # PodRunParams -> Empty. Says more to the running turn. It is on the disk with the answer, enters the conversation just before the next request (event `steered`), and a turn that was done goes on for it. What a turn ends without (cancelled, failed, at its limit, paused) waits for the next one, also after a restart.
---| 'pod/queue' # PodQueueParams -> PodQueueResult. Inputs that wait for the next request; with `clear` they are taken back.
---| 'pod/resume' # PodParams -> Turn. Goes on with a turn that stopped before the model was done.

--- An editor's notification.
---@alias podd.Notification
---| 'initialized' # InitializedParams. The editor has read the answer to `initialize`.
---| 'exit' # NoParams. Ends the connection, as does the end of its input and the end of the process named in `initialize`.
---| '$/cancelRequest' # CancelParams. Gives up a request. It is answered with requestCancelled once what it began has stopped.
---| 'textDocument/didOpen' # DidOpenTextDocumentParams. A document is open from here on, with this text. Said again, it replaces the text.
---| 'textDocument/didChange' # DidChangeTextDocumentParams. Changes an open document, each change applied to what the one before left. Positions beyond a line or the text are its end.
---| 'textDocument/didSave' # DidSaveTextDocumentParams. The document is on the disk as it is now.
---| 'textDocument/didClose' # DidCloseTextDocumentParams. The document is as it is on the disk from here on.
---| 'workspace/didChangeWorkspaceFolders' # DidChangeWorkspaceFoldersParams. Workspace folders came or went. Pods that are open stay in theirs.
---| 'window/workDoneProgress/cancel' # WorkDoneProgressCancelParams. The person ends what `window/workDoneProgress/create` began to show.
---| '$/attach' # AttachParams. Says before `initialize` in which environment this connection's Pods look for keys and run commands; kept in memory only. Without it, the daemon's own.
---| '$/restoreDocuments' # OpenDocuments. Opens documents as another daemon told them.
---| 'command/interrupt' # NoParams. The interrupt key was pressed where the command was typed.
---| 'editor/completing' # EditorCompletingParams. What a model says in answer to `editor/complete`, in the order in which it says it, as many pieces at once as there are. Without pieces: the model has accepted, or is still at work. Of a request that is not open any more it is passed over. Above 8 Mi characters that Podd has not taken yet the answer is given up.

--- A request of the daemon's.
---@alias podd.DaemonRequest
---| 'approval/request' # ApprovalRequestParams -> ApprovalAnswer. May this tool run? Sent to editors with `client.approvals`. There is no time limit; an error, a cancel or null is a no. An editor that is lost is not asked any more; when the last one is, the answer is no. An editor that opens a session is asked what is open there.
---| 'window/workDoneProgress/create' # WorkDoneProgressCreateParams -> null. Something that a command began takes its time; sent to editors with `window.workDoneProgress`.
---| 'workspace/codeLens/refresh' # NoParams -> null. Lenses may be others now; sent to editors with `workspace.codeLens.refreshSupport`.
---| 'window/showDocument' # ShowDocumentParams -> ShowDocumentResult. Shows a chat to the person; an editor without `window.showDocument.support` gets a `window/showMessage` that names it.
---| 'window/showMessageRequest' # ShowMessageRequestParams -> MessageActionItem. A question with a few answers: whether a workspace is trusted, and, for an editor without `client.approvals`, whether a tool may run. Null is no.
---| 'workspace/applyEdit' # ApplyWorkspaceEditParams -> ApplyWorkspaceEditResult. A tool changes a document that is open: always one document, at the version that Podd knows. Made as one undo step. Podd believes the text that `textDocument/didChange` brings, not the answer; an edit that is refused because the document has changed is made anew on the changed text.
---| 'command/output' # CommandOutputParams -> Empty. Writes to a standard stream; answered when that is done, or with the system's words why it is not.
---| 'command/read' # NoParams -> CommandReadResult. Asks for some more of standard input.
---| 'command/line' # CommandLineParams -> CommandLineResult. Asks the person at the keyboard for a line; withdrawn by `$/cancelRequest`.
---| 'editor/query' # EditorQueryParams -> any. Sent to editors with `client.languageQueries`; the answer is LSP's own result of that request, null for nothing, or an error that says why nothing is known. It is waited for at most 15 seconds, a rename 60, diagnostics after an edit one; then it is cancelled. Of several editors that have the session open, the one in which a document changed last is asked.
---| 'editor/models' # NoParams -> EditorModelsResult. Sent to editors with `client.completions`: which language models the person has there, the one that is taken where nobody names another first. Waited for at most 5 seconds.
---| 'editor/complete' # EditorCompleteParams -> EditorCompleteResult. Sent to editors with `client.completions` where a manifest has the provider kind `editor`: the editor's own language model goes on with a conversation. What it says comes as `editor/completing` while it says it, the answer to the request behind the last of them. Waited for as long as the editor is there, since it may have to ask its person first; once its model has accepted, a silence as long as `[provider] timeouts` allow ends it. `$/cancelRequest` says that nobody listens any more. Of several editors that have the session open, the one is asked in which the turn began, else the one in which a document changed last.
---| 'question/request' # QuestionRequestParams -> QuestionAnswer. A question of the model, which waits for the answer. Sent to editors with `client.questions`, and lives like `approval/request`: it belongs to the Pod, every editor that has the session open is asked, the first answer counts, `approval/resolved` tells the others. An error, a cancel or null means that the person gives no answer, and the model goes on without one. Other editors get `window/showMessageRequest` with the options as buttons.

--- A notification of the daemon's.
---@alias podd.DaemonNotification
---| 'approval/resolved' # ApprovalResolvedParams. A question that this editor was asked needs no answer any more: another one has answered, or the call was cancelled. Told of each kind of question to the editors that are asked it: of `approval/request` to those with `client.approvals`, of `question/request` to those with `client.questions`.
---| '$/cancelRequest' # CancelParams. Gives up a request. It is answered with requestCancelled once what it began has stopped.
---| '$/progress' # ProgressParams. How far a request is that came with a `workDoneToken`, or what a command began. The first is of kind begin, the last of kind end, before the answer.
---| 'window/showMessage' # ShowMessageParams. What a command did not do, or the last words of what it did.
---| 'changes/changed' # ChangesListResult. Sent to editors with `client.changes` when hunks of open files come, move or go, at most 10 times a second and no faster than the editor reads: all hunks of each of these files, none when all are decided about.
---| '$/opened' # OpenedParams. To a connection that said where it comes from: with what a Pod of it would be opened to be as it is now, after it was opened and whenever somebody configures it.
---| '$/closed' # PodParams. To a connection that said where it comes from: a Pod whose events it got was closed, by whomever. After `$/ending` it says nothing of the kind: another daemon opens the Pod again.
---| '$/ending' # NoParams. To a connection that said where it comes from: the daemon ends, as it was told to. Another one may be asked to go on.
---| 'command/show' # CommandShowParams. Shows the person at the keyboard a line that belongs to the question that follows.
---| 'inline/update' # Inline. Sent to editors with `client.changes` while the model writes: first without hunks, so that the id is known, then with one hunk for the range and its new text so far, at most 20 times a second and no faster than the editor reads. The document is untouched.
---| 'pod/event' # PodEventParams. Something happened in a Pod. An editor skips events that it does not know.

local M = {}

--- The codes of errors by their names.
M.errors = {
  --- A message is not readable as JSON. Its id is null.
  parseError = -32700,
  --- A message is no request, its frame is broken or over 64 MiB, its id is longer than 1,000 characters (the answer then has the id null), or it comes after `shutdown`.
  invalidRequest = -32600,
  --- There is no such method.
  methodNotFound = -32601,
  --- Params do not fit. The message names the field.
  invalidParams = -32602,
  --- A fault of Podd's. The message has an id that stands in the log.
  internalError = -32603,
  --- A request comes before `initialize`.
  notInitialized = -32002,
  --- The request was given up by `$/cancelRequest`, or a `pod/steer` by a `pod/cancel` behind it.
  requestCancelled = -32800,
  --- A document has another version by now than the request is about.
  contentModified = -32801,
  --- No such Pod is open.
  podNotFound = -32010,
  --- A turn runs, or the session is open: with another overlay, or when it is to be deleted.
  podBusy = -32011,
  --- The last turn finished; there is nothing to resume.
  notPaused = -32012,
  --- No turn runs that could be told more.
  notRunning = -32012,
  --- No such session was ever run.
  sessionNotFound = -32013,
  --- The session has no such entry.
  entryNotFound = -32014,
  --- A session's chain is broken. Nothing was changed.
  sessionCorrupt = -32015,
  --- Files cannot go back: the quota of checkpoints has dropped what they held. Nothing was changed.
  checkpointsDropped = -32016,
  --- A manifest has errors; all of them are listed.
  manifestInvalid = -32020,
  --- The working directory may not be read under the scope.
  pathOutsideScope = -32022,
  --- The working directory is missing or no folder.
  workingDirectoryUnreadable = -32023,
  --- A file system does not answer within the time limit (30 s for most), or too many earlier requests still wait for one.
  fileSystemHangs = -32024,
  --- The model could not be asked, or refused.
  providerFailed = -32030,
  --- The provider's key is not set.
  credentialMissing = -32031,
  --- The conversation does not fit the model's context.
  contextOverflow = -32032,
  --- No summary could take the place of older history. Nothing was changed.
  compactionFailed = -32040,
  --- A turn's context is too full again right after it was compacted.
  compactionThrash = -32041,
  --- Sessions cannot be written or read. What was recorded stays.
  storeFailed = -32050,
  --- A system prompt's template cannot be read.
  templateInvalid = -32060,
  --- A system prompt's template cannot be rendered.
  templateFailed = -32061,
}

return M
