// All conversations that this window has before it, and which of them a folder is at.
import { type Disposable, EventEmitter, type Memento, type Uri, window, workspace, type WorkspaceFolder } from 'vscode';
import { Conversation } from './conversation';
import type { Daemon } from './daemon';

export class Conversations implements Disposable {
  readonly #open = new Set<Conversation>();
  readonly #current = new Map<string, Conversation>();
  readonly #switched = new EventEmitter<Conversation>();
  /** Another conversation is before the person. */
  readonly onSwitched = this.#switched.event;
  readonly #made = new EventEmitter<Conversation>();
  readonly onMade = this.#made.event;
  readonly #listening: Disposable[];
  #folder: WorkspaceFolder | undefined;
  /** Whether the person chose the folder, since another file became the active one. */
  #isChosen = false;

  constructor(private readonly daemon: Daemon, private readonly kept: Memento) {
    const last = workspace.workspaceFolders?.find(({ uri }) => uri.toString() === kept.get('folder') && kept.get(`session ${uri.toString()}`));
    this.#folder = last ?? folderOf(window.activeTextEditor?.document.uri) ?? workspace.workspaceFolders?.[0];
    this.#listening = [
      daemon.on('pod/event', (event) => this.#ofPod(event.pod)?.tell(event)),
      daemon.onState((state) => { if (state === 'ready') void this.#reopen(); }),
      workspace.onDidChangeWorkspaceFolders(() => { if (!this.#folder) this.#folder = workspace.workspaceFolders?.[0]; }),
      window.onDidChangeActiveTextEditor((editor) => this.#follow(folderOf(editor?.document.uri))),
    ];
  }

  get folder() {
    return this.#folder;
  }

  get all(): readonly Conversation[] {
    return [...this.#open];
  }

  /** The one that the chat view shows: it goes on where the window was left. */
  get current(): Conversation {
    const key = this.#folder?.uri.toString() ?? '';
    let current = this.#current.get(key);
    if (!current) {
      current = this.#make(this.#folder, this.kept.get<string>(`session ${key}`), undefined, true);
      this.#current.set(key, current);
    }
    return current;
  }

  switchFolder(folder: WorkspaceFolder): void {
    this.#switch(folder);
    this.#isChosen = true;
  }

  /** @param manifest undefined: that of the settings */
  begin(manifest?: string): Conversation {
    if (!this.#isChosen) this.#folder = folderOf(window.activeTextEditor?.document.uri) ?? this.#folder;
    const key = this.#folder?.uri.toString() ?? '';
    const conversation = this.#make(this.#folder, undefined, manifest);
    this.#current.set(key, conversation);
    this.#keep(conversation);
    this.#switched.fire(conversation);
    this.#closeUnseen();
    return conversation;
  }

  /** Shows a session in the chat view. */
  show(session: string, folder: string, title: string): Conversation {
    const conversation = this.of(session, folder, title);
    this.#folder = conversation.folder;
    this.#current.set(conversation.folder?.uri.toString() ?? '', conversation);
    this.#keep(conversation);
    this.#switched.fire(conversation);
    this.#closeUnseen();
    return conversation;
  }

  /** The conversation of a session, whether it is open here already or not. */
  of(session: string, folder: string, title: string): Conversation {
    const open = [...this.#open].find((each) => each.session === session);
    if (open) return open;
    const found = workspace.workspaceFolders?.find(({ uri }) => uri.toString() === folder || uri.fsPath === folder) ?? this.#folder;
    const conversation = this.#make(found, session);
    conversation.title = title;
    return conversation;
  }

  /** A new one of its own, for an editor tab. */
  apart(): Conversation {
    return this.#make(this.#folder, undefined);
  }

  /** Its session is gone. */
  forget(conversation: Conversation): void {
    this.#open.delete(conversation);
    for (const [key, each] of this.#current) if (each === conversation) this.#current.delete(key);
    void this.kept.update(`session ${conversation.folder?.uri.toString() ?? ''}`, undefined);
    this.#switched.fire(this.current);
    conversation.dispose();
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    for (const each of this.#open) each.dispose();
    this.#switched.dispose();
    this.#made.dispose();
  }

  /** A conversation that has begun stays before the person, whatever file they look at. */
  #follow(folder: WorkspaceFolder | undefined): void {
    if (!folder || folder === this.#folder) return;
    this.#isChosen = false;
    const { current } = this;
    if (current.isEmpty && (current.pod || !current.session)) this.#switch(folder);
  }

  #switch(folder: WorkspaceFolder): void {
    this.#folder = folder;
    const { current } = this;
    this.#keep(current);
    this.#switched.fire(current);
    if (current.isShown) void current.open().catch((problem: unknown) => current.failed(problem));
  }

  #make(folder: WorkspaceFolder | undefined, session: string | undefined, asked?: string, takesUp = false): Conversation {
    const conversation = new Conversation(this.daemon, folder, session, () => {
      const manifest = asked ?? workspace.getConfiguration('podd', folder).get<string>('manifest');
      return manifest ? { manifest } : {};
    }, takesUp);
    this.#open.add(conversation);
    conversation.onChanged((what) => { if (what === 'heading') this.#keep(conversation); });
    this.#made.fire(conversation);
    return conversation;
  }

  /** So that the next start of the window goes on with it. */
  #keep(conversation: Conversation): void {
    for (const [key, each] of this.#current) {
      if (each !== conversation) continue;
      const isUnknown = conversation.isEmpty && (conversation.pod || !conversation.session);
      void this.kept.update(`session ${key}`, isUnknown ? undefined : conversation.session);
      if (key === this.#folder?.uri.toString()) void this.kept.update('folder', key);
    }
  }

  /** Those that nobody looks at and that do nothing. Pods that ran may be before another window; the daemon closes them in time. */
  #closeUnseen(): void {
    const current = new Set(this.#current.values());
    for (const each of this.#open) {
      if (current.has(each) || each.isShown || each.state !== 'idle') continue;
      this.#open.delete(each);
      if (each.pod && each.isEmpty) void this.daemon.request('pod/close', { pod: each.pod.pod }).catch(() => {});
      each.dispose();
    }
  }

  async #reopen(): Promise<void> {
    for (const each of this.#open) {
      if (!each.pod) continue;
      each.lost();
      if (each.isEmpty) each.session = undefined; // it never ran, so this daemon does not know it
      await each.open().catch((problem: unknown) => each.failed(problem));
    }
  }

  #ofPod(pod: string): Conversation | undefined {
    return [...this.#open].find((each) => each.pod?.pod === pod);
  }
}

export function folderOf(uri: Uri | undefined): WorkspaceFolder | undefined {
  return uri && workspace.getWorkspaceFolder(uri);
}
