// A client of the Agent Client Protocol, spoken by the protocol makers' own library, which checks every message.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import * as acp from '@agentclientprotocol/sdk';
import { program } from './podd.mjs';

export class AcpClient {
  /** What `session/update` brought: { sessionId, update }. */
  updates = [];
  /** What `session/request_permission` asked; each is answered by `allow`, with the kind of the option that is chosen. */
  questions = [];
  /** Files whose text the editor has and did not save. */
  unsaved = new Map();
  written = [];
  /** Files whose text the editor has not read again since. */
  stale = new Map();
  /** What the editor makes of a text that it saves. */
  format = (text) => text;
  forms = [];
  allow = () => 'allow_once';
  fill = () => ({ action: 'decline' });
  #waiting = new Set();

  constructor({ home, workspace, args = ['acp'], environment = {} }) {
    this.process = spawn(program, args, {
      cwd: workspace, env: { ...process.env, ...environment, PODD_HOME: home }, stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.errors = '';
    this.process.stderr.on('data', (text) => { this.errors += text; });
    this.process.stdin.on('error', () => {});
    this.exited = once(this.process, 'close');
    const stream = acp.ndJsonStream(Writable.toWeb(this.process.stdin), Readable.toWeb(this.process.stdout));
    this.connection = acp.client({ name: 'e2e' })
      .onNotification('session/update', ({ params }) => this.#keep(params))
      .onRequest('session/request_permission', async ({ params }) => {
        this.questions.push(params);
        this.#changed();
        const kind = await this.allow(params);
        const option = params.options.find((each) => each.kind === kind || each.name === kind);
        return { outcome: option ? { outcome: 'selected', optionId: option.optionId } : { outcome: 'cancelled' } };
      })
      .onRequest('fs/read_text_file', ({ params }) => ({
        content: this.unsaved.get(params.path) ?? this.stale.get(params.path) ?? readFileSync(params.path, 'utf8'),
      }))
      .onRequest('fs/write_text_file', ({ params }) => {
        this.written.push(params.path);
        this.unsaved.delete(params.path);
        writeFileSync(params.path, this.format(params.content));
        return {};
      })
      .onRequest('elicitation/create', ({ params }) => {
        this.forms.push(params);
        return this.fill(params);
      })
      .connect(stream);
  }

  #keep(params) {
    this.updates.push(params);
    this.#changed();
  }

  #changed() {
    for (const each of this.#waiting) each();
  }

  request(method, params) {
    return this.connection.agent.request(method, params);
  }

  notify(method, params) {
    return this.connection.agent.notify(method, params);
  }

  initialize(clientCapabilities = {}) {
    return this.request('initialize', {
      protocolVersion: 1, clientCapabilities, clientInfo: { name: 'e2e', version: '1' },
    });
  }

  prompt(sessionId, words) {
    return this.request('session/prompt', {
      sessionId, prompt: typeof words === 'string' ? [{ type: 'text', text: words }] : words,
    });
  }

  ofKind(kind) {
    return this.updates.map(({ update }) => update).filter((update) => update.sessionUpdate === kind);
  }

  /** All text of the agent. */
  text() {
    return this.ofKind('agent_message_chunk').map(({ content }) => content.text).join('');
  }

  /** Waits until something holds, looked at whenever something comes. */
  until(holds, what, limit = 20000) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${what}; ${this.errors}`)), limit);
      const look = () => {
        const found = holds();
        if (found) {
          clearTimeout(late);
          this.#waiting.delete(look);
          resolve(found);
        }
      };
      this.#waiting.add(look);
      look();
    });
  }

  async leave() {
    this.process.stdin.end();
    return (await this.exited)[0];
  }

  async kill() {
    this.process.kill('SIGKILL');
    await this.exited;
  }
}
