// Agents that an editor drives over stdio, each as its own documentation says; all against the same model.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Wire } from './wire.mjs';

/**
 * One process of an agent, or one connection; `folder` holds its home and its project. A session that it has opened is
 * known by a name of the agent's own; `current` is the one opened last.
 */
class Agent {
  framing = 'line';
  /** Whether one process has many sessions. */
  hasMany = true;
  /** Whether it has a sandbox of its own for commands. */
  hasSandbox = false;
  path = process.env.PATH;
  #turns = new Map();

  constructor(folder, model, program) {
    this.home = path.join(folder, 'home');
    this.project = path.join(folder, 'project');
    this.model = model;
    this.program = program;
    if (!existsSync(this.project)) {
      mkdirSync(path.join(this.home, 'tmp'), { recursive: true });
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
    return { PATH: this.path, LANG: 'C.UTF-8', HOME: this.home, TMPDIR: path.join(this.home, 'tmp'), MOCK_KEY: 'x',
      ...this.variables() };
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

  /** Whether commands run in its sandbox, if it has one, from the next session on. */
  confine() {}

  /** A call of the tool that runs a command. */
  command(command) {
    return { bash: { command } };
  }

  /** Calls of the tools that read a file and that look for a pattern in all of them; undefined where it has none. */
  reading() {}

  searching() {}

  /** Has the model make so many calls, given as { TOOL: ARGUMENTS }, one after the other. */
  calls(count, call) {
    const [[tool, given]] = Object.entries(call);
    return this.say(`@call ${count} ${tool} ${JSON.stringify(given)}`);
  }

  /** Asks for `count` deltas, `every` milliseconds apart; their delays, when the first came, and when all was over. */
  turn(count, every, session) {
    return this.say(`@deltas ${count} ${every}`, session);
  }

  /** Runs a turn with a prompt. */
  async say(text, session = this.current) {
    const turn = { begun: performance.now(), first: null, over: null, delays: [], stamps: [] };
    const done = new Promise((resolve) => { turn.end = resolve; });
    this.#turns.set(session, turn);
    await this.prompt(text, session);
    await done;
    return turn;
  }

  /** What has come of a session's newest turn. */
  newest(session = this.current) {
    return this.#turns.get(session);
  }

  delta(session, text, at) {
    const turn = this.#turns.get(session);
    if (turn === undefined) return; // what an agent says again of a session that it opens
    const now = process.hrtime.bigint() - BigInt(Math.round((performance.now() - at) * 1e6));
    for (const [, stamp] of text.matchAll(/t(\d{6,}) /g)) {
      turn.first ??= at;
      turn.stamps.push(stamp);
      turn.delays.push(Number(now - BigInt(stamp)) / 1e6);
    }
  }

  ended(session, at) {
    const turn = this.#turns.get(session);
    if (turn === undefined) return;
    turn.over = at;
    turn.end();
  }

  kill(signal = 'SIGKILL') {
    this.process?.kill(signal);
  }

  /** Kills all that the agent is, with the processes that it shares. */
  crash(shared) {
    this.kill();
    shared.forEach((pid) => process.kill(pid, 'SIGKILL'));
  }

  /** Ends it, and a daemon with it. */
  stop() {
    this.kill();
  }
}

export class Podd extends Agent {
  title = 'podd, standalone';
  framing = 'header';
  args = ['--stdio', '--standalone'];
  hasSandbox = true;
  #answered = new Map();

  configure() {
    this.confine(true);
  }

  /** Without a sandbox a person is asked about commands, unless the manifest allows them. */
  confine(isConfined) {
    this.file('.config/podd/pod.toml', `[provider]\nkind = "openai-compatible"\nmodel = "mock"\nbase_url = "${this.model}"\n`
      + 'api_key_env = "MOCK_KEY"\ncontext_window = 200_000\n'
      + (isConfined ? '' : '[sandbox]\nmode = "off"\n[[permissions]]\ntool = "*"\naction = "allow"\n'));
  }

  command(command) {
    return { shell: { command } };
  }

  reading(file) {
    return { read: { path: file } };
  }

  searching(pattern) {
    return { grep: { pattern } };
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
    this.pod = this.current = result.pod;
    this.session = result.session;
    this.reopened = JSON.stringify(result);
    return at;
  }

  async prompt(text, pod = this.current) {
    await this.#answered.get(pod); // the turn before is over then
    this.#answered.set(pod, this.wire.ask('pod/run', { pod, input: [{ type: 'text', text }] }).catch(() => {}));
  }

  heard({ method, params }, at) {
    if (method !== 'pod/event') return;
    if (params.event.type === 'textDelta') this.delta(params.pod, params.event.text, at);
    else if (params.event.type === 'turnDone') this.ended(params.pod, at);
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
    this.kill();
    spawnSync(this.program, ['daemon', 'stop'], { env: this.environment() });
  }
}

/** Straight to the daemon's socket, as an extension does. */
export class PoddSocket extends PoddRelay {
  title = 'podd, the daemon\'s socket';

  async start() {
    spawnSync(this.program, ['daemon', 'start'], { env: this.environment() });
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
  hasSandbox = true;
  sandbox = 'danger-full-access';

  confine(isConfined) {
    this.sandbox = isConfined ? 'workspace-write' : 'danger-full-access';
  }

  command(cmd) {
    return { exec_command: { cmd } };
  }

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
      : this.wire.ask('thread/start', { cwd: this.project, approvalPolicy: 'never', sandbox: this.sandbox }));
    this.session = this.current = result.thread.id;
    this.reopened = JSON.stringify(result);
    return at;
  }

  prompt(text, threadId) {
    this.wire.ask('turn/start', { threadId, input: [{ type: 'text', text }] }).catch(() => {});
  }

  heard({ method, params }, at) {
    if (method === 'item/agentMessage/delta') this.delta(params.threadId, params.delta, at);
    else if (method === 'turn/completed') this.ended(params.threadId, at);
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
    this.reopened = '';
    const { result, at } = await (session ? this.wire.ask('session/load', { sessionId: session, ...params })
      : this.wire.ask('session/new', params));
    this.session = this.current = session ?? result.sessionId;
    return at;
  }

  prompt(text, sessionId) {
    this.wire.ask('session/prompt', { sessionId, prompt: [{ type: 'text', text }] })
      .then(({ at }) => this.ended(sessionId, at), () => this.ended(sessionId, null));
  }

  heard({ method, params }, at) {
    if (method !== 'session/update') return;
    if (this.newest(params.sessionId) === undefined) this.reopened += JSON.stringify(params.update);
    const { sessionUpdate, content } = params.update;
    if (sessionUpdate === 'agent_message_chunk') this.delta(params.sessionId, content.text ?? '', at);
  }
}

export class OpenCode extends AcpAgent {
  title = 'opencode acp';
  args = ['acp'];
  fetchesRipgrep = true;

  command(command) {
    return { bash: { command, description: 'nothing' } };
  }

  reading(file) {
    return { read: { filePath: path.join(this.project, file) } };
  }

  searching(pattern) {
    return { grep: { pattern } };
  }

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
  hasSandbox = true;
  command = Podd.prototype.command;
  reading = Podd.prototype.reading;
  searching = Podd.prototype.searching;
  stop = PoddRelay.prototype.stop;

  configure() {
    this.confine(true);
  }

  confine(isConfined) {
    Podd.prototype.confine.call(this, isConfined);
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
  hasMany = false;
  current = 'the only one';
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
    if (session) this.reopened = JSON.stringify((await this.wire.command({ type: 'get_messages' })).result);
    return at;
  }

  prompt(text) {
    this.wire.command({ type: 'prompt', message: text }).catch(() => {});
  }

  heard(message, at) {
    const { type, assistantMessageEvent: event } = message;
    if (type === 'message_update' && event.type === 'text_delta') this.delta(this.current, event.delta, at);
    else if (type === 'agent_end') this.ended(this.current, at);
  }
}
