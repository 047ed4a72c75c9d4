// What the language servers of this window know, for the daemon: their answers as LSP has them.
import { commands, Diagnostic, Disposable, type DocumentSymbol, type Hover, languages, Location, type LocationLink, MarkdownString, Position, Range,
  type SymbolInformation, Uri, workspace, type WorkspaceEdit } from 'vscode';
import type { EditorQueryParams } from '../protocol';
import type { Daemon } from './daemon';

/** How long a language server may take to look at what was typed, and to go on telling, in milliseconds. */
const patience = 900;
const settling = 120;

/** When texts and what is said about them changed last, by URI. */
const typed = new Map<string, number>();
const told = new Map<string, number>();

export function answerQueries(daemon: Daemon): Disposable {
  return Disposable.from(daemon.answer('editor/query', (params) => answer(params)),
    workspace.onDidChangeTextDocument(({ document }) => { if (document.uri.scheme !== 'output') typed.set(document.uri.toString(), Date.now()); }),
    workspace.onDidOpenTextDocument(({ uri }) => typed.set(uri.toString(), Date.now())),
    workspace.onDidCloseTextDocument(({ uri }) => { typed.delete(uri.toString()); told.delete(uri.toString()); }),
    languages.onDidChangeDiagnostics(({ uris }) => { for (const uri of uris) told.set(uri.toString(), Date.now()); }));
}

/** Until the language servers have said what they think of the text as it stands, or will not. */
async function fresh(uri: Uri): Promise<void> {
  const key = uri.toString();
  const end = Math.max(typed.get(key) ?? 0, Date.now() - patience) + patience;
  for (;;) {
    const now = Date.now();
    const heard = told.get(key) ?? 0;
    const since = typed.get(key) ?? 0;
    if (now >= end || since + 2 * patience < now || (heard >= since && now - heard > settling)) return;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

export async function answer({ query, textDocument, position, text }: EditorQueryParams): Promise<unknown> {
  const uri = textDocument ? Uri.parse(textDocument.uri) : undefined;
  if (uri) await workspace.openTextDocument(uri); // so that its language server knows it
  const at = position ? new Position(position.line, position.character) : undefined;
  const run = <T>(command: string, ...args: unknown[]) => Promise.resolve(commands.executeCommand<T | undefined>(command, ...args));
  switch (query) {
    case 'diagnostics':
      if (uri) await fresh(uri);
      return uri ? languages.getDiagnostics(uri).map(diagnostic)
        : { items: languages.getDiagnostics().filter(([, all]) => all.length > 0).map(([each, all]) => ({ uri: each.toString(), items: all.map(diagnostic) })) };
    case 'definition': return (await run<(Location | LocationLink)[]>('vscode.executeDefinitionProvider', uri, at) ?? []).map(location);
    case 'references': return (await run<Location[]>('vscode.executeReferenceProvider', uri, at) ?? []).map(location);
    case 'symbols':
      return uri ? (await run<(DocumentSymbol | SymbolInformation)[]>('vscode.executeDocumentSymbolProvider', uri) ?? []).map(symbol)
        : (await run<SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', text ?? '') ?? []).map(symbol);
    case 'hover': {
      const hovers = await run<Hover[]>('vscode.executeHoverProvider', uri, at) ?? [];
      const contents = hovers.flatMap((hover) => hover.contents.map((each) => typeof each === 'string' ? each
        : each instanceof MarkdownString ? each.value : `\`\`\`${each.language}\n${each.value}\n\`\`\``)).filter(Boolean);
      return contents.length > 0 ? { contents: { kind: 'markdown', value: contents.join('\n\n') } } : null;
    }
    case 'rename': return edit(await run<WorkspaceEdit>('vscode.executeDocumentRenameProvider', uri, at, text));
    default: throw new Error(`no language server answers ${String(query)}`);
  }
}

function range({ start, end }: Range) {
  return { start: { line: start.line, character: start.character }, end: { line: end.line, character: end.character } };
}

function diagnostic(each: Diagnostic) {
  return { range: range(each.range), severity: each.severity + 1, message: each.message, ...(each.source ? { source: each.source } : {}),
    ...(each.code === undefined ? {} : { code: typeof each.code === 'object' ? each.code.value : each.code }) };
}

function location(each: Location | LocationLink) {
  return each instanceof Location ? { uri: each.uri.toString(), range: range(each.range) }
    : { uri: each.targetUri.toString(), range: range(each.targetSelectionRange ?? each.targetRange) };
}

function symbol(each: DocumentSymbol | SymbolInformation): unknown {
  return isTree(each)
    ? { name: each.name, kind: each.kind + 1, ...(each.detail ? { detail: each.detail } : {}), range: range(each.range), selectionRange: range(each.selectionRange),
      children: each.children.map(symbol) }
    : { name: each.name, kind: each.kind + 1, location: location(each.location), ...(each.containerName ? { containerName: each.containerName } : {}) };
}

function isTree(each: DocumentSymbol | SymbolInformation): each is DocumentSymbol {
  return 'selectionRange' in each;
}

function edit(made: WorkspaceEdit | undefined) {
  if (!made || made.size === 0) return null;
  return { documentChanges: made.entries().map(([uri, edits]) => ({
    textDocument: { uri: uri.toString(), version: workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())?.version ?? null },
    edits: edits.map((each) => ({ range: range(each.range), newText: each.newText })) })) };
}
