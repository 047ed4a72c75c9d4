// What the daemon asks the person: kept until it is answered here or elsewhere, shown in the conversation and where the person is.
import { type Disposable, EventEmitter } from 'vscode';
import type { ApprovalAnswer, QuestionAnswer } from '../protocol';
import type { Asked } from '../shared/messages';
import type { Daemon } from './daemon';

interface Open {
  pod: string;
  asked: Asked;
  answer(answer: ApprovalAnswer | QuestionAnswer | null): void;
}

export class Questions implements Disposable {
  /** By Pod and call: what numbers its calls may number those of two Pods alike. */
  readonly #open = new Map<string, Open>();
  readonly #changed = new EventEmitter<{ pod: string; added?: Asked; removed?: string }>();
  readonly onChanged = this.#changed.event;
  readonly #listening: Disposable[];

  constructor(daemon: Daemon) {
    this.#listening = [
      daemon.answer('approval/request', (params, signal) => this.#ask(params.pod, { type: 'approval', ...params }, signal)),
      daemon.answer('question/request', (params, signal) => this.#ask(params.pod, { type: 'question', ...params }, signal)),
      daemon.on('approval/resolved', ({ pod, call }) => this.#forget(pod, call, { pending: true })),
      // A daemon that is gone asks again, by the next one, for what is still open.
      daemon.onState((state) => { if (state !== 'ready') for (const each of [...this.#open.values()]) this.#forget(each.pod, each.asked.call, null); }),
    ];
  }

  of(pod: string | undefined): Asked[] {
    return [...this.#open.values()].filter((each) => each.pod === pod).map(({ asked }) => asked);
  }

  get count() {
    return this.#open.size;
  }

  get all(): readonly { pod: string; asked: Asked }[] {
    return [...this.#open.values()];
  }

  answer(pod: string, call: string, answer: ApprovalAnswer | QuestionAnswer): void {
    this.#forget(pod, call, answer);
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    // The person has decided nothing: another window, or the next start, is asked.
    for (const each of [...this.#open.values()]) each.answer({ pending: true });
    this.#changed.dispose();
  }

  #ask(pod: string, asked: Asked, signal: AbortSignal): Promise<ApprovalAnswer | QuestionAnswer | null> {
    return new Promise((resolve) => {
      this.#open.set(key(pod, asked.call), { pod, asked, answer: resolve });
      signal.addEventListener('abort', () => this.#forget(pod, asked.call, null));
      this.#changed.fire({ pod, added: asked });
    });
  }

  #forget(pod: string, call: string, answer: ApprovalAnswer | QuestionAnswer | null): void {
    const open = this.#open.get(key(pod, call));
    if (!open) return;
    this.#open.delete(key(pod, call));
    open.answer(answer);
    this.#changed.fire({ pod, removed: call });
  }
}

function key(pod: string, call: string): string {
  return `${pod} ${call}`;
}
