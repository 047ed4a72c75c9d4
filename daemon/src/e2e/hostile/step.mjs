// One step: a folder, Pods, what was done so far in words, and the faults found.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { newestPrompt } from '../model.mjs';
import { within } from './editor.mjs';
import { uri } from './target.mjs';

const allowAll = [{ tool: '*', action: 'allow' }];

export class Step {
  /** What was done, for the report of a fault. */
  done = [];
  faults = [];
  /** Sessions whose chain is looked at in the end. */
  sessions = new Set();
  #pods = new Set();
  #cleanUps = [];

  constructor(target, number, dice) {
    this.target = target;
    this.number = number;
    this.dice = dice;
    this.folder = target.folder('work', `step-${number}`);
    mkdirSync(this.folder, { recursive: true });
  }

  get editor() {
    return this.target.editor;
  }

  path(...names) {
    return path.join(this.folder, ...names);
  }

  exists(...names) {
    return existsSync(this.path(...names));
  }

  /** A Podd of its own for this step, with a home of its own; `more` are variables of its environment. */
  aside(more) {
    const editor = this.target.connect(`home-${this.number}`, more);
    this.atEnd(async () => {
      await editor.kill();
      rmSync(this.target.folder(`home-${this.number}`), { recursive: true, force: true });
    });
    return editor;
  }

  /** Says what is done now; shown when the step fails. */
  note(text) {
    this.done.push(text.length > 600 ? `${text.slice(0, 600)}… (${text.length} characters)` : text);
  }

  fault(text) {
    this.faults.push(text);
  }

  expect(isSo, text) {
    if (!isSo) this.fault(text);
  }

  /** Runs when the step is over, whatever came. */
  atEnd(cleanUp) {
    this.#cleanUps.push(cleanUp);
  }

  /** Opens a Pod in the step's folder whose model answers by `script`; all its tools are allowed. */
  async open(script, overlay = {}, params = {}) {
    const opened = await this.editor.call('pod/open', {
      workspaceFolder: uri(this.folder),
      overlay: { provider: this.target.route(script), permissions: allowAll, ...overlay },
      ...params,
    });
    return this.#know(new StepPod(this, opened));
  }

  /** A Pod that was opened by other means. */
  know(opened) {
    return this.#know(new StepPod(this, opened));
  }

  #know(pod) {
    this.#pods.add(pod);
    this.sessions.add(pod.session);
    return pod;
  }

  /** Waits up to `most` milliseconds, a random time. */
  async wait(most) {
    const time = this.dice.below(most);
    this.note(`wait ${time} ms`);
    await pause(time);
  }

  async cleanUp() {
    for (const cleanUp of this.#cleanUps.reverse()) await cleanUp();
    for (const pod of this.#pods) if (!pod.isClosed) await pod.close();
  }

  /** Deletes most of the sessions, so that the store stays small; what is deleted stays in no list. */
  async forget() {
    this.target.forgetRoutes();
    if (this.number % 10 === 0) return;
    for (const session of this.sessions) {
      const { error } = await this.editor.request('session/delete', { session });
      if (error !== undefined && error.code !== -32013) throw new Error(`session/delete: ${JSON.stringify(error)}`);
    }
  }
}

export class StepPod {
  isClosed = false;

  constructor(step, { pod, session }) {
    this.step = step;
    this.editor = step.editor;
    this.pod = pod;
    this.session = session;
  }

  /** Sends a prompt; resolves to the answer `{ result }` or `{ error }`. */
  begin(input) {
    const parts = typeof input === 'string' ? [{ type: 'text', text: input }] : input;
    return this.editor.request('pod/run', { pod: this.pod, input: parts });
  }

  /** A whole turn: its result. Every call that began has ended once, and no error is a fault of Podd's. */
  async run(input, limit = 30_000) {
    return this.finish(this.begin(input), limit);
  }

  async finish(answered, limit = 30_000) {
    const answer = await within(limit, 'the turn', answered);
    if (answer.gone !== undefined) throw new Error(`Podd ended (${answer.gone}) in the turn: ${this.editor.errors}`);
    if (answer.error?.code === -32603 || answer.result?.error?.code === 'internalError') {
      this.step.fault(`internal error in a turn: ${JSON.stringify(answer.error ?? answer.result.error)}`);
    }
    this.#checkEvents(answer);
    return answer.result ?? { outcome: 'refused', error: answer.error };
  }

  /** Cancels the turn; its answer must come within the target's bound. */
  async cancel(answered) {
    const start = performance.now();
    await this.editor.call('pod/cancel', { pod: this.pod }, this.step.target.bound);
    const turn = await this.finish(answered, this.step.target.bound);
    this.step.target.cancels.push(performance.now() - start);
    this.step.expect(['cancelled', 'finished', 'error', 'paused', 'limitReached'].includes(turn.outcome), `outcome ${turn.outcome} after a cancel`);
    return turn;
  }

  get events() {
    return this.editor.events(this.pod);
  }

  until(fits, limit) {
    return this.editor.until(this.pod, fits, limit);
  }

  /** Results of tool calls in this step: { call, outcome, summary, body? }. */
  get results() {
    return this.events.filter(({ type }) => type === 'toolCallDone');
  }

  async close() {
    this.isClosed = true;
    if (this.editor === this.step.editor && !this.editor.isGone) {
      const { error } = await within(this.step.target.bound, 'pod/close', this.editor.request('pod/close', { pod: this.pod }));
      const isClosed = error?.code === -32010;
      if (error && !isClosed) this.step.fault(`pod/close: ${JSON.stringify(error)}`);
    }
  }

  #checkEvents(answer) {
    const counts = new Map();
    for (const { type, call } of this.events) {
      if (type === 'toolCallDone') counts.set(call, (counts.get(call) ?? 0) + 1);
    }
    for (const [call, count] of counts) {
      if (count > 1) this.step.fault(`call ${call} ended ${count} times`);
    }
    for (const { type, call } of this.events) {
      if (type === 'toolCallStarted' && !counts.has(call) && answer.result?.outcome !== 'paused') this.step.fault(`call ${call} began and never ended`);
    }
    for (const { summary } of this.results) {
      if (/\b(java|dev\.podd|kotlin)\.[a-z.]+[A-Z]|Exception\b|internal error/.test(summary)) this.step.fault(`a result speaks Java: ${summary}`);
    }
    if (answer.result !== undefined && this.events.findLast(({ type }) => type === 'turnDone') === undefined) {
      this.step.fault('a turn was answered without turnDone');
    }
  }
}

/** A prompt after which every model of `inTurn` behaves. */
export const andNow = 'and now?';

/**
 * The script of each turn: one answer for each request. Each element is a list of calls, or an answer of the model;
 * after the last the model says "done". To `andNow` it says nothing else.
 */
export function inTurn(...answers) {
  return (messages) => {
    if (newestPrompt(messages).includes(andNow)) return { text: ['done'] };
    const prompt = messages.findLastIndex(({ role }) => role === 'user');
    const asked = messages.slice(prompt).filter(({ role }) => role === 'assistant').length;
    const answer = answers[asked] ?? { text: ['done'] };
    return Array.isArray(answer) ? { calls: answer, text: [] } : answer;
  };
}

export function call(name, args) {
  return { name, arguments: args };
}
