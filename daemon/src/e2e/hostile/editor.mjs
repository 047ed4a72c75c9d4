// An editor that speaks bytes to a Podd process and trusts nothing that comes back. Faults of the stream (bytes outside
// of frames, an answer to no request or a second answer, a gap in the events of a Pod, a planted secret) are collected.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { json } from './json.mjs';

const headerEnd = Buffer.from('\r\n\r\n');

export class Editor {
  /** What Podd did wrong on this connection; whoever looks takes them with `splice`. */
  faults = [];
  /** Errors of answers whose id is null: what could not be read as a request. */
  unaddressed = [];
  /** Whether ids may be answered that were never asked about: those of frames that are no good requests. */
  toleratesUnasked = false;
  /** Called after each error without an id. */
  onUnaddressed = () => {};
  /** Sees each request of Podd first; true when it is answered or never will be. */
  onRequest = () => false;
  /** Answers `approval/request`: `(params) => answer`. */
  approve = ({ options }) => ({ option: options.find(({ kind }) => kind === 'allowOnce')?.option });
  /** Standard error, its last 20,000 characters. */
  errors = '';

  #rest = Buffer.alloc(0);
  #parts = [];
  #partsLength = 0;
  #missing = 0;
  #nextId = 1;
  /** By id: functions that take the answer, oldest first. */
  #open = new Map();
  #asked = new Set();
  /** By Pod: { seq, events }. */
  #pods = new Map();
  #listeners = new Set();
  #asksForOldEvents = false;
  /** Numbers that it says to have got as the last of a Pod, true or not: the next one follows. */
  #claimed = new Set();

  /** `secrets`: [{ name, value }], none of which may ever come back. */
  constructor({ program, cwd, environment, secrets = [] }) {
    this.secrets = secrets;
    this.process = spawn(program, ['--stdio', '--standalone'], { cwd, env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
    this.process.stdin.on('error', () => {}); // a killed process does not read its last words
    this.process.stderr.on('data', (text) => { this.errors = (this.errors + text).slice(-20_000); });
    this.process.stdout.on('data', (chunk) => this.#take(chunk));
    /** Exit code or name of the signal, once the process has ended. */
    this.exited = new Promise((resolve) => this.process.on('exit', (code, signal) => resolve(code ?? signal)));
    /** The same once all its output was read as well. */
    this.ended = new Promise((resolve) => this.process.on('close', (code, signal) => {
      this.isGone = true;
      for (const takers of this.#open.values()) takers.forEach((take) => take({ gone: code ?? signal }));
      this.#open.clear();
      resolve(code ?? signal);
    }));
  }

  get pid() {
    return this.process.pid;
  }

  // Out

  /** Bytes as they are. Resolves once the pipe has taken them, or the process is gone. */
  write(bytes) {
    if (this.isGone || this.process.stdin.destroyed) return Promise.resolve();
    return new Promise((resolve) => { this.process.stdin.write(bytes, () => resolve()); });
  }

  /** A body, text or bytes, with its right header. */
  frame(body) {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
    return this.write(Buffer.concat([Buffer.from(`Content-Length: ${bytes.length}\r\n\r\n`), bytes]));
  }

  /** Sends a request; resolves to its answer `{ result }` or `{ error }`, or `{ gone }` when the process ended. */
  request(method, params, id = this.#nextId++) {
    const answered = this.expect(id);
    this.#asksForOldEvents ||= params?.afterSeq !== undefined || params?.lastSeq !== undefined;
    this.#claimed.add(params?.lastSeq);
    this.frame(json({ jsonrpc: '2.0', id, method, params }));
    return answered;
  }

  /** The answer to a request with this id that is sent by other means. */
  expect(id) {
    const key = json(id);
    this.#asked.add(key);
    return new Promise((resolve) => {
      if (this.isGone) return resolve({ gone: true });
      this.#open.set(key, [...this.#open.get(key) ?? [], resolve]);
    });
  }

  /** Waits no more for the answer to a request with this id: it was refused without one. */
  giveUp(id) {
    const key = json(id);
    this.#open.get(key)?.forEach((take) => take({ unaddressed: true }));
    this.#open.delete(key);
  }

  /** The result of a request, within `limit` milliseconds; throws for an error. */
  async call(method, params, limit = 20_000) {
    const answer = await within(limit, method, this.request(method, params));
    if (answer.gone !== undefined) throw new Error(`Podd ended (${answer.gone}) before it answered ${method}: ${this.errors}`);
    if (answer.error) throw Object.assign(new Error(`${method}: ${json(answer.error).slice(0, 500)}`), answer.error);
    return answer.result;
  }

  notify(method, params) {
    return this.frame(json({ jsonrpc: '2.0', method, params }));
  }

  async initialize(folder, pod = { workspaceTrusted: true, client: { approvals: true } }) {
    const result = await this.call('initialize', {
      processId: process.pid,
      capabilities: { general: { positionEncodings: ['utf-16'] } },
      workspaceFolders: [{ uri: folder, name: 'workspace' }],
      initializationOptions: { pod },
    });
    this.notify('initialized', {});
    return result;
  }

  /** Ids of requests that wait for their answer. */
  get waiting() {
    return [...this.#open.keys()];
  }

  // In

  /** Reads nothing until `resume`; the pipe fills. */
  pause() {
    this.process.stdout.pause();
  }

  resume() {
    this.process.stdout.resume();
  }

  /** Events of a Pod since the last `forget`; the text of deltas and output is kept as its length. */
  events(pod) {
    return this.#pods.get(pod)?.events ?? [];
  }

  /** Drops the events kept so far. */
  forget() {
    for (const known of this.#pods.values()) known.events = [];
  }

  /** Waits for an event of a Pod that fits; false when there was none within the limit or the process ended. */
  async until(pod, fits, limit = 20_000) {
    if (this.events(pod).some(fits)) return true;
    let listener;
    const came = new Promise((resolve) => {
      listener = (params) => params.pod === pod && fits(params.event) && resolve(true);
      this.#listeners.add(listener);
    });
    try {
      return await Promise.race([came, this.ended.then(() => false), pause(limit, false, { ref: false })]);
    } finally {
      this.#listeners.delete(listener);
    }
  }

  async kill() {
    this.process.kill('SIGKILL');
    this.process.stdout.resume();
    await this.ended;
  }

  #take(chunk) {
    if (this.#missing > 0) {
      this.#parts.push(chunk);
      this.#partsLength += chunk.length;
      if (this.#partsLength < this.#missing) return;
      this.#rest = Buffer.concat(this.#parts);
    } else {
      this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    }
    this.#parts = [];
    this.#partsLength = 0;
    this.#missing = 0;
    while (this.#takeFrame());
  }

  /** Whether there was a whole frame. */
  #takeFrame() {
    const end = this.#rest.indexOf(headerEnd);
    if (end < 0 || end > 100) {
      if (this.#rest.length > 100) this.#outsideOfFrames();
      return false;
    }
    const header = this.#rest.toString('latin1', 0, end);
    const length = /^Content-Length: (\d+)$/.exec(header)?.[1];
    if (length === undefined) {
      this.#outsideOfFrames();
      return false;
    }
    const bodyAt = end + headerEnd.length;
    const whole = bodyAt + Number(length);
    if (this.#rest.length < whole) {
      this.#missing = whole;
      this.#parts = [this.#rest];
      this.#partsLength = this.#rest.length;
      return false;
    }
    const body = this.#rest.subarray(bodyAt, whole);
    this.#rest = this.#rest.subarray(whole);
    this.#takeBody(body);
    return this.#rest.length > 0;
  }

  #outsideOfFrames() {
    this.fault(`standard output holds what is no frame: ${json(this.#rest.toString('latin1', 0, 300))}`);
    this.#rest = Buffer.alloc(0);
  }

  #takeBody(body) {
    const shown = secretsIn(body, this.secrets);
    if (shown !== undefined) this.fault(`sent to the editor: ${shown}`);
    let message;
    try {
      message = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
    } catch (error) {
      this.fault(`a frame is not JSON in UTF-8: ${error.message}: ${json(body.toString('latin1', 0, 300))}`);
      return;
    }
    if (message.jsonrpc !== '2.0') this.fault(`a message without jsonrpc 2.0: ${body.toString('utf8', 0, 200)}`);
    if (message.method === undefined) this.#takeAnswer(message, body);
    else if (message.id !== undefined) this.#takeRequest(message);
    else this.#takeNotification(message);
  }

  #takeAnswer(message, body) {
    if (('result' in message) === ('error' in message)) {
      this.fault(`an answer has either a result or an error: ${body.toString('utf8', 0, 200)}`);
    }
    if (message.id === null) {
      this.unaddressed.push(message.error);
      this.onUnaddressed();
      return;
    }
    const key = json(message.id);
    const takers = this.#open.get(key);
    if (takers === undefined) {
      if (this.toleratesUnasked && (!this.#asked.has(key) || /^"(m.*)?"$/.test(key))) return; // a damaged id may be that of another damaged frame
      this.fault(`${this.#asked.has(key) ? 'a second answer' : 'an answer to no request'}, id ${key.slice(0, 100)}: ${body.toString('utf8', 0, 300)}`);
      return;
    }
    if (message.result?.pod !== undefined && message.result.session !== undefined) this.#knowPod(message.result.pod);
    takers.shift()(message);
    if (takers.length === 0) this.#open.delete(key);
  }

  #knowPod(pod) {
    if (!this.#pods.has(pod)) this.#pods.set(pod, { seq: 0, events: [] });
  }

  #takeRequest(message) {
    const { id, method, params } = message;
    if (this.onRequest(message)) return;
    if (method === 'approval/request') this.#answer(id, this.approve(params) ?? null);
    else if (method === 'window/showMessageRequest') this.#answer(id, params.actions?.[0] ?? null);
    else this.frame(json({ jsonrpc: '2.0', id, error: { code: -32601, message: `no method ${method}` } }));
  }

  #answer(id, result) {
    this.frame(json({ jsonrpc: '2.0', id, result }));
  }

  #takeNotification({ method, params }) {
    if (method !== 'pod/event') return;
    const known = this.#pods.get(params.pod);
    if (known === undefined) {
      this.fault(`an event of a Pod that no answer named: ${json(params).slice(0, 200)}`);
      return;
    }
    const isNext = params.seq === known.seq + 1 || this.#isClaimed(params.seq - 1) || (params.event.type === 'warning' && params.seq > known.seq); // it says what was left out
    if (!isNext && !(this.#asksForOldEvents && params.seq <= known.seq)) {
      this.fault(`event ${params.seq} of Pod ${params.pod}, ${params.event.type}, came after ${known.seq}`);
    }
    known.seq = params.seq;
    known.events.push(shortened(params.event));
    for (const listener of this.#listeners) listener(params);
  }

  /** Where numbers have no place for one more, the next one looks the same. */
  #isClaimed(seq) {
    return this.#claimed.has(seq) || (!Number.isSafeInteger(seq + 1) && this.#claimed.has(seq + 1));
  }

  fault(text) {
    if (this.faults.length < 50) this.faults.push(text);
  }
}

function shortened(event) {
  return typeof event.text === 'string' ? { ...event, text: event.text.length } : event;
}

/**
 * The names of the secrets, [{ name, value }], that stand in the bytes, and where the first stands, without the values:
 * what this suite prints may be kept by others. Undefined when there is none.
 */
export function secretsIn(bytes, secrets) {
  const found = secrets.filter(({ value }) => bytes.includes(value));
  if (found.length === 0) return undefined;
  const at = bytes.indexOf(found[0].value);
  const text = bytes.subarray(Math.max(0, at - 400), at + 400).toString();
  return `${found.map(({ name }) => name).join(', ')}: ${json(secrets.reduce((rest, { value }) => rest.replaceAll(value, '[SECRET]'), text))}`;
}

/** What the promise gives, or an error that names what was waited for. */
export async function within(limit, what, promise) {
  const late = Symbol('late');
  const timer = new AbortController();
  const result = await Promise.race([promise, pause(limit, late, { signal: timer.signal }).catch(() => late)]);
  timer.abort();
  if (result === late) throw new Error(`${what}: nothing within ${limit} ms`);
  return result;
}
