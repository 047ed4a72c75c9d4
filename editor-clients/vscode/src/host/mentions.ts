// What @ offers: open editors, files, symbols, problems, changes, the terminal.
import { commands, DiagnosticSeverity, extensions, l10n, languages, type SymbolInformation, TabInputText, Uri, window, workspace,
  type WorkspaceFolder } from 'vscode';
import type { Prompt } from '../protocol';
import type { Chip } from '../shared/messages';
import type { Daemon } from './daemon';

const limit = 12;

export async function suggestions(query: string, daemon: Daemon, folder: WorkspaceFolder | undefined): Promise<Chip[]> {
  const [files, symbols] = await Promise.all([fileChips(query, daemon, folder), query.length > 1 ? symbolChips(query) : []]);
  const all = [...special(query), ...files.slice(0, limit), ...symbols.slice(0, limit)];
  return all.slice(0, 2 * limit);
}

/** What / offers beside the page's own commands: the prompts of MCP servers. */
export async function prompts(daemon: Daemon, folder: WorkspaceFolder | undefined): Promise<Prompt[]> {
  if (daemon.lacks('prompt/list') || daemon.state !== 'ready') return [];
  try {
    return (await daemon.request('prompt/list', folder ? { workspaceFolder: folder.uri.toString() } : {})).prompts;
  } catch {
    return []; // a daemon that does not know the method
  }
}

export function fileChip(uri: Uri, detail = workspace.asRelativePath(uri)): Chip {
  return { part: { type: 'file', uri: uri.toString() }, label: uri.path.split('/').at(-1)!, detail, icon: 'file' };
}

async function fileChips(query: string, daemon: Daemon, folder: WorkspaceFolder | undefined): Promise<Chip[]> {
  const open = window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ input }) => input).filter((input) => input instanceof TabInputText)
    .map(({ uri }) => uri).filter(({ scheme }) => scheme === 'file' || scheme === 'untitled');
  if (!daemon.lacks('file/find') && daemon.state === 'ready') {
    try {
      const { files } = await daemon.request('file/find', { query, limit, ...(folder ? { workspaceFolder: folder.uri.toString() } : {}) });
      return files.map(({ uri, path }) => fileChip(Uri.parse(uri), path));
    } catch {
      // a daemon that does not know the method: VS Code finds them
    }
  }
  const wanted = query.toLowerCase();
  const fits = (uri: Uri) => workspace.asRelativePath(uri).toLowerCase().includes(wanted);
  const found = query ? await workspace.findFiles(`**/*${[...query].filter((each) => /[\w.-]/.test(each)).map((each) =>
    /[a-z]/i.test(each) ? `[${each.toLowerCase()}${each.toUpperCase()}]` : each).join('')}*`, undefined, limit) : [];
  const unique = new Map([...open.filter(fits), ...found].map((uri) => [uri.toString(), uri]));
  return [...unique.values()].map((uri) => fileChip(uri));
}

async function symbolChips(query: string): Promise<Chip[]> {
  const symbols = await commands.executeCommand<SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', query) ?? [];
  return symbols.filter(({ location }) => location.uri.scheme === 'file').map(({ name, location, containerName }) => ({
    part: { type: 'file', uri: location.uri.toString(), range: location.range }, label: name,
    detail: `${containerName ? `${containerName} · ` : ''}${workspace.asRelativePath(location.uri)}:${location.range.start.line + 1}`, icon: 'symbol-method' }));
}

function special(query: string): Chip[] {
  const fits = (word: string) => word.startsWith(query.toLowerCase());
  const chips: Chip[] = [];
  const active = window.activeTextEditor?.document;
  if (fits('problems')) {
    const with_ = languages.getDiagnostics().filter(([uri, all]) => uri.scheme === 'file' && all.some(({ severity }) => severity <= DiagnosticSeverity.Warning));
    const first = with_.find(([uri]) => uri.toString() === active?.uri.toString()) ?? with_[0];
    if (first) chips.push(problemsChip(first[0], first[1].length));
  }
  if (fits('terminal')) {
    const last = lastCommand();
    if (last) chips.push({ part: { type: 'text', text: last }, label: l10n.t('Terminal'), detail: last.split('\n')[0]!.slice(0, 60), icon: 'terminal' });
  }
  if (fits('changes')) {
    const changed = changedFiles();
    if (changed.length > 0) chips.push({ part: { type: 'text', text: `${l10n.t('Files with uncommitted changes:')}\n${changed.join('\n')}` }, label: l10n.t('Changes'),
      detail: changed.length === 1 ? l10n.t('1 file in git') : l10n.t('{0} files in git', changed.length), icon: 'source-control' });
  }
  return chips;
}

export function problemsChip(uri: Uri, count: number): Chip {
  return { part: { type: 'diagnostics', uri: uri.toString() }, label: l10n.t('Problems: {0}', uri.path.split('/').at(-1)!), detail: l10n.t('{0} in {1}', count, workspace.asRelativePath(uri)), icon: 'warning' };
}

interface GitApi {
  getAPI(version: 1): { repositories: { state: { workingTreeChanges: { uri: Uri }[]; indexChanges: { uri: Uri }[] } }[] };
}

function changedFiles(): string[] {
  const git = extensions.getExtension<GitApi>('vscode.git');
  if (!git?.isActive) return [];
  return git.exports.getAPI(1).repositories.flatMap(({ state }) => [...state.workingTreeChanges, ...state.indexChanges])
    .map(({ uri }) => workspace.asRelativePath(uri)).filter((path, at, all) => all.indexOf(path) === at);
}

let command = '';
let output = '';

/** Remembers the last command of a terminal and the end of its output, where the shell tells about them. */
export function followTerminal() {
  return window.onDidStartTerminalShellExecution(async ({ execution }) => {
    command = execution.commandLine.value;
    output = '';
    for await (const data of execution.read()) output = (output + data).slice(-20_000);
  });
}

export function lastCommand(): string {
  // eslint-disable-next-line no-control-regex
  const plain = output.replace(/\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-9;?]*[ -/]*[@-~]/g, '').replace(/\r\n?/g, '\n');
  return command ? `$ ${command}\n${plain}` : '';
}
