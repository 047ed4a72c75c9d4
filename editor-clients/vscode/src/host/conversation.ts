// One session with the Pod that has it: what is said goes to the daemon, what happens comes back as a transcript.
import { type Disposable, EventEmitter, l10n, type WorkspaceFolder } from 'vscode';
import { type EditorRequests, errorCodes, type Part, type Pod, type PodEventParams } from '../protocol';
import { empty, merged, restored, saying, settled, textOf, told, type Transcript, unsaid } from '../shared/transcript';
import { type Daemon, DaemonError } from './daemon';
import { joinedDeltas } from './joined';

/** How long events are gathered before they are told on, in milliseconds. */
const gathering = 33;
const firstItems = 400;

export class Conversation implements Disposable {
  transcript: Transcript = empty;
  pod: Pod | undefined;
  title = '';
  /** What waits to be heard. */
  waiting: string[] = [];
  readonly #told = new EventEmitter<PodEventParams[]>();
  /** Events, gathered and joined. */
  readonly onTold = this.#told.event;
  readonly #changed = new EventEmitter<'transcript' | 'heading' | 'waiting' | 'closed'>();
  readonly onChanged = this.#changed.event;
  readonly #ended = new EventEmitter<string>();
  /** A turn ended, with its outcome. */
  readonly onTurnDone = this.#ended.event;
  /** How many pages show it. */
  shown = 0;
  #gathered: PodEventParams[] = [];
  #timer: NodeJS.Timeout | undefined;
  #opening: Promise<Pod> | undefined;
  #items = firstItems;
  #own = 0;

  /**
   * @param session undefined: it begins with the first word
   * @param settings manifest and overlay of a new Pod
   * @param takesUp whether, without a session, a turn that runs in the folder is shown
   */
  constructor(private readonly daemon: Daemon, readonly folder: WorkspaceFolder | undefined, public session: string | undefined,
    private readonly settings: () => Pick<EditorRequests['pod/open']['params'], 'manifest' | 'overlay'>, private takesUp = false) {}

  get state() {
    return this.transcript.state;
  }

  get isShown() {
    return this.shown > 0;
  }

  /** Whether anything was ever said in it. */
  get isEmpty() {
    return this.transcript.blocks.every(({ kind }) => kind === 'notice') && !this.title;
  }

  /** The Pod, opened once; a session that is known is gone on with. */
  open(): Promise<Pod> {
    this.#opening ??= this.#open().catch((problem: unknown) => {
      this.#opening = undefined;
      throw problem;
    });
    return this.#opening;
  }

  /** The daemon is another one, or knows this connection no more: all is as it was before the Pod was opened. */
  lost(): void {
    this.#opening = undefined;
    this.#gathered = [];
  }

  /** It cannot be opened: the person is told in the transcript. */
  failed(problem: unknown): void {
    const text = problem instanceof Error ? problem.message : String(problem);
    this.#take({ ...this.transcript, state: 'idle', blocks: [...this.transcript.blocks, { kind: 'notice',
      id: `failed-${Date.now()}`, tone: 'error', text, resumable: false }] });
  }

  async earlier(): Promise<void> {
    this.#items *= 4;
    this.#opening = undefined;
    await this.open();
  }

  /** @throws DaemonError the turn did not begin; nothing of it is left in the transcript */
  say(input: Part[]): Promise<void> {
    return this.#asked(async (pod) => {
      const id = this.#saying(input, false);
      if (!this.title) this.#entitle(textOf(input));
      try {
        await this.daemon.request('pod/run', { pod, input });
      } catch (problem) {
        const waits = this.transcript.blocks.some((block) => block.id === id) && this.state !== 'running';
        if (!waits && !isUnknown(problem)) return; // it began: how it ends is told by events, or when the Pod is opened again
        this.#take(unsaid(this.transcript, id));
        throw problem;
      }
    });
  }

  async steer(input: Part[]): Promise<void> {
    const { pod } = await this.open();
    const id = this.#saying(input, true);
    try {
      await this.daemon.request('pod/steer', { pod, input });
      await this.#askWaiting(pod);
    } catch (problem) {
      this.#take(unsaid(this.transcript, id));
      if (isUnknown(problem)) return this.say(input); // with its daemon its turn has ended
      if (problem instanceof DaemonError && problem.message && /no turn runs|not running/i.test(problem.message)) return this.say(input);
      throw problem;
    }
  }

  async takeBack(): Promise<string> {
    const { inputs } = await this.#asked((pod) => this.daemon.request('pod/queue', { pod, clear: true }));
    this.#waitFor([]);
    this.#take({ ...this.transcript, blocks: this.transcript.blocks.filter((block) => !(block.kind === 'user' && block.sending && block.steered)) });
    return inputs.map((item) => item.type === 'message' ? textOf(item.parts) : '').join('\n');
  }

  async stop(): Promise<void> {
    if (this.pod) await this.daemon.request('pod/cancel', { pod: this.pod.pod });
  }

  async resume(): Promise<void> {
    await this.#asked((pod) => this.daemon.request('pod/resume', { pod }));
  }

  async compact(): Promise<void> {
    await this.#asked((pod) => this.daemon.request('pod/compact', { pod }));
  }

  async configure(overlay: unknown): Promise<void> {
    this.pod = await this.#asked((pod) => this.daemon.request('pod/configure', { pod, overlay }));
    this.#changed.fire('heading');
  }

  rename(title: string): void {
    this.title = title;
    this.#changed.fire('heading');
  }

  /** The conversation as the daemon has it now, from its items: after a rewind. */
  async reload(): Promise<void> {
    this.#opening = undefined;
    this.transcript = { ...empty };
    await this.open();
  }

  /** An event of its Pod. */
  tell(event: PodEventParams): void {
    if (event.session !== this.session) {
      this.session = event.session;
      this.#changed.fire('heading');
    }
    const last = this.#gathered.at(-1);
    const joined = last && joinedDeltas(last, event);
    if (joined) this.#gathered[this.#gathered.length - 1] = joined;
    else this.#gathered.push(event);
    if (event.event.type === 'turnStarted' || event.event.type === 'turnDone') this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), gathering);
    if (event.event.type === 'turnStarted') void this.#askNewest(event.pod);
    if (event.event.type === 'steered' || event.event.type === 'turnDone') void this.#askWaiting(event.pod);
    if (event.event.type === 'turnDone') {
      if (this.transcript.base) void this.#askSettled(event.pod);
      this.#ended.fire(event.event.outcome);
    }
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const events = this.#gathered;
    if (events.length === 0) return;
    this.#gathered = [];
    this.transcript = told(this.transcript, events);
    this.#told.fire(events);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#changed.fire('closed');
    this.#told.dispose();
    this.#changed.dispose();
    this.#ended.dispose();
  }

  /** Asks something of the Pod; where the daemon is another one by now, the Pod is opened there first. */
  async #asked<T>(ask: (pod: string) => Promise<T>): Promise<T> {
    const { pod } = await this.open();
    try {
      return await ask(pod);
    } catch (problem) {
      if (!isUnknown(problem)) throw problem;
      if (this.pod?.pod === pod) this.lost();
      return ask((await this.open()).pod);
    }
  }

  async #open(): Promise<Pod> {
    if (!this.session && this.takesUp) this.session = await this.#runningHere();
    this.takesUp = false;
    const { session } = this;
    const running = this.state === 'running';
    const before = this.pod?.pod;
    const known = { session: session ?? '', itemsLimit: this.#items };
    let pod = await this.daemon.request('pod/open', session ? known
      : { ...(this.folder ? { workspaceFolder: this.folder.uri.toString() } : {}), ...this.settings() });
    // What the running turn has done so far is in its events.
    if (session && pod.state === 'running') pod = await this.daemon.request('pod/open', { ...known, afterSeq: 0 });
    this.#gathered = [];
    this.pod = pod;
    this.session = pod.session;
    if (pod.items) {
      const all = restored(pod.items, pod.itemsBefore ?? 0, pod.state);
      const kept = { ...(this.transcript.usage ? { usage: this.transcript.usage } : {}), ...(this.transcript.tokens ? { tokens: this.transcript.tokens } : {}) };
      this.#take(running && before !== pod.pod && pod.state !== 'running' ? interrupted({ ...all, ...kept }) : { ...all, ...kept });
      void this.#askStatus(pod.pod);
    }
    this.#warn(pod.warnings);
    this.#changed.fire('heading');
    return pod;
  }

  /** The session of a turn that runs in the folder: of a window that was killed before it noted what it was at, or of another one. */
  async #runningHere(): Promise<string | undefined> {
    const pods = await this.daemon.request('pod/list', {});
    return pods.find(({ state, workingDirectory }) => state === 'running' && workingDirectory === this.folder?.uri.fsPath)?.session;
  }

  async #askStatus(pod: string): Promise<void> {
    const status = await this.daemon.request('pod/status', { pod });
    this.#take({ ...this.transcript, usage: status.usage, tokens: status.tokens });
    if (status.queue > 0) await this.#askWaiting(pod);
  }

  /** The prompt of a turn is in no event: another window's is not known, one's own has no id. */
  async #askNewest(pod: string): Promise<void> {
    if (!this.session) return;
    const { items } = await this.daemon.request('pod/open', { session: this.session, itemsLimit: 6 });
    if (items && this.pod?.pod === pod) {
      this.flush();
      this.#take(merged(this.transcript, items));
    }
  }

  async #askWaiting(pod: string): Promise<void> {
    const { inputs } = await this.daemon.request('pod/queue', { pod });
    this.#waitFor(inputs.map((item) => item.type === 'message' ? textOf(item.parts) : ''));
  }

  async #askSettled(pod: string): Promise<void> {
    const { state } = await this.daemon.request('pod/status', { pod });
    if (state !== 'running') this.transcript = settled(this.transcript);
  }

  #saying(input: Part[], steered: boolean): string {
    const id = `own-${++this.#own}`;
    this.flush();
    this.#take(saying(this.transcript, id, input, steered));
    return id;
  }

  /** What the person should know about the manifest and trust, where it does not stand there yet. */
  #warn(warnings: readonly string[]): void {
    const { blocks } = this.transcript;
    const news = warnings.filter((text) => !blocks.some((block) => block.kind === 'notice' && block.text === text));
    if (news.length === 0) return;
    this.#take({ ...this.transcript, blocks: [...blocks, ...news.map((text, at) => ({ kind: 'notice' as const, id: `warning-${Date.now()}-${at}`,
      tone: 'warning' as const, text, resumable: false }))] });
  }

  #entitle(text: string): void {
    this.title = text.split('\n')[0]!.slice(0, 80);
    this.#changed.fire('heading');
  }

  #waitFor(inputs: string[]): void {
    this.waiting = inputs;
    this.#changed.fire('waiting');
  }

  #take(transcript: Transcript): void {
    this.transcript = transcript;
    this.#changed.fire('transcript');
  }
}

/** Whether the daemon does not know the Pod that was asked. */
function isUnknown(problem: unknown): boolean {
  return problem instanceof DaemonError && problem.code === errorCodes.podNotFound;
}

/** The daemon ended in mid-turn; what it had recorded is there, and can be gone on with. */
function interrupted(transcript: Transcript): Transcript {
  return { ...transcript, blocks: [...transcript.blocks, { kind: 'notice', id: `interrupted-${transcript.blocks.length}`, tone: 'warning',
    text: l10n.t('Podd ended in the middle of this turn. What it had done is kept.'), resumable: true }] };
}
