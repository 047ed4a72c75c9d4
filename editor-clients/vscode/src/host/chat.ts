// The chat: as a view in a side bar, and as an editor tab. Pages come and go; conversations stay.
import { type Disposable, EventEmitter, type ExtensionContext, Uri, ViewColumn, type WebviewPanel, type WebviewView, type WebviewViewProvider, window } from 'vscode';
import type { Conversation } from './conversation';
import type { Conversations } from './conversations';
import { ChatPage, type PageServices } from './chatPage';

export class Chat implements WebviewViewProvider, Disposable {
  readonly #panels = new Map<ChatPage, WebviewPanel>();
  readonly #listening: Disposable[] = [];
  #view: { page: ChatPage; view: WebviewView } | undefined;
  #whenShown: ((page: ChatPage) => void)[] = [];
  readonly #seen = new EventEmitter<void>();
  /** Pages have come into sight or gone out of it. */
  readonly onSeen = this.#seen.event;

  constructor(private readonly context: ExtensionContext, private readonly services: PageServices, private readonly conversations: Conversations,
    private readonly viewId: string) {
    const options = { webviewOptions: { retainContextWhenHidden: false } };
    this.#listening.push(
      ...['podd.chat', 'podd.chatSide'].map((id) => window.registerWebviewViewProvider(id, this, options)),
      window.registerWebviewPanelSerializer('podd.conversation', { deserializeWebviewPanel: (panel, state: { session?: string } | undefined) => {
        this.#adopt(panel, state?.session ? conversations.of(state.session, '', panel.title) : conversations.apart());
        return Promise.resolve();
      } }),
      conversations.onSwitched((conversation) => this.#view?.page.show(conversation)));
  }

  /** Whether some page that is visible shows the conversation. */
  sees(conversation: Conversation): boolean {
    return this.#pages().some((page) => page.conversation === conversation && page.isVisible);
  }

  resolveWebviewView(view: WebviewView): void {
    const page = new ChatPage(view.webview, this.context.extensionUri, this.services, this.conversations.current, () => view.visible);
    this.#view = { page, view };
    const describe = () => { view.description = page.conversation.title; };
    page.onTitle(describe);
    describe();
    view.onDidChangeVisibility(() => this.#seen.fire());
    view.onDidDispose(() => {
      page.dispose();
      if (this.#view?.page === page) this.#view = undefined;
      this.#seen.fire();
    });
    for (const waiting of this.#whenShown.splice(0)) waiting(page);
  }

  /** The page that the person is at: the active tab's, else the view's, which is opened if it must be. */
  async reveal(preserveFocus = false): Promise<ChatPage> {
    const active = [...this.#panels].find(([, panel]) => panel.active)?.[0];
    if (active) return active;
    if (this.#view) {
      this.#view.view.show(preserveFocus);
      return this.#view.page;
    }
    const shown = new Promise<ChatPage>((resolve) => this.#whenShown.push(resolve));
    await this.services.execute(`${this.viewId}.focus`);
    return shown;
  }

  openInEditor(conversation: Conversation): void {
    const open = [...this.#panels].find(([page]) => page.conversation === conversation)?.[1];
    if (open) return open.reveal();
    this.#adopt(window.createWebviewPanel('podd.conversation', conversation.title || 'Podd', ViewColumn.Active, {}), conversation);
  }

  /** How many questions wait: shown on the view's icon. */
  badge(count: number, tooltip: string): void {
    if (this.#view) this.#view.view.badge = count > 0 ? { value: count, tooltip } : undefined;
  }

  /** All pages show what is asked now. */
  refreshAsked(): void {
    for (const page of this.#pages()) page.showAsked();
  }

  /** The conversation that the person is at. */
  get conversation(): Conversation {
    return [...this.#panels].find(([, panel]) => panel.active)?.[0].conversation ?? this.conversations.current;
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    for (const page of this.#pages()) page.dispose();
    this.#seen.dispose();
  }

  #adopt(panel: WebviewPanel, conversation: Conversation): void {
    const icon = (name: string) => Uri.joinPath(this.context.extensionUri, 'media', name);
    panel.iconPath = { light: icon('podd-light.svg'), dark: icon('podd-dark.svg') };
    const page = new ChatPage(panel.webview, this.context.extensionUri, this.services, conversation, () => panel.visible);
    this.#panels.set(page, panel);
    page.onTitle(() => { panel.title = page.conversation.title || 'Podd'; });
    panel.onDidChangeViewState(() => this.#seen.fire());
    panel.onDidDispose(() => {
      this.#panels.delete(page);
      page.dispose();
      this.#seen.fire();
    });
  }

  #pages(): ChatPage[] {
    return [...(this.#view ? [this.#view.page] : []), ...this.#panels.keys()];
  }
}
