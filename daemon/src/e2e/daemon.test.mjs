// One daemon behind all windows: each is `podd --stdio`, as an editor starts it.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import * as rpc from 'vscode-jsonrpc/node';
import { Model, newestPrompt, resultsSincePrompt } from './model.mjs';
import { Podd, program, temporaryFolder } from './podd.mjs';

function script(messages) {
  const prompt = newestPrompt(messages);
  if (prompt.includes('slowly')) return { text: Array.from({ length: 3000 }, (_, n) => `word${n} `), every: 10 };
  if (prompt.includes('for a while')) return { text: Array.from({ length: 100 }, (_, n) => `word${n} `), every: 20 };
  if (prompt.includes('read') && resultsSincePrompt(messages) === 0) {
    return { calls: [{ name: 'read', arguments: { path: 'open.txt' } }] };
  }
  if (prompt.includes('command') && resultsSincePrompt(messages) === 0) {
    return { calls: [{ name: 'shell', arguments: { command: 'echo done' } }] };
  }
  return { text: ['All ', 'right.'] };
}

let model;
let workspace;

before(async () => {
  model = await new Model(script).listen();
  workspace = temporaryFolder('workspace');
  writeFileSync(path.join(workspace, 'open.txt'), 'on the disk\n');
});
after(() => model.close());

/** The folder of a person whose daemon is stopped with the test. */
function person(t, name = 'home') {
  const home = temporaryFolder(name);
  t.after(() => podd(home, 'daemon', 'stop'));
  return home;
}

function podd(home, ...args) {
  return spawnSync(program, args, { env: { ...process.env, PODD_HOME: home }, encoding: 'utf8' });
}

function status(home) {
  return JSON.parse(podd(home, 'daemon', 'status', '--json').stdout);
}

/** A window, closed with the test. */
function start(t, home, environment = {}) {
  const window = new Podd({ home, workspace, environment, args: ['--stdio'] });
  window.shown = [];
  window.connection.onNotification('window/showMessage', ({ message }) => window.shown.push(message));
  t.after(() => window.kill());
  return window;
}

async function opened(window, params = {}) {
  await window.initialize();
  return window.request('pod/open', { overlay: { provider: model.provider }, ...params });
}

const text = (words) => [{ type: 'text', text: words }];

function assertNoGap(events) {
  assert.deepEqual(events.map(({ seq }) => seq), events.map((_, n) => events[0].seq + n));
}

async function eventually(holds, what, limit = 15000) {
  const end = performance.now() + limit;
  while (!await holds()) {
    assert.ok(performance.now() < end, `not within ${limit} ms: ${what}`);
    await pause(20);
  }
}

/** The daemon's process, as its lock has it: quicker than asking. */
const serving = (home) => Number(readFileSync(path.join(home, 'run', 'podd.lock'), 'utf8').split(' ')[0]);

const gone = (pid) => {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return true;
  }
};

test('ten windows at the same instant have one daemon, which outlives them', async (t) => {
  const home = person(t);
  const windows = Array.from({ length: 10 }, () => start(t, home));
  const answers = await Promise.all(windows.map((window) => window.initialize()));
  assert.ok(answers.every(({ serverInfo }) => serverInfo.name === 'podd'));
  const { pid, connections } = status(home);
  assert.equal(connections, 10);
  const all = await Promise.all(windows.map((window) => window.request('daemon/status')));
  assert.deepEqual(new Set(all.map((each) => each.pid)), new Set([pid]));
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  assert.equal(Number(stat[3]), pid, 'it leads a session of its own');
  assert.ok(!windows.some((window) => Number(stat[1]) === window.process.pid), 'and is no window\'s child');
  assert.deepEqual(await Promise.all(windows.map((window) => window.shutdown())), Array(10).fill(0));
  await eventually(() => status(home).connections === 0, 'no connection is left');
  assert.equal(status(home).pid, pid);
});

test('exit without shutdown ends a window with 1, the end of its input with 0', async (t) => {
  const home = person(t);
  const rude = start(t, home);
  await rude.initialize();
  await rude.notify('exit');
  assert.equal(await rude.ended(), 1);
  const silent = start(t, home);
  await silent.initialize();
  silent.process.stdin.end();
  assert.equal(await silent.ended(), 0);
});

test('a turn goes on when its window goes; the next one gets all that it missed, and what comes', async (t) => {
  const home = person(t);
  const first = start(t, home);
  const { pod, session } = await opened(first);
  const running = first.request('pod/run', { pod, input: text('speak for a while') });
  running.catch(() => {});
  await first.until(({ event }) => event.type === 'textDelta', 'textDelta');
  await first.kill();
  const seen = first.events.at(-1).seq;

  const second = start(t, home);
  const again = await opened(second, { overlay: undefined, session, afterSeq: seen });
  assert.equal(again.pod, pod);
  assert.equal(again.state, 'running');
  await second.until(({ event }) => event.type === 'turnDone', 'turnDone');
  assertNoGap([...first.events, ...second.events]);
  const words = [...first.ofType('textDelta'), ...second.ofType('textDelta')].map(({ event }) => event.text).join('');
  assert.equal(words, Array.from({ length: 100 }, (_, n) => `word${n} `).join(''));
});

test('two windows on one session see the same events in the same order', async (t) => {
  const home = person(t);
  const [one, two] = [start(t, home), start(t, home)];
  const { pod, session } = await opened(one);
  await one.request('pod/run', { pod, input: text('hello') });
  const joined = await opened(two, { overlay: undefined, session });
  assert.equal(joined.pod, pod);
  const from = one.events.at(-1).seq;
  await two.request('pod/run', { pod, input: text('hello again') });
  await one.until(({ event, seq }) => event.type === 'turnDone' && seq > from, 'turnDone');
  const told = ({ seq, event }) => ({ seq, event });
  const joinedText = (events) => events.filter(({ event }) => event.type === 'textDelta')
    .map(({ event }) => event.text).join('');
  assert.equal(joinedText(one.events.filter(({ seq }) => seq > from)), joinedText(two.events));
  assert.deepEqual(one.events.filter(({ seq }) => seq > from).map(told), two.events.map(told));
});

test('a question waits for the next window when the last one has gone', async (t) => {
  const home = person(t);
  const first = start(t, home);
  const { pod, session } = await opened(first);
  first.approve = () => new Promise(() => {});
  first.request('pod/run', { pod, input: text('run a command') }).catch(() => {});
  await eventually(() => first.questions.length === 1, 'the first window is asked');
  await first.kill();
  await pause(300);

  const second = start(t, home);
  second.approve = (question) => ({ option: question.options.find(({ kind }) => kind === 'allowOnce').option });
  const again = await opened(second, { overlay: undefined, session });
  assert.equal(again.state, 'running');
  await second.until(({ event }) => event.type === 'turnDone' && event.outcome === 'finished', 'turnDone');
  assert.equal(second.questions[0].call, first.questions[0].call);
});

test('a daemon that is killed in mid-turn is replaced, and the window goes on where it was', async (t) => {
  const home = person(t);
  const window = start(t, home);
  const { pod, session } = await opened(window);
  const uri = pathToFileURL(path.join(workspace, 'open.txt')).href;
  await window.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'text', version: 1, text: 'one\n' } });
  await window.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } }, text: 'unsaved' }],
  });
  await window.request('pod/run', { pod, input: text('hello') });
  const running = window.request('pod/run', { pod, input: text('speak slowly') });
  const refused = assert.rejects(running, /daemon ended/);
  await window.until(({ event }) => event.type === 'textDelta' && event.text.includes('word'), 'textDelta');
  const { pid } = status(home);

  process.kill(pid, 'SIGKILL');

  await refused;
  await eventually(() => window.shown.length === 1, 'the window says so');
  assert.match(window.shown[0], /daemon ended and was started again/);
  await window.until(({ event }) => event.type === 'turnDone' && event.outcome === 'error', 'turnDone');
  assert.notEqual(status(home).pid, pid);
  const turn = await window.request('pod/run', { pod, input: text('read it') });
  assert.equal(turn.outcome, 'finished');
  assert.equal(turn.session, session);
  assertNoGap(window.events);
  const read = window.ofType('toolCallDone').at(-1).event;
  assert.match(read.body, /unsaved/, 'the tool sees what was typed before the daemon was killed');
  const { entries } = await window.request('session/read', { session });
  const ends = entries.filter(({ kind }) => kind === 'turn_outcome').map(({ payload }) => payload);
  assert.deepEqual(ends.map(({ interrupted }) => interrupted ?? false), [false, true, false]);
  assert.equal((await window.request('session/verify', { session })).intact, true);
  assert.equal(await window.shutdown(), 0);
});

test('a window whose daemon is killed again and again says so and ends', async (t) => {
  const home = person(t);
  const window = start(t, home);
  await window.initialize();
  let last = 0;
  for (let kill = 1; kill <= 4; kill++) {
    await eventually(() => serving(home) !== last, 'a daemon runs');
    last = serving(home);
    process.kill(last, 'SIGKILL');
    await eventually(() => window.shown.length === kill, `the window says so, time ${kill}`);
  }
  assert.match(window.shown[3], /ended 4 times within 10 s/);
  assert.equal(await window.ended(), 1);
});

test('the journal of a document is cut short while one types for long', async (t) => {
  const home = person(t);
  const window = start(t, home);
  const { pod } = await opened(window);
  const uri = pathToFileURL(path.join(workspace, 'open.txt')).href;
  await window.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'text', version: 0, text: '' } });
  const line = 'x'.repeat(2000);
  for (let version = 1; version <= 3000; version++) {
    await window.notify('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }, text: `${version} ${line}\n` }],
    });
  }
  await window.request('pod/list');
  process.kill(status(home).pid, 'SIGKILL');
  await eventually(() => window.shown.length === 1, 'the window says so');
  await window.request('pod/run', { pod, input: text('read it') });
  assert.match(window.ofType('toolCallDone').at(-1).event.body, /3000 xxx/);
});

test('the daemon ends when nobody has needed it, and the next window starts another', async (t) => {
  const home = person(t);
  const window = start(t, home, { PODD_IDLE_SECONDS: '1' });
  await window.initialize();
  const { pid } = status(home);
  await pause(1500);
  assert.equal(status(home).pid, pid, 'a window keeps it');
  await window.shutdown();
  await eventually(() => gone(pid), 'it ends');
  assert.ok(!existsSync(path.join(home, 'run', 'podd.sock')));
  const next = start(t, home);
  await next.initialize();
  assert.notEqual(status(home).pid, pid);
});

test('daemon stop ends it, sessions whole; status says so and exits with 1', async (t) => {
  const home = person(t);
  const window = start(t, home);
  await window.initialize();
  await window.shutdown();
  const { pid } = status(home);
  assert.equal(podd(home, 'daemon', 'stop').status, 0);
  assert.ok(gone(pid));
  const none = podd(home, 'daemon', 'status', '--json');
  assert.equal(none.stdout, '{}\n');
  assert.equal(none.status, 1);
});

test('what a killed daemon left behind is no obstacle', async (t) => {
  const home = person(t);
  const window = start(t, home);
  await window.initialize();
  const { pid } = status(home);
  await window.kill();
  process.kill(pid, 'SIGKILL');
  await eventually(() => gone(pid), 'it is dead');
  assert.ok(existsSync(path.join(home, 'run', 'podd.sock')));
  await start(t, home).initialize();
});

test('a path too long for a socket is replaced by a short one, which status names', async (t) => {
  const home = path.join(person(t), 'x'.repeat(120));
  t.after(() => podd(home, 'daemon', 'stop'));
  const window = start(t, home);
  await window.initialize();
  const { socket } = status(home);
  assert.ok(Buffer.byteLength(socket) <= 100, socket);
  assert.ok(existsSync(socket));
});

test('without a run folder of its own a window is served by a process of its own', async (t) => {
  const home = person(t);
  mkdirSync(path.join(home, 'run'));
  if (process.getuid() === 0) chownSync(path.join(home, 'run'), 65534, 65534);
  else chmodSync(path.join(home, 'run'), 0o500);
  const window = start(t, home);
  await window.initialize();
  assert.match(window.errors, /run folder|cannot be written/);
  assert.deepEqual(status(home), {});
  assert.equal(await window.shutdown(), 0);
});

/** A person whose own manifest names the scripted model. */
function personWithModel(t) {
  const home = person(t);
  const { kind, model: name, base_url: url } = model.provider;
  writeFileSync(path.join(home, 'pod.toml'),
    `[provider]\nkind = "${kind}"\nmodel = "${name}"\nbase_url = "${url}"\n[[permissions]]\ntool = "*"\naction = "allow"\n`);
  return home;
}

test('a command runs in the daemon that runs, with its own folder, variables, input and exit code', async (t) => {
  const home = personWithModel(t);
  const window = start(t, home);
  await window.initialize();
  const run = (...args) => spawnSync(program, args,
    { cwd: workspace, env: { ...process.env, PODD_HOME: home }, encoding: 'utf8', input: 'from a pipe\n' });

  const told = run('run', '--trust', '--json', 'hello');
  assert.equal(told.status, 0, told.stderr);
  const events = told.stdout.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(events.at(-1).event.type, 'turnDone');
  assertNoGap(events);
  assert.match(model.requests.at(-1), /<stdin>\\nfrom a pipe/);
  const { session } = events[0];
  const again = run('run', '--continue', 'run a command');
  assert.equal(again.status, 0, again.stderr);
  assert.match(again.stdout, /All right\./);
  assert.match(again.stderr, /echo done/);
  assert.equal(run('sessions', 'verify', session).stdout, `intact: ${run('sessions', 'export', session).stdout.trim().split('\n').length} entries in 1 segment\n`);
  assert.equal(run('run', '--session', 'nobody', 'hello').status, 1);
  assert.equal(run('run').status, 2);

  const opened = await window.request('pod/open', { session });
  assert.equal(opened.session, session);
  assert.equal(opened.items.filter(({ role }) => role === 'user').length, 2);
  assert.match(run('sessions', 'delete', session, '--yes').stderr, /is open in Pod/);
  await window.request('pod/close', { pod: opened.pod });
  assert.equal(run('sessions', 'list').stdout.includes(session), true);
  assert.equal(run('sessions', 'delete', session, '--yes').status, 0);
});

test('Ctrl-C where a command was typed stops its turn in the daemon', async (t) => {
  const home = personWithModel(t);
  podd(home, 'daemon', 'start');
  const run = spawn(program, ['run', '--trust', 'speak slowly'], { cwd: workspace, env: { ...process.env, PODD_HOME: home }, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  run.stdout.on('data', (text) => { out += text; });
  let err = '';
  run.stderr.on('data', (text) => { err += text; });
  await eventually(() => model.requests.at(-1)?.includes('speak slowly'), 'the model is asked');
  await pause(500);
  run.kill('SIGINT');
  const [code] = await once(run, 'exit');
  assert.equal(code, 130, out + err);
});

test('a command whose daemon is killed says so', async (t) => {
  const home = personWithModel(t);
  podd(home, 'daemon', 'start');
  const run = spawn(program, ['run', '--trust', 'speak slowly'], { cwd: workspace, env: { ...process.env, PODD_HOME: home }, stdio: ['ignore', 'pipe', 'pipe'] });
  let err = '';
  run.stderr.on('data', (text) => { err += text; });
  await eventually(() => status(home).pods === 1, 'it runs in the daemon');
  process.kill(status(home).pid, 'SIGKILL');
  const [code] = await once(run, 'exit');
  assert.equal(code, 1);
  assert.match(err, /the daemon ended while the command ran/);
});

test('an extension may speak to the socket itself, from the first byte', async (t) => {
  const home = person(t);
  execFileSync(program, ['daemon', 'start'], { env: { ...process.env, PODD_HOME: home } });
  const socket = net.connect(status(home).socket);
  const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(socket), new rpc.StreamMessageWriter(socket));
  connection.listen();
  await connection.sendNotification('$/attach', { environment: { PATH: process.env.PATH }, processId: process.pid });
  const { serverInfo } = await connection.sendRequest('initialize', { processId: process.pid, capabilities: {},
    workspaceFolders: [{ uri: pathToFileURL(workspace).href, name: 'w' }] });
  assert.equal(serverInfo.name, 'podd');
  connection.dispose();
  socket.destroy();
});
