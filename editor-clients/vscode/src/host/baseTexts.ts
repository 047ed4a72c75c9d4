// The text before pending changes, where the daemon does not offer its `pod:` documents itself: the document with each hunk taken back.
import { Disposable, Uri, workspace } from 'vscode';
import { before } from './beforeText';
import type { Changes } from './changes';
import type { Daemon } from './daemon';

export class BaseTexts implements Disposable {
  #provider: Disposable | undefined;
  readonly #listening: Disposable;

  constructor(daemon: Daemon, private readonly changes: Changes) {
    this.#listening = daemon.onState((state) => {
      if (state !== 'ready') return;
      this.#provider?.dispose();
      this.#provider = daemon.offersTexts ? undefined : workspace.registerTextDocumentContentProvider('pod', {
        provideTextDocumentContent: (uri) => this.#text(uri),
      });
    });
  }

  dispose(): void {
    this.#listening.dispose();
    this.#provider?.dispose();
  }

  async #text(base: Uri): Promise<string> {
    const file = this.changes.files.find((each) => Uri.parse(each.base).toString() === base.toString());
    if (!file) throw new Error('these changes have been decided');
    return before((await workspace.openTextDocument(Uri.parse(file.uri))).getText(), file.hunks);
  }
}
