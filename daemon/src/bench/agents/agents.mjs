// Agents that an editor drives over stdio, each as its own documentation says; all against the same model.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Wire } from './wire.mjs';

/** One process of an agent, or one connection; `folder` holds its home and its project. */
class Agent {
  framing = 'line';
  #turn = null;

  constructor(folder, model, program) {
    this.home = path.join(folder, 'home');
    this.project = path.join(folder, 'project');
    this.model = model;
    this.program = program;
    if (!existsSync(this.project)) {
      mkdirSync(this.home, { recursive: true });
      mkdirSync(this.project, { recursive: true });
      spawnSync('git', ['init', '-q', this.project]);
      this.configure();
    }
  }

  configure() {}

  variables() {
    return {};
  }

  environment() {
    return { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: this.home, TMPDIR: this.home, MOCK_KEY: 'x', ...this.variables() };
  }

  file(name, content) {
    const place = path.join(this.home, name);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, content);
  }

  /** Starts it; milliseconds until it has answered the first request. */
  async start() {
    this.begun = performance.now();
    this.process = spawn(this.program, this.args, { cwd: this.project, env: this.environment(), stdio: ['pipe', 'pipe', 'ignore'] });
    this.wire = new Wire(this.process.stdout, this.process.stdin, this.framing);
    return this.meet();
  }

  async meet() {
    this.wire.onMessage = (message, at) => this.heard(message, at);
    this.wire.onRequest = (message) => this.answer(message);
    return await this.handshake() - this.begun;
  }

  /** Processes of its own. */
  roots() {
    return [this.process.pid];
  }

  /** Processes that run before it and after it. */
  shared() {
    return [];
  }

  answer() {
    return null;
  }

  /** Asks for `count` deltas, `every` milliseconds apart; their delays, and when the first came after the prompt. */
  turn(count, every) {
    return this.say(`@deltas ${count} ${every}`);
  }

  /** Runs a turn with a prompt. */
  async say(text) {
    const turn = { begun: performance.now(), first: null, delays: [] };
    const done = new Promise((resolve) => { turn.end = resolve; });
    this.#turn = turn;
    await this.prompt(text);
    await done;
    return turn;
  }

  delta(text, at) {
    if (this.#turn === null) return; // what an agent says again of a session that it opens
    const now = process.hrtime.bigint() - BigInt(Math.round((performance.now() - at) * 1e6));
    for (const [, stamp] of text.matchAll(/t(\d{6,}) /g)) {
      this.#turn.first ??= at;
      this.#turn.delays.push(Number(now - BigInt(stamp)) / 1e6);
    }
  }

  ended() {
    this.#turn?.end();
  }

  kill(signal = 'SIGKILL') {
    this.process?.kill(signal);
  }
}

export class Podd extends Agent {
  title = 'podd, standalone';
  framing = 'header';
  args = ['--stdio', '--standalone'];

  configure() {
    this.file('.config/podd/pod.toml', `[provider]\nkind = "openai-compatible"\nmodel = "mock"\nbase_url = "${this.model}"\n`
      + 'api_key_env = "MOCK_KEY"\ncontext_window = 200_000\n');
  }

  variables() {
    return { PODD_HOME: path.join(this.home, '.config/podd') };
  }

  async handshake() {
    const { at } = await this.wire.ask('initialize', {
      processId: process.pid, rootUri: null, capabilities: {},
      workspaceFolders: [{ uri: pathToFileURL(this.project).href, name: 'project' }],
      initializationOptions: { pod: { workspaceTrusted: true } },
    });
    this.wire.notify('initialized');
    return at;
  }

  async open(session) {
    const { result, at } = await this.wire.ask('pod/open', session ? { session } : {});
    this.pod = result.pod;
    this.session = result.session;
    return at;
  }

  async prompt(text) {
    await this.answered; // the turn before is over then
    this.answered = this.wire.ask('pod/run', { pod: this.pod, input: [{ type: 'text', text }] }).catch(() => {});
  }

  heard({ method, params }, at) {
    if (method !== 'pod/event' || params.pod !== this.pod) return;
    if (params.event.type === 'textDelta') this.delta(params.event.text, at);
    else if (params.event.type === 'turnDone') this.ended();
  }
}

/** By way of the daemon, which the first one starts. */
export class PoddRelay extends Podd {
  title = 'podd, relay to the daemon';
  args = ['--stdio'];

  status() {
    return JSON.parse(spawnSync(this.program, ['daemon', 'status', '--json'], { env: this.environment(), encoding: 'utf8' }).stdout);
  }

  shared() {
    return [this.status().pid];
  }

  stop() {
    spawnSync(this.program, ['daemon', 'stop'], { env: this.environment() });
  }
}

/** Straight to the daemon's socket, as an extension does. */
export class PoddSocket extends PoddRelay {
  title = 'podd, the daemon\'s socket';

  async start() {
    const { socket } = this.status();
    this.begun = performance.now();
    this.socket = net.connect(socket);
    this.wire = new Wire(this.socket, this.socket, this.framing);
    return this.meet();
  }

  roots() {
    return [];
  }

  kill() {
    this.socket?.destroy();
  }
}

export class Codex extends Agent {
  title = 'Codex app-server';
  args = ['app-server'];

  configure() {
    this.file('.codex/config.toml', 'model = "mock"\nmodel_provider = "mock"\napproval_policy = "never"\n'
      + 'sandbox_mode = "danger-full-access"\ncheck_for_update_on_startup = false\n[analytics]\nenabled = false\n'
      + `[model_providers.mock]\nname = "mock"\nbase_url = "${this.model}"\nwire_api = "responses"\nenv_key = "MOCK_KEY"\n`);
  }

  variables() {
    return { CODEX_HOME: path.join(this.home, '.codex') };
  }

  async handshake() {
    const { at } = await this.wire.ask('initialize', { clientInfo: { name: 'bench', title: 'bench', version: '1' }, capabilities: null });
    this.wire.notify('initialized');
    return at;
  }

  async open(session) {
    const { result, at } = await (session ? this.wire.ask('thread/resume', { threadId: session })
      : this.wire.ask('thread/start', { cwd: this.project, approvalPolicy: 'never', sandbox: 'danger-full-access' }));
    this.session = result.thread.id;
    return at;
  }

  prompt(text) {
    this.wire.ask('turn/start', { threadId: this.session, input: [{ type: 'text', text }] }).catch(() => {});
  }

  heard({ method, params }, at) {
    if (method === 'item/agentMessage/delta') this.delta(params.delta, at);
    else if (method === 'turn/completed') this.ended();
  }

  answer() {
    return { decision: 'accept' };
  }
}

/** Speaks the Agent Client Protocol. */
class AcpAgent extends Agent {
  async handshake() {
    const { at } = await this.wire.ask('initialize', { protocolVersion: 1,
      clientCapabilities: { fs: { readTextFile: false, writeTextFile: false }, terminal: false } });
    return at;
  }

  async open(session) {
    const params = { cwd: this.project, mcpServers: [] };
    const { result, at } = await (session ? this.wire.ask('session/load', { sessionId: session, ...params })
      : this.wire.ask('session/new', params));
    this.session = session ?? result.sessionId;
    return at;
  }

  prompt(text) {
    this.wire.ask('session/prompt', { sessionId: this.session, prompt: [{ type: 'text', text }] })
      .then(() => this.ended(), () => this.ended());
  }

  heard({ method, params }, at) {
    if (method === 'session/update' && params.update.sessionUpdate === 'agent_message_chunk') this.delta(params.update.content.text ?? '', at);
  }
}

export class OpenCode extends AcpAgent {
  title = 'opencode acp';
  args = ['acp'];

  configure() {
    this.file('.config/opencode/opencode.json', JSON.stringify({
      autoupdate: false, share: 'disabled', permission: 'allow', model: 'mock/mock', small_model: 'mock/mock',
      provider: { mock: { npm: '@ai-sdk/openai-compatible', name: 'mock', options: { baseURL: this.model, apiKey: 'x' },
        models: { mock: { name: 'mock', tool_call: true, limit: { context: 200000, output: 8000 } } } } } }));
  }

  variables() {
    return { OPENCODE_DISABLE_AUTOUPDATE: '1', OPENCODE_DISABLE_MODELS_FETCH: '1', OPENCODE_DISABLE_LSP_DOWNLOAD: '1' };
  }
}

/** By way of the daemon, as an editor with that protocol has it. */
export class PoddAcp extends AcpAgent {
  title = 'podd acp, relay to the daemon';
  args = ['acp'];

  configure() {
    Podd.prototype.configure.call(this);
  }

  /** This protocol has no way to say that the folder is trusted. */
  start() {
    spawnSync(this.program, ['trust'], { cwd: this.project, env: this.environment() });
    return super.start();
  }

  variables() {
    return Podd.prototype.variables.call(this);
  }

  shared() {
    return PoddRelay.prototype.shared.call(this);
  }

  status() {
    return PoddRelay.prototype.status.call(this);
  }
}

/** Commands and events of its own, a line each. */
export class Pi extends Agent {
  title = 'pi --mode rpc';
  args = ['--mode', 'rpc', '--provider', 'mock', '--model', 'mock', '--offline'];

  configure() {
    this.file('.pi/agent/models.json', JSON.stringify({ providers: { mock: { baseUrl: this.model, api: 'openai-completions',
      apiKey: 'x', models: [{ id: 'mock', contextWindow: 200000 }] } } }));
  }

  variables() {
    return { PI_OFFLINE: '1', PI_TELEMETRY: '0', PI_SKIP_VERSION_CHECK: '1' };
  }

  async handshake() {
    const { result, at } = await this.wire.command({ type: 'get_state' });
    this.session = result.sessionFile;
    return at;
  }

  async open(session) {
    const { at } = session ? await this.wire.command({ type: 'switch_session', sessionPath: session })
      : await this.wire.command({ type: 'get_state' }); // it starts with a session
    return at;
  }

  prompt(text) {
    this.wire.command({ type: 'prompt', message: text }).catch(() => {});
  }

  heard(message, at) {
    if (message.type === 'message_update' && message.assistantMessageEvent.type === 'text_delta') this.delta(message.assistantMessageEvent.delta, at);
    else if (message.type === 'agent_end') this.ended();
  }
}
