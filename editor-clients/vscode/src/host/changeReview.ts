// Pending changes as a whole: in Source Control with a diff each, in the gutter, and all of them side by side.
import { commands, type Disposable, l10n, scm, Selection, type SourceControl, type SourceControlResourceGroup, TabInputTextDiff,
  TextEditorRevealType, Uri, window, workspace } from 'vscode';
import type { Changed } from '../protocol';
import { before, beforeTurn } from './baseTexts';
import type { Changes, Place } from './changes';

interface LineChange {
  modifiedStartLineNumber: number;
  modifiedEndLineNumber: number;
}

export class ChangeReview implements Disposable {
  #control: SourceControl | undefined;
  #group: SourceControlResourceGroup | undefined;
  readonly #listening: Disposable;

  constructor(private readonly changes: Changes) {
    this.#listening = changes.onChanged(() => this.#show());
  }

  /** What the commands of menus, lenses, keys and the palette do. */
  commands(): Record<string, (...args: never[]) => unknown> {
    const { changes } = this;
    const uriOf = (resource?: Uri | { resourceUri: Uri }) => resource instanceof Uri ? resource : resource?.resourceUri ?? window.activeTextEditor?.document.uri;
    const file = (resource?: Uri | { resourceUri: Uri }) => {
      const uri = uriOf(resource);
      return uri && changes.of(uri);
    };
    return {
      'podd.keepHunk': (...given: unknown[]) => this.#decide('keep', given),
      'podd.undoHunk': (...given: unknown[]) => this.#decide('undo', given),
      'podd.nextHunk': () => this.#go(1),
      'podd.previousHunk': () => this.#go(-1),
      'podd.keepFile': async (resource?: Uri) => { const found = file(resource); if (found) await changes.keep({ uri: found.uri }); },
      'podd.undoFile': async (resource?: Uri) => { const found = file(resource); if (found) await changes.undo({ uri: found.uri }); },
      'podd.keepAll': () => Promise.all(changes.files.map(({ uri }) => changes.keep({ uri }))),
      'podd.undoAll': () => this.#undoAll(),
      'podd.diffFile': (resource?: Uri) => { const found = file(resource); return found && showDiff(found); },
      'podd.diffAll': () => this.showAll(changes.files),
    };
  }

  /** All changed files in one editor. */
  async showAll(files: readonly Changed[]): Promise<void> {
    if (files.length === 0) return;
    await commands.executeCommand('vscode.changes', l10n.t('Changes by Podd'), files.map(({ uri, base }) => [Uri.parse(uri), before(Uri.parse(uri), Uri.parse(base)), Uri.parse(uri)]));
  }

  /** What the last turn of a session that changed something did, all files in one editor. */
  async showTurn(session: string | undefined): Promise<void> {
    const turns = this.changes.files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.session === session && hunk.turn !== undefined ? [hunk.turn] : []));
    if (session === undefined || turns.length === 0) {
      void window.showInformationMessage(l10n.t('Podd: nothing of this conversation is pending.'));
      return;
    }
    const turn = Math.max(...turns);
    const files = this.changes.files.filter(({ hunks }) => hunks.some((hunk) => hunk.session === session && hunk.turn === turn)).map(({ uri }) => Uri.parse(uri));
    await commands.executeCommand('vscode.changes', l10n.t('Changes of Turn {0} by Podd', turn), files.map((uri) => [uri, beforeTurn(uri, session, turn), uri]));
  }

  dispose(): void {
    this.#listening.dispose();
    this.#control?.dispose();
  }

  async #decide(what: 'keep' | 'undo', given: unknown[]): Promise<void> {
    const hunk = this.#meant(given);
    if (hunk) await this.changes[what]({ hunks: [hunk] });
    else void window.showInformationMessage(l10n.t('Podd: there is no pending change here; the text has changed meanwhile.'));
  }

  /** From a lens, from the peek of the gutter, or at the cursor. */
  #meant([first, changes, index]: unknown[]): string | undefined {
    if (first instanceof Uri) {
      const change = (changes as LineChange[] | undefined)?.[index as number];
      const document = workspace.textDocuments.find(({ uri }) => uri.toString() === first.toString());
      if (!change || !document) return undefined;
      const from = change.modifiedStartLineNumber - 1;
      return this.changes.overlapping(document, from, Math.max(from, change.modifiedEndLineNumber - 1))?.hunk.hunk;
    }
    const named = (first as { hunk?: string } | undefined)?.hunk;
    const editor = window.activeTextEditor;
    return named ?? (editor ? this.changes.at(editor)?.hunk.hunk : undefined);
  }

  async #go(step: 1 | -1): Promise<void> {
    const next = this.changes.next(window.activeTextEditor, step);
    if (next) await show(next);
  }

  async #undoAll(): Promise<void> {
    const { files } = this.changes;
    const undo = l10n.t('Undo');
    const sure = files.length < 2 ? undo : await window.showWarningMessage(l10n.t('Undo all changes by Podd in {0} files?', files.length), { modal: true }, undo);
    if (sure) await Promise.all(files.map(({ uri }) => this.changes.undo({ uri })));
  }

  /** There only while there is something to review: a second provider beside git is in the way otherwise. */
  #show(): void {
    const { files } = this.changes;
    if (files.length === 0) {
      this.#control?.dispose();
      this.#control = this.#group = undefined;
      return;
    }
    if (!this.#control || !this.#group) {
      this.#control = scm.createSourceControl('podd', 'Podd', workspace.workspaceFolders?.[0]?.uri);
      this.#control.inputBox.visible = false;
      this.#control.count = 0;
      this.#control.quickDiffProvider = { provideOriginalResource: (uri) => { const base = this.changes.of(uri)?.base; return base ? Uri.parse(base) : undefined; } };
      this.#group = this.#control.createResourceGroup('pending', l10n.t('Changes by Podd'));
    }
    this.#group.resourceStates = files.map((file) => ({ resourceUri: Uri.parse(file.uri),
      decorations: { tooltip: file.hunks.length === 1 ? l10n.t('1 change') : l10n.t('{0} changes', file.hunks.length) },
      command: { command: 'podd.diffFile', title: l10n.t('Show Changes'), arguments: [Uri.parse(file.uri)] } }));
    void closeDecided(this.changes);
  }
}

/** The left side is as it was; what is changed on the right is changed in the file. */
async function showDiff(file: Changed): Promise<void> {
  const uri = Uri.parse(file.uri);
  await commands.executeCommand('vscode.diff', Uri.parse(file.base), uri, `${workspace.asRelativePath(uri)} (Podd)`, { preview: true });
}

async function show({ file, hunk }: Place): Promise<void> {
  const editor = await window.showTextDocument(Uri.parse(file.uri), { preview: true });
  const { line } = hunk.range.start;
  editor.selection = new Selection(line, 0, line, 0);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** A diff whose base the daemon has replaced shows the old one: it is closed when everything in it is decided. */
async function closeDecided(changes: Changes): Promise<void> {
  const over = window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input, isActive }) => !isActive && input instanceof TabInputTextDiff
    && input.original.scheme === 'pod' && !changes.of(input.modified));
  if (over.length > 0) await window.tabGroups.close(over, true);
}
