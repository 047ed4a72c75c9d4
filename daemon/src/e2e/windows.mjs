// Several windows on one daemon, while daemon, windows and relays are killed at random moments.
// `node windows.mjs [--rounds 20] [--seed N]`
//
// One round: up to four windows, each with a Pod of its own or the session of another, type and run turns; one to three
// kills hit daemon, relay or a whole window, in any order; new windows come. Checked after each round:
//   - every request of a window that was not killed was answered once, and its next turn finishes;
//   - the events of each Pod have no gap and none comes twice, whatever daemon they came from;
//   - tools see what was typed last, saved nowhere;
//   - one daemon runs, and no process is left in the folder;
//   - every session is intact, and every input whose turn had started is in it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Model, newestPrompt, resultsSincePrompt } from './model.mjs';
import { Podd, program, temporaryFolder } from './podd.mjs';
import { seeded } from './random.mjs';

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '20' },
  seed: { type: 'string', default: String(Date.now() % 1e9) },
} });
const rounds = Number(values.rounds);
const random = seeded(Number(values.seed));
const pick = (list) => list[Math.floor(random() * list.length)];

const words = Array.from({ length: 60 }, (_, n) => `w${n} `);

function script(messages) {
  const prompt = newestPrompt(messages).trim().split('\n').at(-1);
  if (/^read/.test(prompt) && resultsSincePrompt(messages) === 0) {
    return { calls: [{ name: 'read', arguments: { path: `${prompt.split(' ')[1]}` } }] };
  }
  return prompt.startsWith('long') ? { text: words, every: 15 } : { text: ['fine'] };
}

const model = await new Model(script).listen();
const workspace = temporaryFolder('workspace');
const home = temporaryFolder('home');
const overlay = { provider: model.provider, permissions: [{ tool: '*', action: 'allow' }] };
const seen = { kills: { daemon: 0, relay: 0 }, turns: 0, interrupted: 0, joined: 0, sessions: new Map() };

let count = 0;

class Window extends Podd {
  shown = [];
  alive = true;
  version = 0;

  constructor() {
    super({ home, workspace, args: ['--stdio'] });
    this.name = `file${++count}.txt`;
    writeFileSync(path.join(workspace, this.name), 'on the disk\n');
    this.uri = pathToFileURL(path.join(workspace, this.name)).href;
    this.connection.onNotification('window/showMessage', ({ message }) => this.shown.push(message));
  }

  async begin(session) {
    await this.initialize();
    await this.notify('textDocument/didOpen',
      { textDocument: { uri: this.uri, languageId: 'text', version: ++this.version, text: 'opened\n' } });
    const opened = await this.request('pod/open', session ? { session } : { overlay });
    this.pod = opened.pod;
    this.session = opened.session;
    this.typed = 'opened';
  }

  async type() {
    this.typed = `typed ${Math.floor(random() * 1e9)}`;
    await this.notify('textDocument/didChange', { textDocument: { uri: this.uri, version: ++this.version },
      contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: `${this.typed}\n` }] });
  }

  /** The turn, or the error that it was answered with. */
  run(prompt) {
    return this.request('pod/run', { pod: this.pod, input: [{ type: 'text', text: prompt }] }).catch((error) => error);
  }

  async die() {
    this.alive = false;
    await this.kill();
  }
}

function status() {
  const { stdout } = spawnSync(program, ['daemon', 'status', '--json'], { env: { ...process.env, PODD_HOME: home }, encoding: 'utf8' });
  return JSON.parse(stdout);
}

let pid = 0;
const killedDaemons = [];
let windows = [];

for (let round = 1; round <= rounds; round++) {
  try {
    await withinAMinute(oneRound());
  } catch (error) {
    console.log(`round ${round} of seed ${values.seed}: ${error.stack}`);
    for (const window of windows) {
      console.log(window.name, window.pod, window.shown, window.errors);
      console.log(window.events.slice(-40).map(({ seq, event }) => `${seq} ${event.type} ${event.summary ?? event.outcome ?? ''}`).join('\n'));
    }
    console.log(`${round - 1} passed, 1 failed`);
    spawnSync(program, ['daemon', 'stop'], { env: { ...process.env, PODD_HOME: home } });
    process.exit(1);
  }
}
for (const window of windows) assert.equal(await window.shutdown(), 0);
spawnSync(program, ['daemon', 'stop'], { env: { ...process.env, PODD_HOME: home } });
assert.deepEqual(model.complaints, []);
console.log(`${rounds} rounds of seed ${values.seed}: ${JSON.stringify({ ...seen, sessions: seen.sessions.size })}`);
console.log(`${rounds} passed, 0 failed`);
process.exit(0);

async function withinAMinute(round) {
  const late = new AbortController();
  const limit = pause(60000, undefined, { signal: late.signal, ref: false }).then(() => {
    throw new Error('a round took longer than a minute: a request is not answered');
  });
  limit.catch(() => {});
  await Promise.race([round, limit]);
  late.abort();
}

async function oneRound() {
  while (windows.length < 2 || (windows.length < 4 && random() < 0.5)) {
    const window = new Window();
    const other = random() < 0.3 ? windows.find((each) => each.session && seen.sessions.has(each.session)) : undefined;
    await window.begin(other?.session);
    if (other) {
      assert.equal(window.pod, other.pod, 'a session that is open is the same Pod');
      seen.joined++;
    }
    windows.push(window);
  }
  pid = (await windows[0].request('daemon/status')).pid;
  const turns = windows.map(async (window) => {
    await window.type();
    const prompt = pick(['long', 'short', `read ${window.name}`]) + ` ${++count}`;
    return { window, prompt, turn: await window.run(prompt) };
  });
  for (let kills = 1 + Math.floor(random() * 2); kills > 0; kills--) {
    await pause(random() * 700);
    if (random() < 0.7 && mayKill()) await killDaemon();
    else if (windows.length > 1) await killWindow();
  }
  for (const { window, prompt, turn } of await Promise.all(turns.map((each) => each.catch((error) => ({ error }))))) {
    if (window?.alive) checkTurn(window, prompt, turn);
  }
  windows = windows.filter((window) => window.alive);
  await Promise.all(windows.map(checkWindow));
}



/** The sixth end of a daemon within half a minute is no accident: a window would give up. */
function mayKill() {
  return killedDaemons.filter((at) => performance.now() - at < 31000).length < 5;
}

async function killDaemon() {
  killedDaemons.push(performance.now());
  seen.kills.daemon++;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it had been killed before in this round
  }
}

async function killWindow() {
  seen.kills.relay++;
  await pick(windows.filter((window) => window.alive)).die();
}

function checkTurn(window, prompt, turn) {
  seen.turns++;
  if (turn instanceof Error) {
    if (/podBusy|a turn runs/.test(turn.message)) return; // another window of the session was faster
    assert.match(turn.message, /daemon ended/, `${prompt}: ${turn.message}`);
    seen.interrupted++;
  } else {
    assert.ok(['finished', 'error'].includes(turn.outcome), `${prompt}: ${JSON.stringify(turn)}`);
  }
  seen.sessions.set(window.session, [...(seen.sessions.get(window.session) ?? []), prompt]);
}

/** A window that is left works: what it typed is seen, its events have no gap, its session is whole. */
async function checkWindow(window) {
  for (let turn; (turn = await window.run(`read ${window.name}`)).outcome !== 'finished';) {
    assert.match(String(turn.message ?? turn), /a turn runs|daemon ended|busy/, JSON.stringify(turn));
    await pause(50);
  }
  const read = window.ofType('toolCallDone').filter(({ pod, event }) => pod === window.pod
    && event.summary.includes(window.name)).at(-1);
  assert.ok(read.event.body.includes(window.typed), `${window.name}: ${window.typed} is seen, not ${read.event.body}`);
  const mine = window.events.filter(({ pod }) => pod === window.pod).map(({ seq }) => seq);
  assert.deepEqual(mine, mine.map((_, n) => mine[0] + n), `${window.name}: events without a gap`);
  assert.equal((await window.request('session/verify', { session: window.session })).intact, true);
}
