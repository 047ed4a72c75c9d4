// All sessions in a native tree: search, rename, archive, delete, export; what runs, what needs the person, what is unread.
import { commands, type Disposable, EventEmitter, l10n, MarkdownString, ThemeColor, ThemeIcon, type TreeDataProvider, TreeItem,
  TreeItemCollapsibleState, type TreeView, Uri, window, workspace } from 'vscode';
import type { SessionAttention, SessionSummary } from '../protocol';
import type { Conversations } from './conversations';
import type { Daemon } from './daemon';
import type { Questions } from './questions';

export type Session = SessionSummary;
type Node = { kind: 'session'; session: Session } | { kind: 'more' };

const pageSize = 50;

export class Sessions implements TreeDataProvider<Node>, Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: TreeView<Node>;
  readonly #listening: Disposable[];
  /** Sessions whose turn ended while nobody looked. */
  readonly #unread = new Set<string>();
  #query = '';
  #archived = false;
  #limit = pageSize;
  #timer: NodeJS.Timeout | undefined;
  /** What the tree has, and all that decides about how it looks. */
  #shown: { nodes: Node[]; looks: string } | undefined;
  #asked = 0;

  constructor(private readonly daemon: Daemon, private readonly conversations: Conversations, private readonly questions: Questions,
    private readonly isSeen: (session: string) => boolean) {
    this.#view = window.createTreeView('podd.sessions', { treeDataProvider: this, showCollapseAll: false });
    this.#listening = [
      this.#view,
      daemon.onState(() => this.refresh()),
      questions.onChanged(() => this.refresh()),
      conversations.onSwitched(({ session }) => { if (session) this.read(session); }),
      conversations.onMade((conversation) => {
        conversation.onChanged((what) => { if (what === 'heading') this.refresh(); });
        conversation.onTold((events) => { if (events.some(({ event }) => event.type === 'turnStarted')) this.refresh(); });
        conversation.onTurnDone(() => {
          if (conversation.session && !this.isSeen(conversation.session)) this.#unread.add(conversation.session);
          this.refresh();
        });
      }),
    ];
  }

  getTreeItem(node: Node): TreeItem {
    if (node.kind === 'more') {
      const more = new TreeItem(l10n.t('Show More'), TreeItemCollapsibleState.None);
      more.command = { command: 'podd.sessions.more', title: l10n.t('Show More') };
      return more;
    }
    const { session } = node;
    const item = new TreeItem(session.title || l10n.t('Untitled'), TreeItemCollapsibleState.None);
    const attention = this.#attention(session);
    item.id = session.session;
    item.contextValue = this.#archived ? 'archived' : 'session';
    item.description = `${attention === 'needsYou' ? `${l10n.t('needs you')} · ` : ''}${ago(session.updatedAt)}`;
    item.iconPath = icons[attention];
    item.tooltip = tooltip(session);
    item.accessibilityInformation = { label: [session.title, spoken(attention), ago(session.updatedAt)].filter(Boolean).join(', ') };
    item.command = { command: 'podd.session.open', title: l10n.t('Open'), arguments: [node] };
    return item;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node) return [];
    this.#shown ??= await this.#ask();
    return this.#shown.nodes;
  }

  refresh(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#update();
    }, 200);
  }

  more(): void {
    this.#limit *= 3;
    void this.#update();
  }

  read(session: string): void {
    if (this.#unread.delete(session)) this.refresh();
  }

  archived(shown: boolean): void {
    this.#archived = shown;
    void commands.executeCommand('setContext', 'podd.sessionsArchived', shown);
    this.#describe();
  }

  async search(query?: string): Promise<void> {
    const asked = query ?? await window.showInputBox({ title: l10n.t('Search Conversations'), value: this.#query, prompt: l10n.t('A phrase that was said, in any case') });
    if (asked === undefined) return;
    this.#query = asked;
    void commands.executeCommand('setContext', 'podd.sessionsFiltered', asked !== '');
    this.#describe();
  }

  async rename({ session }: { session: Session }): Promise<void> {
    const title = await window.showInputBox({ title: l10n.t('Rename Conversation'), value: session.title });
    if (!title?.trim()) return;
    await this.daemon.request('session/rename', { session: session.session, title: title.trim() });
    const open = this.conversations.all.find((each) => each.session === session.session);
    open?.rename(title.trim());
    this.refresh();
  }

  async archive({ session }: { session: Session }, archived: boolean): Promise<void> {
    await this.daemon.request('session/archive', { session: session.session, archived });
    this.refresh();
  }

  async remove({ session }: { session: Session }): Promise<void> {
    const detail = l10n.t('It cannot be brought back. To keep it out of sight, archive it.');
    if (!await window.showWarningMessage(l10n.t('Delete “{0}”?', session.title), { modal: true, detail }, l10n.t('Delete'))) return;
    // Its Pod may be open without being shown: the daemon closes those that are idle in time.
    const pods = (await this.daemon.request('pod/list', {})).filter((pod) => pod.session === session.session);
    if (pods.some(({ state }) => state === 'running')) {
      void window.showInformationMessage(l10n.t('Podd is at work there: stop it before you delete it.'));
      return;
    }
    for (const { pod } of pods) await this.daemon.request('pod/close', { pod });
    await this.daemon.request('session/delete', { session: session.session });
    const open = this.conversations.all.find((each) => each.session === session.session);
    if (open) this.conversations.forget(open);
    this.refresh();
  }

  async export({ session }: { session: Session }): Promise<void> {
    const { text } = await this.daemon.request('session/export', { session: session.session, format: 'markdown' });
    await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content: text }));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const each of this.#listening) each.dispose();
    this.#changed.dispose();
  }

  #attention(session: Session): SessionAttention {
    const open = this.conversations.all.find((each) => each.session === session.session);
    if (open?.pod && this.questions.of(open.pod.pod).length > 0) return 'needsYou';
    if (open?.state === 'running') return 'running';
    if (this.#unread.has(session.session)) return 'unread';
    return session.attention ?? 'none'; // an older daemon does not say
  }

  #describe(): void {
    this.#view.description = [this.#archived ? l10n.t('archived') : '', this.#query ? `“${this.#query}”` : ''].filter(Boolean).join(' ');
    void this.#update();
  }

  /** Draws the tree anew if it looks otherwise now. Until the tree has its nodes no click reaches one, so they are asked for first. */
  async #update(): Promise<void> {
    const asked = ++this.#asked;
    const next = await this.#ask().catch(() => undefined); // the next state of the daemon asks again
    if (!next || asked !== this.#asked || next.looks === this.#shown?.looks) return;
    this.#shown = next;
    this.#changed.fire();
  }

  async #ask(): Promise<{ nodes: Node[]; looks: string }> {
    const nodes = await this.#nodes();
    return { nodes, looks: JSON.stringify(nodes.map((node) => node.kind === 'more' ? 'more' : [node.session, this.#attention(node.session), ago(node.session.updatedAt)])) };
  }

  async #nodes(): Promise<Node[]> {
    if (this.daemon.state !== 'ready') return [];
    const { sessions } = await this.daemon.request('session/list', { limit: this.#limit, archived: this.#archived, ...(this.#query ? { query: this.#query } : {}) });
    const own = new Set((workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath));
    const here = own.size === 0 ? sessions : sessions.filter(({ workspaceFolder }) => own.has(Uri.parse(workspaceFolder).fsPath));
    return [...here.map((session) => ({ kind: 'session' as const, session })), ...(sessions.length === this.#limit ? [{ kind: 'more' as const }] : [])];
  }
}

const icons: Record<SessionAttention, ThemeIcon> = {
  none: new ThemeIcon('comment'),
  running: new ThemeIcon('loading~spin'),
  needsYou: new ThemeIcon('bell-dot', new ThemeColor('notificationsWarningIcon.foreground')),
  unread: new ThemeIcon('circle-filled', new ThemeColor('notificationsInfoIcon.foreground')),
};
function spoken(attention: SessionAttention): string {
  return { none: '', running: l10n.t('running'), needsYou: l10n.t('needs you'), unread: l10n.t('unread') }[attention];
}

function tooltip(session: Session): MarkdownString {
  const text = new MarkdownString();
  text.appendText(session.title);
  text.appendMarkdown('\n\n');
  text.appendText(`${session.turns === 1 ? l10n.t('1 turn') : l10n.t('{0} turns', session.turns)} · ${new Date(session.updatedAt).toLocaleString()}\n${Uri.parse(session.workspaceFolder).fsPath}`);
  return text;
}

export function ago(at: number, now = Date.now()): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return l10n.t('now');
  if (minutes < 60) return l10n.t('{0} min', minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return l10n.t('{0} h', hours);
  const days = Math.floor(hours / 24);
  return days < 30 ? l10n.t('{0} d', days) : new Date(at).toLocaleDateString();
}
