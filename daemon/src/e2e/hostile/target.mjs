// The Podd under attack with all that belongs to it: folders, a model, planted secrets, and a Pod that looks on and must
// be answered at all times, the witness.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Model } from '../model.mjs';
import { temporaryFolder } from '../podd.mjs';
import { Editor } from './editor.mjs';

/** A turn of the witness adds to its history; after so many it begins a new session. */
const turnsOfWitness = 100;

/** Names by which the environment of a command must not show a secret. */
const secretNames = ['OPENAI_APIKEY', 'ANTHROPIC_API_KEY_2', 'API_KEY_OPENAI', 'HF_ACCESSTOKEN', 'PRIVATE_KEY_PEM',
  'CLIENT_SECRET_JSON', 'TOKEN_GITHUB', 'apikey', 'PASSWORD_ADMIN', 'NPM_TOKEN', 'DB_PASSWORD'];

export class Target {
  /** Milliseconds of each prompt of the witness. */
  waits = [];
  /** Milliseconds from each `pod/cancel` to the answer of the turn. */
  cancels = [];
  restarts = 0;
  #routes = new Map();
  #nextRoute = 0;

  constructor(program, bound) {
    this.program = program;
    this.bound = bound;
    this.root = temporaryFolder('hostile');
    for (const name of ['home', 'user', 'work', 'outside', 'started-in', 'keys']) mkdirSync(this.folder(name));
    this.outsideMark = `outside-${path.basename(this.root)}`;
    plantOutside(this.folder('outside'), this.outsideMark);
    this.secrets = this.#plantSecrets();
    this.model = new Model((messages, url) => this.#script(url)(messages));
  }

  folder(...names) {
    return path.join(this.root, ...names);
  }

  /** `NAME=value`, which all processes that commands start inherit. */
  get mark() {
    return `PODD_HOSTILE=${path.basename(this.root)}`;
  }

  async start() {
    await this.model.listen();
    await this.restart();
  }

  /** Starts Podd, after what is left of the old one was killed. */
  async restart() {
    if (this.editor !== undefined) {
      this.restarts++;
      await this.editor.kill();
    }
    this.editor = this.connect();
    await this.editor.initialize(uri(this.folder('work')));
    await this.#openWitness();
  }

  /**
   * A Podd of its own with a home of its own, which nobody looks after; for what a connection does not survive. `more`
   * are variables of its environment, which holds nothing of ours but PATH.
   */
  connect(home = 'home', more = {}) {
    return new Editor({
      program: this.program,
      cwd: this.folder('started-in'),
      environment: this.environment(home, more),
      secrets: this.secrets,
    });
  }

  environment(home, more = {}) {
    const variables = Object.fromEntries(this.secrets.map(({ name, value }) => [name, value]));
    const [name, value] = this.mark.split('=');
    return { PATH: process.env.PATH, HOME: this.folder('user'), LANG: 'C.UTF-8', ...variables, [name]: value, PODD_HOME: this.folder(home), ...more };
  }

  /** The provider of an overlay, answered by `script(messages)`; `forgetRoute` ends it. */
  route(script) {
    const name = `r${++this.#nextRoute}`;
    this.#routes.set(name, script);
    return { ...this.model.provider, base_url: this.model.provider.base_url.replace('/v1', `/${name}/v1`), api_key_env: 'MODEL_KEY' };
  }

  forgetRoutes() {
    this.#routes = new Map([...this.#routes].filter(([, script]) => script === fine));
  }

  /** The witness takes a prompt. Throws when it is not answered within the bound. */
  async ask() {
    if (++this.turns > turnsOfWitness) {
      await this.editor.call('pod/close', { pod: this.witness.pod });
      await this.#openWitness();
    }
    const start = performance.now();
    const input = [{ type: 'text', text: `prompt ${this.turns}` }];
    const turn = await this.editor.call('pod/run', { pod: this.witness.pod, input }, this.bound);
    this.waits.push(performance.now() - start);
    if (turn.outcome !== 'finished') throw new Error(`the witness's turn: ${JSON.stringify(turn)}`);
  }

  async close() {
    await this.editor.kill();
    this.model.close();
  }

  async #openWitness() {
    mkdirSync(this.folder('work', 'witness'), { recursive: true });
    const overlay = { provider: this.route(fine), permissions: [{ tool: '*', action: 'allow' }] };
    this.witness = await this.editor.call('pod/open', { workspaceFolder: uri(this.folder('work', 'witness')), overlay });
    this.turns = 0;
    await this.ask();
  }

  #script(url) {
    return this.#routes.get(url.split('/')[1]) ?? fine;
  }

  #plantSecrets() {
    const value = () => `sk-${Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 12)).join('')}`;
    const secrets = ['MODEL_KEY', ...secretNames].map((name) => ({ name, value: value() }));
    writeFileSync(this.folder('keys', 'model.key'), `${secrets[0].value}\n`, { mode: 0o600 });
    return secrets;
  }
}

/** The first request of a turn runs a command, so that what starts processes is there before anybody counts them. */
function fine(messages) {
  const isFirst = messages.filter(({ role }) => role === 'user').length === 1;
  return isFirst && messages.at(-1).role === 'user' ? { calls: [{ name: 'shell', arguments: { command: 'true' } }] } : { text: ['fine'] };
}

/** Folders of the same names as in the workspaces of the steps, whose content must never be seen. */
function plantOutside(folder, mark) {
  for (const below of ['.', 'deep', 'deep/deeper']) {
    mkdirSync(path.join(folder, below), { recursive: true });
    for (const name of ['a.txt', 'b.txt']) writeFileSync(path.join(folder, below, name), `${mark}\n`);
  }
}

export function uri(file) {
  return pathToFileURL(file).href;
}
