// A Podd process as an editor sees it: vscode-jsonrpc speaks to it, every event is kept with the time it came.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as rpc from 'vscode-jsonrpc/node';

export const program = process.env.PODD
  ?? fileURLToPath(new URL('../../target/podd/bin/podd', import.meta.url));

/** A folder that goes away with the process. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(path.join(tmpdir(), `podd-${name}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export class Podd {
  /** What `pod/event` brought: { at, pod, session, seq, event }. */
  events = [];
  /** What `approval/request` asked; each is answered by `approve`. */
  questions = [];
  approve = () => null;
  #listeners = new Set();

  constructor({ home, workspace, environment = {}, args = ['--stdio', '--standalone'] }) {
    this.workspace = workspace;
    this.process = spawn(program, args, {
      cwd: workspace,
      env: { ...process.env, ...environment, PODD_HOME: home },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.errors = '';
    this.process.stderr.on('data', (text) => { this.errors += text; });
    this.process.stdin.on('error', () => {}); // a killed process does not read its last words
    this.connection = rpc.createMessageConnection(
      new rpc.StreamMessageReader(this.process.stdout), new rpc.StreamMessageWriter(this.process.stdin));
    this.connection.onError(() => {});
    this.connection.onNotification('pod/event', (event) => this.#keep(event));
    this.connection.onRequest('approval/request', (question) => {
      this.questions.push(question);
      return this.approve(question);
    });
    this.connection.listen();
    // What is still asked then will not be answered: let go of it.
    this.process.on('close', () => this.connection.dispose());
  }

  #keep(event) {
    this.events.push({ at: performance.now(), ...event });
    for (const listener of this.#listeners) listener(event);
  }

  request(method, ...params) {
    return this.connection.sendRequest(method, ...params);
  }

  notify(method, ...params) {
    return this.connection.sendNotification(method, ...params);
  }

  async initialize(pod = { workspaceTrusted: true, client: { approvals: true } }) {
    const result = await this.request('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: { general: { positionEncodings: ['utf-16'] } },
      workspaceFolders: [{ uri: pathToFileURL(this.workspace).href, name: 'workspace' }],
      initializationOptions: { pod },
    });
    await this.notify('initialized', {});
    return result;
  }

  /** The events of a type, oldest first. */
  ofType(type) {
    return this.events.filter(({ event }) => event.type === type);
  }

  /** Waits until an event that fits has come, be it already here; fails after the limit. */
  async until(fits, what, limit = 15000) {
    if (this.events.some(fits)) return;
    await new Promise((resolve, reject) => {
      const listener = (event) => {
        if (!fits(event)) return;
        clearTimeout(timer);
        this.#listeners.delete(listener);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#listeners.delete(listener);
        reject(new Error(`no ${what} within ${limit} ms; came: ${this.events.map(({ event }) => event.type).join(' ')}`
          + `\n${this.errors}`));
      }, limit);
      this.#listeners.add(listener);
    });
  }

  /** The exit code, or the name of the signal that ended it. */
  async ended() {
    const { exitCode, signalCode } = this.process;
    if (exitCode !== null || signalCode !== null) return exitCode ?? signalCode;
    const [code, signal] = await once(this.process, 'exit');
    return code ?? signal;
  }

  async shutdown() {
    await this.request('shutdown');
    await this.notify('exit');
    return this.ended();
  }

  async kill() {
    const ended = this.ended();
    this.process.kill('SIGKILL');
    await ended;
  }
}
