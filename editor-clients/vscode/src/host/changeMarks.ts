// Pending changes in the text: a row of Keep, Undo and Next above each, its lines coloured, its old text in a hover.
import { CodeLens, type CodeLensProvider, type Disposable, l10n, languages, MarkdownString, OverviewRulerLane, Range, type TextDocument,
  type TextEditor, ThemeColor, window, workspace } from 'vscode';
import type { Hunk } from '../protocol';
import type { Changes } from './changes';

export class ChangeMarks implements CodeLensProvider, Disposable {
  readonly onDidChangeCodeLenses;
  readonly #added = window.createTextEditorDecorationType({ isWholeLine: true, backgroundColor: new ThemeColor('podd.changedLineBackground'),
    borderColor: new ThemeColor('podd.changedLineBorder'), borderStyle: 'solid', borderWidth: '0 0 0 2px',
    overviewRulerColor: new ThemeColor('editorOverviewRuler.addedForeground'), overviewRulerLane: OverviewRulerLane.Left });
  readonly #listening: Disposable[];

  constructor(private readonly changes: Changes) {
    this.onDidChangeCodeLenses = changes.onChanged;
    this.#listening = [
      this.#added,
      languages.registerCodeLensProvider([{ scheme: 'file' }, { scheme: 'untitled' }], this),
      changes.onChanged(() => window.visibleTextEditors.forEach((editor) => this.#mark(editor))),
      window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.#mark(editor))),
    ];
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const file = this.changes.of(document.uri);
    if (!file || !workspace.getConfiguration('podd').get('changes.codeLens')) return [];
    const more = this.changes.count > 1;
    return file.hunks.flatMap((hunk) => {
      const line = Math.min(hunk.range.start.line, document.lineCount - 1);
      const range = new Range(line, 0, line, 0);
      const lens = (title: string, command: string, tooltip: string) => new CodeLens(range, { title, command, tooltip, arguments: [{ hunk: hunk.hunk }] });
      return [lens(`$(check) ${l10n.t('Keep')}${said(hunk)}`, 'podd.keepHunk', l10n.t('This is my text now')), lens(`$(discard) ${l10n.t('Undo')}`, 'podd.undoHunk', l10n.t('Put back what was here')),
        ...(more ? [lens(`$(arrow-down) ${l10n.t('Next')}`, 'podd.nextHunk', l10n.t('Go to the next change'))] : [])];
    });
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
  }

  #mark(editor: TextEditor): void {
    const hunks = this.changes.of(editor.document.uri)?.hunks ?? [];
    editor.setDecorations(this.#added, hunks.filter(({ range }) => range.end.line > range.start.line).map((hunk) => ({
      range: new Range(hunk.range.start.line, 0, hunk.range.end.line - 1, 0), hoverMessage: hover(hunk, editor.document.languageId) })));
  }
}

function hover({ oldText }: Hunk, language: string): MarkdownString {
  const text = new MarkdownString();
  if (!oldText) text.appendMarkdown(l10n.t('Podd added this.'));
  else {
    text.appendMarkdown(l10n.t('Before Podd changed it:'));
    text.appendCodeblock(oldText.replace(/\n$/, ''), language);
  }
  return text;
}

/** Where nothing stands any more, how much is gone. */
function said({ oldText, newText, mended }: Hunk): string {
  if (newText === '' && oldText) {
    const lines = oldText.replace(/\n$/, '').split('\n').length;
    return ` ${lines === 1 ? l10n.t('(a line is gone)') : l10n.t('({0} lines are gone)', lines)}`;
  }
  return mended ? ` ${l10n.t('(with your changes)')}` : '';
}
