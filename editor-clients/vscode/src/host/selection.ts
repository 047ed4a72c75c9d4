// What is selected in the editor, told when it changes and holds for a moment.
import { Disposable, type TextEditor, window, workspace } from 'vscode';
import type { Selection } from '../shared/messages';

const settling = 120;

export function followSelection(tell: (selection: Selection | undefined) => void): Disposable {
  let timer: NodeJS.Timeout | undefined;
  let last = '';
  const look = () => {
    const now = selectionOf(window.activeTextEditor);
    const text = JSON.stringify(now ?? null);
    if (text === last || (!now && window.activeTextEditor === undefined && last !== '')) return;
    last = text;
    tell(now);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, settling);
  };
  const listening = Disposable.from(window.onDidChangeTextEditorSelection(soon), window.onDidChangeActiveTextEditor(soon));
  soon();
  return new Disposable(() => {
    clearTimeout(timer);
    listening.dispose();
  });
}

/** Undefined when nothing is selected, or in no document that Podd sees. */
export function selectionOf(editor: TextEditor | undefined): Selection | undefined {
  if (!editor || editor.selection.isEmpty || !['file', 'untitled'].includes(editor.document.uri.scheme)) return undefined;
  const { start, end } = editor.selection;
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  const name = workspace.asRelativePath(editor.document.uri).split('/').at(-1)!;
  return { uri: editor.document.uri.toString(), range: { start, end },
    label: `${name}:${start.line + 1}${last > start.line ? `-${last + 1}` : ''}` };
}
