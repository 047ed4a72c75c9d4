// The daemon as the rest of the extension sees it: typed requests, events, and whether it is there.
import { type CancellationToken, commands, type Disposable, EventEmitter, type LogOutputChannel } from 'vscode';
import { State } from 'vscode-languageclient';
import { type DaemonNotifications, type DaemonRequests, type EditorNotifications, type EditorRequests, errorCodes } from '../protocol';
import { Client } from './client';
import type { Way } from './transport';

export type DaemonState = 'starting' | 'ready' | 'lost' | 'failed';

type Answerer<M extends keyof DaemonRequests> = (params: DaemonRequests[M]['params'], signal: AbortSignal) =>
  Promise<DaemonRequests[M]['result'] | null>;

/** An error that the daemon answered with. */
export class DaemonError extends Error {
  constructor(message: string, readonly code: number, readonly data: unknown) {
    super(message);
  }
}

export class Daemon implements Disposable {
  state: DaemonState = 'starting';
  /** Why the state is `failed`. */
  problem = '';
  /** What the daemon calls its version; empty before the first connection. */
  version = '';
  readonly #changed = new EventEmitter<DaemonState>();
  readonly onState = this.#changed.event;
  readonly #unsupported = new Set<string>();
  readonly #client: Client;
  #waiting: { resolve: () => void; reject: (problem: Error) => void }[] = [];

  constructor(way: Way, private readonly log: LogOutputChannel) {
    this.#client = new Client(way, log);
    this.#client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) {
        this.version = this.#client.initializeResult?.serverInfo?.version ?? '';
        this.#unsupported.clear();
        this.#become('ready');
      } else if (newState === State.StartFailed) {
        this.#become('failed');
      } else if (this.state === 'ready') {
        this.#become('lost');
      }
    });
  }

  async start(): Promise<void> {
    if (!this.#client.needsStart()) return;
    this.#become('starting');
    try {
      await this.#client.start();
    } catch (problem) {
      this.problem = problem instanceof Error ? problem.message : String(problem);
      this.log.error(this.problem);
      this.#become('failed');
    }
  }

  async restart(): Promise<void> {
    if (this.#client.needsStop()) await this.#client.stop().catch((problem: unknown) => this.log.warn(String(problem)));
    await this.start();
  }

  /** Asks when the daemon is there, however long that takes; fails at once where it cannot be had at all. */
  async request<M extends keyof EditorRequests>(method: M, params: EditorRequests[M]['params']): Promise<EditorRequests[M]['result']> {
    await this.#ready();
    try {
      return await this.#client.sendRequest<EditorRequests[M]['result']>(method, params);
    } catch (problem) {
      const { message, code, data } = problem as { message: string; code?: number; data?: unknown };
      if (code === errorCodes.methodNotFound) this.#unsupported.add(method);
      throw new DaemonError(message, code ?? 0, data);
    }
  }

  /** Whether this daemon has answered that it does not know the method. */
  lacks(method: keyof EditorRequests): boolean {
    return this.#unsupported.has(method);
  }

  /** Whether it has the documents of scheme `pod`. */
  get offersTexts(): boolean {
    return this.#client.initializeResult?.capabilities.workspace?.textDocumentContent !== undefined;
  }

  on<M extends keyof DaemonNotifications>(method: M, listener: (params: DaemonNotifications[M]['params']) => void): Disposable {
    return this.#client.onNotification(method as string, listener);
  }

  /** Resolves when it is on its way; fails while the daemon is not there. */
  tell<M extends keyof EditorNotifications>(method: M, params: EditorNotifications[M]['params']): Promise<void> {
    return this.#client.sendNotification(method as string, params);
  }

  /** Answers a request of the daemon's; the signal says that no answer is due any more. */
  answer<M extends keyof DaemonRequests>(method: M, answerer: Answerer<M>): Disposable {
    return this.#client.onRequest<unknown, void>(method as string, (params: DaemonRequests[M]['params'], token: CancellationToken) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return answerer(params, abort.signal) as Promise<unknown>;
    });
  }

  dispose(): void {
    this.#changed.dispose();
    void this.#client.dispose(1_000).catch(() => {});
  }

  #ready(): Promise<void> {
    if (this.state === 'ready') return Promise.resolve();
    if (this.state === 'failed') return Promise.reject(new Error(this.problem));
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #become(state: DaemonState): void {
    if (this.state === state && state !== 'failed') return;
    this.state = state;
    void commands.executeCommand('setContext', 'podd.ready', state === 'ready');
    if (state === 'ready' || state === 'failed') {
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const each of waiting) state === 'ready' ? each.resolve() : each.reject(new Error(this.problem));
    }
    this.#changed.fire(state);
  }
}
