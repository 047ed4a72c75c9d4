// An editor's whole life with Podd over stdio, spoken by vscode-jsonrpc.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import * as rpc from 'vscode-jsonrpc/node';
import { Model, newestPrompt, resultsSincePrompt } from './model.mjs';
import { Podd, temporaryFolder } from './podd.mjs';

const words = (count) => Array.from({ length: count }, (_, n) => `word${n} `);

function script(messages) {
  const prompt = newestPrompt(messages);
  if (prompt.includes('slowly')) return { text: words(2000), every: 20 };
  if (prompt.includes('read') && resultsSincePrompt(messages) === 0) {
    return { calls: [{ name: 'read', arguments: { path: 'notes.txt' } }] };
  }
  if (prompt.includes('change') && resultsSincePrompt(messages) === 0) {
    return {
      calls: [{ name: 'write', arguments: { path: 'made.txt', content: 'made\n' } },
        { name: 'shell', arguments: { command: 'echo by-a-command > command.txt' } }],
    };
  }
  return { text: ['The notes ', 'say: buy milk.'] };
}

let model;
let workspace;

before(async () => {
  model = await new Model(script).listen();
  workspace = temporaryFolder('workspace');
  mkdirSync(path.join(workspace, 'src'));
  writeFileSync(path.join(workspace, 'notes.txt'), 'buy milk\n');
});
after(() => model.close());

/** A Podd with a home of its own, ended with the test whatever comes. */
function start(t, home = temporaryFolder('home')) {
  const podd = new Podd({ home, workspace });
  t.after(() => podd.kill());
  return podd;
}

const text = (words) => [{ type: 'text', text: words }];

async function opened(podd, overlay = {}) {
  await podd.initialize();
  return podd.request('pod/open', { overlay: { provider: model.provider, ...overlay } });
}

/** Sequence numbers of one Pod have no gap. */
function assertNoGap(events) {
  assert.deepEqual(events.map(({ seq }) => seq), events.map((_, n) => events[0].seq + n));
}

test('initialize says who answers and what it can do', async (t) => {
  const podd = start(t);
  await assert.rejects(podd.request('pod/list'), { code: -32002 });

  const result = await podd.initialize();

  assert.equal(result.serverInfo.name, 'podd');
  assert.match(result.serverInfo.version, /^\d+\.\d+\.\d+/);
  assert.deepEqual(result.capabilities.experimental.pod, { version: 1 });
  assert.equal(result.capabilities.positionEncoding, 'utf-16');
  assert.equal(result.capabilities.textDocumentSync.change, 2);
  assert.equal(await podd.shutdown(), 0);
});

test('a run streams its events in order and is answered with its turn', async (t) => {
  const podd = start(t);
  const pod = await opened(podd);
  assert.deepEqual(podd.events, [], 'no event comes before the Pod is open');
  assert.equal(pod.model.provider, 'openai-compatible');
  assert.equal(pod.state, 'idle');

  const turn = await podd.request('pod/run', { pod: pod.pod, input: text('read the notes') });

  assert.equal(turn.outcome, 'finished');
  assert.equal(turn.message, 'The notes say: buy milk.');
  assert.equal(turn.requests, 2);
  assert.equal(turn.session, pod.session);
  assertNoGap(podd.events);
  const types = podd.events.map(({ event }) => event.type);
  assert.equal(types[0], 'turnStarted');
  assert.equal(types.at(-1), 'turnDone');
  assert.deepEqual(podd.ofType('textDelta').map(({ event }) => event.text).join(''), turn.message);
  assert.equal(podd.ofType('toolCallDone')[0].event.outcome, 'ok');
  assert.ok(types.indexOf('toolCallStarted') < types.indexOf('toolCallDone'));
  assert.equal(await podd.shutdown(), 0);
});

test('cancel in mid-stream answers the run, keeps what was said, and the Pod goes on', async (t) => {
  const podd = start(t);
  const pod = await opened(podd);
  const running = podd.request('pod/run', { pod: pod.pod, input: text('speak slowly') });
  await podd.until(({ event }) => event.type === 'textDelta', 'textDelta');
  assert.equal((await podd.request('pod/status', { pod: pod.pod })).state, 'running');
  await assert.rejects(podd.request('pod/run', { pod: pod.pod, input: text('at once') }), { code: -32011 });

  const asked = performance.now();
  assert.deepEqual(await podd.request('pod/cancel', { pod: pod.pod }), {});
  const turn = await running;

  assert.equal(turn.outcome, 'cancelled');
  assert.ok(performance.now() - asked < 1000, 'a cancel is quick');
  assert.deepEqual(podd.events.at(-1).event.outcome, 'cancelled');
  const again = await podd.request('pod/run', { pod: pod.pod, input: text('read the notes') });
  assert.equal(again.outcome, 'finished');
  assert.equal(await podd.shutdown(), 0);
});

test('$/cancelRequest on the run is answered with -32800', async (t) => {
  const podd = start(t);
  const pod = await opened(podd);
  const source = new rpc.CancellationTokenSource();
  const running = podd.request('pod/run', { pod: pod.pod, input: text('speak slowly') }, source.token);
  const answered = assert.rejects(running, { code: -32800 });
  await podd.until(({ event }) => event.type === 'textDelta', 'textDelta');

  source.cancel();

  await answered;
  assert.equal(await podd.shutdown(), 0);
});

test('a session comes back after a restart with the same items', async (t) => {
  const home = temporaryFolder('home');
  const first = start(t, home);
  const { pod, session } = await opened(first);
  await first.request('pod/run', { pod, input: text('read the notes') });
  const before = await first.request('pod/open', { session });
  assert.equal(before.pod, pod, 'an open session is the same Pod');
  assert.equal(await first.shutdown(), 0);

  const second = start(t, home);
  await second.initialize();
  const restored = await second.request('pod/open', { session, overlay: { provider: model.provider } });

  assert.deepEqual(restored.items, before.items);
  const { sessions } = await second.request('session/list', {});
  assert.ok(sessions.some((each) => each.session === session));
  const verified = await second.request('session/verify', { session });
  assert.equal(verified.intact, true);
  const { entries } = await second.request('session/read', { session });
  assert.equal(entries.length, verified.entries);
  assert.ok(entries.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash)));
  assert.equal(await second.shutdown(), 0);
});

for (const [sandbox, restored, kept] of [['on', ['command.txt', 'made.txt'], []], ['off', ['made.txt'], ['command.txt']]]) {
  test(`a rewind takes files back that tools changed, and ${kept.length > 0 ? 'names those' : 'those, too,'} that a command did with the sandbox ${sandbox}`, async (t) => {
    const podd = start(t);
    podd.approve = () => ({ option: podd.questions.at(-1).options.find(({ kind }) => kind === 'allowOnce').option });
    const { pod, session } = await opened(podd, { sandbox });
    await podd.request('pod/run', { pod, input: text('hello') });
    const { entries } = await podd.request('session/read', { session });
    await podd.request('pod/run', { pod, input: text('change files') });
    assert.ok(existsSync(path.join(workspace, 'made.txt')));

    const rewound = await podd.request('session/rewind', { pod, to: entries.at(-1).entry, files: true });

    assert.equal(rewound.session, session);
    assert.deepEqual(rewound.restored.map((file) => path.basename(file)).sort(), restored);
    assert.deepEqual(rewound.kept.map((file) => path.basename(file)), kept);
    assert.ok(!existsSync(path.join(workspace, 'made.txt')));
    assert.equal((await podd.request('session/verify', { session })).intact, true);
    await podd.shutdown();
  });
}

test('what cannot be answered is refused by name', async (t) => {
  const podd = start(t);
  const { pod } = await opened(podd);

  await assert.rejects(podd.request('pod/unknown', {}), { code: -32601 });
  await assert.rejects(podd.request('pod/run', { pod: 7, input: text('a number is no id') }), { code: -32602 });
  await assert.rejects(podd.request('pod/run', { pod: 'nobody', input: text('hello') }), { code: -32010 });
  await assert.rejects(podd.request('pod/resume', { pod }), { code: -32012 });
  await assert.rejects(podd.request('pod/open', { session: '0198e9c4-0000-7000-8000-000000000000' }), { code: -32013 });
  await podd.request('shutdown');
  await assert.rejects(podd.request('pod/list'), { code: -32600 });
  await podd.notify('exit');
  assert.equal(await podd.ended(), 0);
});

test('the end of its input ends the process', async (t) => {
  const podd = start(t);
  await podd.initialize();

  podd.process.stdin.end();

  assert.equal(typeof await podd.ended(), 'number');
});

test('the model saw every call answered once', () => {
  assert.deepEqual(model.complaints, []);
});
