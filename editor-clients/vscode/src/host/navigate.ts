// From the conversation to the editor: places, diffs, code.
import { commands, type Disposable, env, l10n, Position, Range, Uri, ViewColumn, window, workspace, WorkspaceEdit, type WorkspaceFolder } from 'vscode';

/** Where the page's links lead: a URI, a path with a line, or a place outside, which VS Code asks about. */
export async function open(target: string, line: number | undefined, folder: WorkspaceFolder | undefined): Promise<void> {
  if (/^(https?|mailto):/i.test(target)) {
    await env.openExternal(Uri.parse(target));
    return;
  }
  const place = /^(.*?)(?::(\d+)(?::\d+)?)?$/.exec(target.replace(/#L(\d+).*$/, ':$1'))!;
  const uri = await found(place[1]!, folder);
  if (!uri) {
    void window.showInformationMessage(l10n.t('Podd: there is no file {0}.', place[1]!));
    return;
  }
  const at = line ?? (place[2] ? Number(place[2]) - 1 : undefined);
  await window.showTextDocument(uri, { viewColumn: beside(), preview: true,
    ...(at === undefined ? {} : { selection: new Range(at, 0, at, 0) }) });
}

/** Where files open: never over a conversation in an editor tab. */
function beside(): ViewColumn {
  const group = window.tabGroups.activeTabGroup;
  const isText = group.activeTab === undefined || 'uri' in (group.activeTab.input as object ?? {});
  return isText ? ViewColumn.Active : window.tabGroups.all.find((each) => each !== group)?.viewColumn ?? ViewColumn.Beside;
}

export async function found(path: string, folder: WorkspaceFolder | undefined): Promise<Uri | undefined> {
  const candidates = /^[a-z][a-z0-9+.-]+:\/\//i.test(path) ? [Uri.parse(path)]
    : path.startsWith('/') ? [Uri.file(path)]
      : [...(folder ? [folder] : []), ...(workspace.workspaceFolders ?? [])].map(({ uri }) => Uri.joinPath(uri, path));
  for (const uri of candidates) {
    if (workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())) return uri;
    try {
      await workspace.fs.stat(uri);
      return uri;
    } catch {
      // the next one, then
    }
  }
  if (!path.includes('/')) return (await workspace.findFiles(`**/${path}`, undefined, 1))[0];
  return undefined;
}

/** Puts code where the cursor is, in place of what is selected, as one undo step. */
export async function insertAtCursor(text: string): Promise<void> {
  const editor = window.activeTextEditor ?? window.visibleTextEditors[0];
  if (!editor) {
    await openUntitled(text);
    return;
  }
  await editor.edit((edit) => edit.replace(editor.selection, text));
}

/** Shows what applying code to a file would change; what the person leaves on the right is what the file becomes. */
export async function applyToFile(text: string, name: string | undefined, folder: WorkspaceFolder | undefined): Promise<void> {
  const editor = window.activeTextEditor ?? window.visibleTextEditors[0];
  const uri = name ? await found(name, folder) : editor?.document.uri;
  if (!uri && name && folder) {
    const edit = new WorkspaceEdit();
    const created = Uri.joinPath(folder.uri, name);
    edit.createFile(created, { ignoreIfExists: true });
    edit.insert(created, new Position(0, 0), text.endsWith('\n') ? text : `${text}\n`);
    await workspace.applyEdit(edit);
    await window.showTextDocument(created);
    return;
  }
  if (!uri) {
    await openUntitled(text);
    return;
  }
  const document = await workspace.openTextDocument(uri);
  const shown = await window.showTextDocument(document, { viewColumn: beside() });
  const edit = new WorkspaceEdit();
  edit.replace(uri, target(document.getText(), text, shown.selection, document.positionAt.bind(document)), text.endsWith('\n') || !text ? text : `${text}\n`);
  await workspace.applyEdit(edit);
}

/**
 * What the code takes the place of: the selection; else the lines from where its first line stands to where its last line
 * stands; else the whole file when it looks like one; else nothing, at the cursor.
 */
export function target(file: string, code: string, selection: Range, at: (offset: number) => Position): Range {
  if (!selection.isEmpty) return selection;
  const lines = file.split('\n');
  const wanted = code.split('\n').map((line) => line.trim()).filter(Boolean);
  const first = lines.findIndex((line) => line.trim() === wanted[0]);
  const last = lines.findLastIndex((line, index) => index > first && line.trim() === wanted.at(-1));
  if (wanted.length > 1 && first >= 0 && last > first) return new Range(first, 0, last + 1, 0);
  if (!file.trim()) return new Range(at(0), at(file.length));
  return new Range(selection.start.line, 0, selection.start.line, 0);
}

async function openUntitled(text: string): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ content: text }));
}

/** Diffs and texts that stand in no file, by their number. */
export class Texts implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registered = workspace.registerTextDocumentContentProvider('podd-text', {
    provideTextDocumentContent: (uri) => this.#texts.get(uri.path) ?? '',
  });
  #count = 0;

  uri(name: string, text: string): Uri {
    const path = `/${++this.#count}/${name}`;
    this.#texts.set(path, text);
    if (this.#texts.size > 50) this.#texts.delete(this.#texts.keys().next().value!);
    return Uri.from({ scheme: 'podd-text', path });
  }

  async show(name: string, text: string): Promise<void> {
    await window.showTextDocument(await workspace.openTextDocument(this.uri(name, text)), { viewColumn: beside(), preview: true });
  }

  /** Both sides of a unified diff, as far as it shows them. */
  async showDiff(title: string, diff: string): Promise<void> {
    const lines = diff.split('\n').filter((line) => !/^(---|\+\+\+|diff |index |\\)/.test(line));
    const side = (sign: string) => lines.filter((line) => line.startsWith('@@') || line.startsWith(sign) || line.startsWith(' '))
      .map((line) => line.startsWith('@@') ? '⋯' : line.slice(1)).join('\n');
    const name = /([^\s/]+\.\w+)\s*$/.exec(title)?.[1] ?? 'change.txt';
    await commands.executeCommand('vscode.diff', this.uri(name, side('-')), this.uri(name, side('+')), title, { preview: true });
  }

  dispose(): void {
    this.#registered.dispose();
  }
}
