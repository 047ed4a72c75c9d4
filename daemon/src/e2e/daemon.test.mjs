// One daemon behind all windows: each is `podd --stdio`, as an editor starts it.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import * as rpc from 'vscode-jsonrpc/node';
import {
  assertNoGap, eventually, gone, model, opened, person, podd, serving, start, status, text, workspace,
} from './people.mjs';
import { Model, resultsSincePrompt } from './model.mjs';
import { program, temporaryFolder } from './podd.mjs';

after(() => model.close());

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

test('of two windows with two texts of a file the one that was typed in last counts, which is said once', async (t) => {
  const home = person(t);
  const [one, two] = [start(t, home), start(t, home)];
  const { pod, session } = await opened(one);
  await one.request('pod/run', { pod, input: text('hello') });
  await opened(two, { overlay: undefined, session });
  const uri = pathToFileURL(path.join(workspace, 'open.txt')).href;
  const typed = async (window, version, newText) => {
    if (version === 2) {
      await window.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'text', version: 1, text: 'one\n' } });
    }
    await window.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text: newText }] });
    await window.request('daemon/status'); // what was typed has arrived
  };
  await typed(two, 2, 'typed in the second\n');
  await typed(one, 2, 'typed in the first\n');
  const read = async () => {
    await one.request('pod/run', { pod, input: text('read it') });
    return one.ofType('toolCallDone').at(-1).event.body;
  };
  assert.match(await read(), /typed in the first/);
  await typed(two, 3, 'typed in the second again\n');
  assert.match(await read(), /typed in the second again/);
  const said = one.ofType('warning').filter(({ event }) => event.message.includes('another text in one window'));
  assert.equal(said.length, 1, said.map(({ event }) => event.message).join('\n'));
});

test('a question waits for the next window when the last one has gone', async (t) => {
  const home = person(t);
  const first = start(t, home);
  const { pod, session } = await opened(first, { overlay: { provider: model.provider, sandbox: 'ask' } });
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

test('a question of the model outlives its window, is put to every other one, and the first answer counts', async (t) => {
  const home = person(t);
  const client = { approvals: true, questions: true };
  const ask = (window, answer) => {
    window.asked = [];
    window.resolved = [];
    window.connection.onRequest('question/request', (question) => {
      window.asked.push(question);
      return answer(question);
    });
    window.connection.onNotification('approval/resolved', (told) => window.resolved.push(told));
    return window.initialize({ workspaceTrusted: true, client });
  };
  const forever = () => new Promise(() => {});
  const [first, second, third] = [start(t, home), start(t, home), start(t, home)];
  await ask(first, forever);
  const { pod, session } = await first.request('pod/open', { overlay: { provider: model.provider } });
  first.request('pod/run', { pod, input: text('ask me') }).catch(() => {});
  await eventually(() => first.asked.length === 1, 'the first window is asked');
  const listed = async (window) => (await window.request('session/list', {})).sessions.find((each) => each.session === session).attention;
  assert.equal(await listed(first), 'needsYou');
  await first.kill();

  await ask(second, forever);
  await second.request('pod/open', { session });
  await eventually(() => second.asked.length === 1, 'the second window is asked');
  let answer = () => {};
  await ask(third, () => new Promise((resolve) => { answer = resolve; }));
  await third.request('pod/open', { session });
  await eventually(() => third.asked.length === 1, 'the third window is asked too');
  assert.deepEqual(third.asked, first.asked);
  answer({ options: ['2'] });
  await third.until(({ event }) => event.type === 'turnDone' && event.outcome === 'finished', 'turnDone');
  assert.equal(third.ofType('toolCallDone')[0].event.summary, 'chosen: "right"');
  await eventually(() => second.resolved.length === 1, 'the second window is told');
  assert.deepEqual(second.resolved, [{ pod, call: first.asked[0].call, outcome: 'answered' }]);
  assert.deepEqual(third.resolved, []);
  assert.equal(await listed(third), 'none');
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

/** Waits until a window answers, or has said its last. */
async function answered(window) {
  try {
    await window.request('pod/list');
  } catch {
    // its connection is closed
  }
}

test('a window whose daemon is killed again and again says so and ends', async (t) => {
  const home = person(t);
  const window = start(t, home);
  await window.initialize();
  let last = 0;
  for (let kills = 0; kills < 12 && window.process.exitCode === null; kills++) {
    await eventually(() => serving(home) !== last || window.process.exitCode !== null, 'a daemon runs');
    last = serving(home);
    await answered(window);
    if (!gone(last)) process.kill(last, 'SIGKILL');
    await eventually(() => gone(last), 'it is dead');
  }
  assert.match(window.shown.at(-1), /ended \d+ times within 30 s/);
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

for (const [which, told] of [
  ['an older version', () => '0.0.1 1'],
  ['an older build of the same version', ([, version, placedAt]) => `${version} ${placedAt - 60}`],
]) test(`a daemon of ${which} hands over when its turns have ended, and its windows come along`, async (t) => {
  const home = person(t);
  const window = start(t, home);
  const { pod, session } = await opened(window);
  const running = window.request('pod/run', { pod, input: text('speak for a while') });
  await window.until(({ event }) => event.type === 'textDelta', 'textDelta');
  const old = serving(home);
  const lock = path.join(home, 'run', 'podd.lock');
  writeFileSync(lock, `${old} ${told(readFileSync(lock, 'utf8').trim().split(' '))}\n`); // as that one would have told

  const newer = start(t, home);
  await newer.initialize();
  assert.equal((await running).outcome, 'finished', 'the turn came to its end');
  await eventually(() => gone(old), 'the older one ends');
  await newer.request('pod/list');
  assert.deepEqual(newer.shown, []);
  assert.equal((await window.request('pod/run', { pod, input: text('hello') })).session, session);
  assert.equal((await window.request('daemon/status')).pid, serving(home));
  assert.deepEqual(window.shown, [], 'without a word to the person');
  assertNoGap(window.events);
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
  const home = person(t, path.join(temporaryFolder('home'), 'x'.repeat(120)));
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

test('a Pod that another window has closed stays closed when the daemon is killed', async (t) => {
  const home = person(t);
  const [one, two] = [start(t, home), start(t, home)];
  const { pod, session } = await opened(one);
  await opened(two, { overlay: undefined, session });
  const kept = await one.request('pod/open', { overlay: { provider: model.provider } });
  await two.request('pod/close', { pod });
  await eventually(async () => (await one.request('pod/list')).every((each) => each.pod !== pod), 'it is closed');
  await pause(100); // the notice of it is on its way to the other window

  process.kill(status(home).pid, 'SIGKILL');

  await eventually(() => one.shown.length > 0 && two.shown.length > 0, 'both windows are told');
  await eventually(async () => (await one.request('pod/list')).some((each) => each.pod === kept.pod), 'the other is back');
  assert.deepEqual((await one.request('pod/list')).map((each) => each.pod), [kept.pod]);
});

test('a window says why there can be no daemon, and is served by a process of its own', async (t) => {
  const home = person(t);
  mkdirSync(path.join(home, 'run/podd.lock'), { recursive: true }); // nobody can hold that as a lock
  chmodSync(path.join(home, 'run'), 0o700);
  const window = start(t, home);
  await window.initialize();
  assert.match(window.errors, /the daemon ended as it began \(.*podd\.lock.*\); see .*daemon\.log; this window is served/);
  assert.equal(await window.shutdown(), 0);
});

test('files and folders have the rights that they would have in the window\'s own process', async (t) => {
  const home = person(t);
  await start(t, home).initialize(); // the daemon has the usual umask
  const folder = temporaryFolder('workspace');
  const calls = new Model((messages) => {
    const steps = [{ name: 'write', arguments: { path: 'new/file.txt', content: 'x\n' } },
      { name: 'shell', arguments: { command: 'mkdir made && touch made/by-command && umask' } }];
    const call = steps[resultsSincePrompt(messages)];
    return call ? { calls: [call] } : { text: ['done'] };
  });
  await calls.listen();
  t.after(() => calls.close());
  writeFileSync(path.join(home, 'pod.toml'), `[provider]\nkind = "openai-compatible"\nmodel = "m"\n`
    + `base_url = "${calls.provider.base_url}"\n`);

  const run = spawn('sh', ['-c', 'umask 027; exec "$0" run --yes go', program],
    { cwd: folder, env: { ...process.env, PODD_HOME: home }, stdio: 'ignore' });
  assert.deepEqual((await once(run, 'exit'))[0], 0);

  const mode = (...place) => (statSync(path.join(folder, ...place)).mode & 0o777).toString(8);
  assert.equal(mode('new'), '750');
  assert.equal(mode('new/file.txt'), '640');
  assert.equal(mode('made'), '750');
  assert.equal(mode('made/by-command'), '640');
});

test('a command that runs is no window', async (t) => {
  const home = person(t);
  await start(t, home).initialize();
  const command = spawn(program, ['run', '-'], { env: { ...process.env, PODD_HOME: home }, stdio: ['pipe', 'ignore', 'ignore'] });
  t.after(() => command.kill('SIGKILL'));
  await pause(500); // it waits in the daemon for its standard input
  assert.equal(status(home).connections, 1);
});
