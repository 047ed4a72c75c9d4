// The text before pending changes, where the daemon does not offer its `pod:` documents itself: the document with each hunk taken back.
import { Disposable, l10n, Uri, workspace } from 'vscode';
import { textBefore } from './beforeText';
import type { Changes } from './changes';
import type { Daemon } from './daemon';

/** Where a list of files shows the text before changes under the file's own path, so that it does not look renamed. */
const scheme = 'podd-before';

export function before(uri: Uri, base: Uri): Uri {
  return Uri.from({ scheme, path: uri.path, query: base.toString() });
}

let looks = 0;

/** The text before what one turn changed, as it stands at this moment. */
export function beforeTurn(uri: Uri, session: string, turn: number): Uri {
  return Uri.from({ scheme, path: uri.path, query: `${session} ${turn} ${++looks}` });
}

export class BaseTexts implements Disposable {
  #provider: Disposable | undefined;
  readonly #listening: Disposable[];

  constructor(daemon: Daemon, private readonly changes: Changes) {
    this.#listening = [workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: async ({ path, query }) => {
        const [session, turn] = query.split(' ');
        if (turn === undefined) return (await workspace.openTextDocument(Uri.parse(query))).getText();
        const hunks = this.changes.of(Uri.file(path))?.hunks.filter((hunk) => hunk.session === session && hunk.turn === Number(turn)) ?? [];
        return textBefore((await workspace.openTextDocument(Uri.file(path))).getText(), hunks);
      },
    }), daemon.onState((state) => {
      if (state !== 'ready') return;
      this.#provider?.dispose();
      this.#provider = daemon.offersTexts ? undefined : workspace.registerTextDocumentContentProvider('pod', {
        provideTextDocumentContent: (uri) => this.#text(uri),
      });
    })];
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    this.#provider?.dispose();
  }

  async #text(base: Uri): Promise<string> {
    const file = this.changes.files.find((each) => Uri.parse(each.base).toString() === base.toString());
    if (!file) throw new Error(l10n.t('these changes have been decided'));
    return textBefore((await workspace.openTextDocument(Uri.parse(file.uri))).getText(), file.hunks);
  }
}
