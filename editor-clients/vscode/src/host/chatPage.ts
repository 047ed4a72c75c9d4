// One page and the conversation that it shows.
import { type Disposable, EventEmitter, l10n, Uri, type Webview, window, workspace } from 'vscode';
import type { Part } from '../protocol';
import type { Asked, FromPage, Heading, Preferences, ToPage } from '../shared/messages';
import { type Block, textOf, type Transcript } from '../shared/transcript';
import { followSelection } from './selection';
import type { Conversation } from './conversation';
import type { Daemon } from './daemon';
import { page } from './page';

/** What a page needs beside its conversation. */
export interface PageServices {
  daemon: Daemon;
  folders(): number;
  /** What is asked in a conversation. */
  asked(conversation: Conversation): Asked[];
  /** Everything that is not about the conversation alone. */
  handle(message: FromPage, page: ChatPage): Promise<void>;
  execute(command: string, ...args: unknown[]): Thenable<unknown>;
  showProblem(problem: unknown): void;
}

export class ChatPage implements Disposable {
  readonly #titled = new EventEmitter<void>();
  readonly onTitle = this.#titled.event;
  #listening: Disposable[] = [];
  readonly #lasting: Disposable[];
  #isReady = false;
  #queued: ToPage[] = [];
  /** The blocks as the page has them; empty when it was not told everything. */
  #sent: readonly Block[] = [];

  constructor(private readonly webview: Webview, extension: Uri, private readonly services: PageServices, public conversation: Conversation,
    private readonly visible: () => boolean) {
    webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, 'dist')] };
    this.#lasting = [
      webview.onDidReceiveMessage((message: FromPage) => void this.#receive(message).catch((problem: unknown) => services.showProblem(problem))),
      services.daemon.onState(() => this.#heading()),
      followSelection((selection) => this.post({ type: 'selection', ...(selection ? { selection } : {}) })),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('podd')) this.post({ type: 'preferences', preferences: preferences() });
      }),
    ];
    webview.html = page(webview, extension, 'Podd');
    this.#listen();
  }

  get isVisible() {
    return this.visible();
  }

  /** Said once the page is there. */
  post(message: ToPage): void {
    if (this.#isReady) void this.webview.postMessage(message);
    else this.#queued.push(message);
  }

  show(conversation: Conversation): void {
    if (conversation === this.conversation) return;
    this.conversation.shown--;
    this.conversation = conversation;
    this.#listen();
    if (this.#isReady) this.#showAll();
  }

  showAsked(): void {
    if (this.#isReady) this.post({ type: 'asked', asked: this.services.asked(this.conversation) });
  }

  dispose(): void {
    this.conversation.shown--;
    for (const each of [...this.#listening, ...this.#lasting]) each.dispose();
    this.#titled.dispose();
  }

  #listen(): void {
    for (const each of this.#listening) each.dispose();
    const { conversation } = this;
    conversation.shown++;
    this.#listening = [
      conversation.onTold((events) => {
        const isHeard = this.#isReady && this.visible();
        if (isHeard) this.post({ type: 'told', events });
        this.#sent = isHeard ? conversation.transcript.blocks : [];
      }),
      conversation.onChanged((what) => {
        if (what === 'transcript' && this.#isReady) this.#changed(conversation.transcript);
        if (what === 'heading') this.#heading();
        if (what === 'waiting' && this.#isReady) this.post({ type: 'waiting', inputs: conversation.waiting });
      }),
    ];
    this.#titled.fire();
  }

  /** Only what follows the first block that is another one now: a conversation may be long. */
  #changed(transcript: Transcript): void {
    const { blocks, base } = transcript;
    let from = 0;
    while (!base && from < this.#sent.length && blocks[from] === this.#sent[from]) from++;
    this.post({ type: 'transcript', from, transcript: { ...transcript, blocks: blocks.slice(from) } });
    this.#sent = blocks;
  }

  #showAll(): void {
    this.conversation.flush();
    this.#sent = this.conversation.transcript.blocks;
    this.post({ type: 'conversation', heading: this.#headingNow(), transcript: this.conversation.transcript,
      asked: this.services.asked(this.conversation), preferences: preferences() });
    this.post({ type: 'waiting', inputs: this.conversation.waiting });
  }

  #heading(): void {
    this.#titled.fire();
    if (this.#isReady) this.post({ type: 'heading', heading: this.#headingNow() });
  }

  #headingNow(): Heading {
    const { pod, title, session, folder } = this.conversation;
    const { daemon } = this.services;
    return {
      ...(session ? { session } : {}), title, folder: folder?.name ?? '', folders: this.services.folders(),
      model: pod ? modelName(pod.model.provider, pod.model.id) : '', manifest: pod?.manifest ?? '',
      ...(pod?.model.contextWindow ? { contextWindow: pod.model.contextWindow } : {}),
      scope: pod?.scope.summary ?? '', connection: daemon.state, problem: daemon.problem,
      hint: pod?.model.provider === 'offline' ? l10n.t('No model is set up: Podd answers from your files alone, with quotes. Choose a model below when you want more.') : '',
    };
  }

  async #receive(message: FromPage): Promise<void> {
    const { conversation } = this;
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        await this.#opened();
        this.#showAll();
        for (const queued of this.#queued.splice(0)) this.post(queued);
        return;
      case 'say': return this.#said(message.input, () => conversation.say(message.input));
      case 'steer': return this.#said(message.input, () => conversation.steer(message.input));
      case 'takeBack': return this.post({ type: 'draft', text: await conversation.takeBack() });
      case 'stop': return conversation.stop();
      case 'resume': return conversation.resume();
      case 'compact': return conversation.compact();
      case 'earlier': return conversation.earlier();
      default: return this.services.handle(message, this);
    }
  }

  /** The page is there at once; the Pod may take its time, or not be had. */
  async #opened(): Promise<void> {
    const opening = this.conversation.open().catch((problem: unknown) => {
      if (this.services.daemon.state === 'ready') this.conversation.failed(problem);
    });
    await Promise.race([opening, new Promise((resolve) => setTimeout(resolve, 150))]);
  }

  async #said(input: Part[], say: () => Promise<void>): Promise<void> {
    try {
      await say();
    } catch (problem) {
      this.post({ type: 'refused', text: textOf(input), parts: input, message: String(problem) });
      throw problem;
    }
  }
}

export function preferences(): Preferences {
  const settings = workspace.getConfiguration('podd');
  return { enterSends: settings.get('send') !== 'ctrlEnter', showThinking: settings.get('showThinking') === true,
    attachSelection: settings.get('attachSelection') !== false };
}

function modelName(provider: string, id: string): string {
  return provider === 'offline' ? l10n.t('Offline') : id;
}

export function problemText(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}

/** A problem that the person should see, once, and quietly. */
export function showProblem(problem: unknown): void {
  void window.showErrorMessage(`Podd: ${problemText(problem)}`);
}
