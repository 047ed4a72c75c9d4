// What agents changed and the person has neither kept nor undone, as the daemon tells it: data, not decorations.
import { commands, type Disposable, EventEmitter, l10n, type TextDocument, type TextEditor, Uri, window, workspace } from 'vscode';
import type { Changed, ChangesDecideParams, Hunk } from '../protocol';
import type { Daemon } from './daemon';

export interface Place {
  file: Changed;
  hunk: Hunk;
}

export class Changes implements Disposable {
  readonly #files = new Map<string, Changed>();
  readonly #changed = new EventEmitter<void>();
  readonly onChanged = this.#changed.event;
  readonly #listening: Disposable[];

  constructor(private readonly daemon: Daemon) {
    this.#listening = [
      daemon.on('changes/changed', ({ files }) => this.#take(files)),
      daemon.onState((state) => { if (state === 'ready') void this.refresh(); }),
      window.onDidChangeActiveTextEditor(() => this.#setContext()),
    ];
  }

  get files(): readonly Changed[] {
    return [...this.#files.values()];
  }

  get count(): number {
    return this.files.reduce((sum, { hunks }) => sum + hunks.length, 0);
  }

  of(uri: Uri): Changed | undefined {
    return this.#files.get(uri.toString());
  }

  /** All there are, of files that are not open too. */
  async refresh(): Promise<void> {
    if (this.daemon.lacks('changes/list')) return;
    const folders = workspace.workspaceFolders ?? [];
    try {
      const answers = await Promise.all(folders.map(({ uri }) => this.daemon.request('changes/list', { workspaceFolder: uri.toString() })));
      this.#files.clear();
      this.#take(answers.flatMap(({ files }) => files));
    } catch {
      this.#take([]); // a daemon that keeps no hunks
    }
  }

  async keep(which: ChangesDecideParams): Promise<void> {
    await this.#decide('changes/keep', which);
  }

  async undo(which: ChangesDecideParams): Promise<void> {
    await this.#decide('changes/undo', which);
  }

  /** The hunk at the cursor, else the first that begins behind it. */
  at(editor: TextEditor): Place | undefined {
    const file = this.of(editor.document.uri);
    const line = editor.selection.active.line;
    const hunk = file?.hunks.find((each) => covers(each, line)) ?? file?.hunks.find((each) => each.range.start.line >= line) ?? file?.hunks.at(-1);
    return file && hunk ? { file, hunk } : undefined;
  }

  /** The hunk that has lines of the document, as an editor counts them now. */
  overlapping(document: TextDocument, from: number, to: number): Place | undefined {
    const file = this.of(document.uri);
    const hunk = file?.hunks.find((each) => each.range.start.line <= to && Math.max(each.range.start.line, each.range.end.line - 1) >= from);
    return file && hunk ? { file, hunk } : undefined;
  }

  /** The next hunk of all files after a place, around the end. */
  next(editor: TextEditor | undefined, step: 1 | -1): Place | undefined {
    const all = this.files.flatMap((file) => file.hunks.map((hunk) => ({ file, hunk })));
    if (all.length === 0) return undefined;
    const uri = editor?.document.uri.toString();
    const line = editor?.selection.active.line ?? 0;
    const here = all.filter(({ file, hunk }) => file.uri === uri && (step > 0 ? hunk.range.start.line > line : hunk.range.start.line < line));
    const near = step > 0 ? here[0] : here.at(-1);
    if (near) return near;
    const files = this.files;
    const at = files.findIndex((file) => file.uri === uri);
    const file = files[(at + step + files.length) % files.length]!;
    const hunk = step > 0 ? file.hunks[0] : file.hunks.at(-1);
    return hunk ? { file, hunk } : undefined;
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    this.#changed.dispose();
  }

  async #decide(method: 'changes/keep' | 'changes/undo', which: ChangesDecideParams): Promise<void> {
    const { kept, undone, conflicts } = await this.daemon.request(method, which);
    const decided = new Set([...kept, ...undone]);
    this.#take(this.files.filter(({ hunks }) => hunks.some(({ hunk }) => decided.has(hunk)))
      .map((file) => ({ ...file, hunks: file.hunks.filter(({ hunk }) => !decided.has(hunk)) })));
    if (conflicts.length > 0) {
      void window.showWarningMessage(conflicts.length === 1 ? l10n.t('Podd left a change as it is: {0}', conflicts[0]!.reason)
        : l10n.t('Podd left {0} changes as they are: {1}', conflicts.length, conflicts[0]!.reason));
    }
  }

  #take(files: readonly Changed[]): void {
    for (const file of files) {
      const uri = Uri.parse(file.uri).toString();
      const hunks = file.hunks.filter(({ state }) => state === 'pending');
      if (hunks.length === 0) this.#files.delete(uri);
      else this.#files.set(uri, { ...file, uri, hunks });
    }
    this.#setContext();
    this.#changed.fire();
  }

  #setContext(): void {
    const uri = window.activeTextEditor?.document.uri;
    void commands.executeCommand('setContext', 'podd.hasChanges', this.#files.size > 0);
    void commands.executeCommand('setContext', 'podd.fileHasChanges', uri !== undefined && this.of(uri) !== undefined);
  }
}

export function covers({ range }: Hunk, line: number): boolean {
  return line >= range.start.line && (line < range.end.line || line === range.start.line);
}
