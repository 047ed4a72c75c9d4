// An instruction at the selection: the edit stands in the document when it is written, as pending changes like any other.
import { commands, type Disposable, l10n, MarkdownString, Range, type TextEditor, ThemeColor, window } from 'vscode';
import { errorCodes, type Inline, type Part } from '../protocol';
import type { Conversations } from './conversations';
import { type Daemon, DaemonError } from './daemon';

export class InlineEdits implements Disposable {
  readonly #mark = window.createTextEditorDecorationType({ isWholeLine: true, backgroundColor: new ThemeColor('editor.rangeHighlightBackground') });
  readonly #running = new Map<string, { editor: TextEditor; range: Range }>();
  #starting: { editor: TextEditor; range: Range } | undefined;
  #last = '';
  readonly #listening: Disposable;

  constructor(private readonly daemon: Daemon, private readonly conversations: Conversations) {
    this.#listening = daemon.on('inline/update', (inline) => this.#update(inline));
  }

  /** @param given the instruction; asked for when it is left out */
  async edit(given?: string): Promise<void> {
    const editor = window.activeTextEditor;
    if (!editor) return;
    const { document, selection } = editor;
    const range = selection.isEmpty ? document.lineAt(selection.active.line).range : new Range(selection.start, selection.end);
    this.#show(editor, range, '');
    const instruction = given ?? await window.showInputBox({ title: l10n.t('Edit {0}', where(editor, range)), placeHolder: l10n.t('What shall be changed?'), value: this.#last, ignoreFocusOut: true });
    if (!instruction?.trim()) return this.#hide(editor);
    this.#last = instruction;
    this.#starting = { editor, range };
    this.#show(editor, range, l10n.t('Podd is writing… (Esc stops it)'));
    void commands.executeCommand('setContext', 'podd.inlineRunning', true);
    try {
      const inline = await this.daemon.request('inline/start', { textDocument: { uri: document.uri.toString(), version: document.version },
        range: { start: range.start, end: range.end }, instruction });
      if (inline.state === 'failed') void window.showErrorMessage(`Podd: ${inline.error?.message ?? l10n.t('the edit failed.')}`);
      else if (inline.note) window.setStatusBarMessage(`Podd: ${inline.note}`, 8_000);
    } catch (problem) {
      if (!(problem instanceof DaemonError) || problem.code !== errorCodes.methodNotFound) throw problem;
      await this.#inConversation(editor, range, instruction);
    } finally {
      this.#hide(editor);
      this.#starting = undefined;
      this.#running.clear();
      void commands.executeCommand('setContext', 'podd.inlineRunning', false);
    }
  }

  async stop(): Promise<void> {
    if (this.#running.size === 0) await this.conversations.current.stop();
    for (const inline of this.#running.keys()) await this.daemon.request('inline/stop', { inline });
  }

  dispose(): void {
    this.#listening.dispose();
    this.#mark.dispose();
  }

  /** What is coming, in a line: the document is touched only by the edit itself. */
  #update(inline: Inline): void {
    const place = this.#running.get(inline.inline) ?? this.#starting;
    if (!place || inline.state !== 'writing') return;
    this.#running.set(inline.inline, place);
    const coming = inline.hunks.map(({ newText }) => newText).join('\n');
    const lines = coming.trimEnd().split('\n');
    const last = lines.at(-1)!.trim().slice(0, 80);
    this.#show(place.editor, place.range, lines.length > 1 ? l10n.t('{0} lines: {1}', lines.length, last) : last ? l10n.t('1 line: {0}', last) : inline.note ?? l10n.t('Podd is writing…'), coming);
  }

  /** A daemon without inline edits: the conversation does it. */
  async #inConversation(editor: TextEditor, range: Range, instruction: string): Promise<void> {
    const input: Part[] = [{ type: 'text', text: l10n.t('Change only what is selected: {0}', instruction) },
      { type: 'selection', uri: editor.document.uri.toString(), range: { start: range.start, end: range.end } }];
    await this.conversations.current.say(input);
  }

  #show(editor: TextEditor, range: Range, text: string, preview = ''): void {
    const hover = preview ? new MarkdownString().appendCodeblock(preview, editor.document.languageId) : undefined;
    editor.setDecorations(this.#mark, [{ range, ...(hover ? { hoverMessage: hover } : {}),
      ...(text ? { renderOptions: { after: { contentText: text, margin: '0 0 0 2em', color: new ThemeColor('editorGhostText.foreground') } } } : {}) }]);
  }

  #hide(editor: TextEditor): void {
    editor.setDecorations(this.#mark, []);
  }
}

function where(editor: TextEditor, range: Range): string {
  const name = editor.document.uri.path.split('/').at(-1)!;
  return range.isSingleLine ? `${name}:${range.start.line + 1}` : `${name}:${range.start.line + 1}-${range.end.line + 1}`;
}
