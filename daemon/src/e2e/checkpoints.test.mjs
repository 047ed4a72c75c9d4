// The quota of checkpoints: what a closed session's files held makes room for another one's, and the session says so.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { assertNoGap, eventually, model as another, person, podd, start, text, workspace } from './people.mjs';
import { Model, newestPrompt, resultsSincePrompt } from './model.mjs';

/** 800,000 bytes. */
const content = (word) => Array.from({ length: 800 }, (_, n) => `${word} ${n} `.padEnd(999, '.') + '\n').join('');
const model = await new Model((messages) => {
  const [, file, word] = /change (\S+) to (\S+)/.exec(newestPrompt(messages)) ?? [];
  const calls = file === undefined ? [] : [{ name: 'read', arguments: { path: file, limit: 1 } },
    { name: 'write', arguments: { path: file, content: content(word) } }];
  const done = resultsSincePrompt(messages);
  return done < calls.length ? { calls: [calls[done]] } : { text: ['Done.'] };
}).listen();
after(() => {
  model.close();
  another.close();
});

test('a session that needs the room takes it from one that is closed, which is whole, but cannot take its files back', async (t) => {
  const home = person(t);
  writeFileSync(path.join(home, 'pod.toml'), '[checkpoints]\nquota_mb = 2\n');
  const window = start(t, home);
  const file = (name) => path.join(workspace, name);
  writeFileSync(file('a.txt'), content('old'));
  writeFileSync(file('b.txt'), content('old'));
  await window.initialize();
  const opened = () => window.request('pod/open', { overlay: { provider: model.provider } });
  const run = (pod, words) => window.request('pod/run', { pod, input: text(words) });
  const pending = async () => (await window.request('changes/list', {})).files.map(({ uri }) => path.basename(uri));
  const listed = () => podd(home, 'sessions', 'list').stdout;
  const line = (session) => listed().split('\n').find((each) => each.includes(session));

  const first = await opened();
  await run(first.pod, 'hello');
  const { entries } = await window.request('session/read', { session: first.session });
  const beginning = entries.at(-1).entry;
  assert.equal((await run(first.pod, 'change a.txt to new')).outcome, 'finished');
  assert.match(line(first.session), /1\.[56] MB/, listed());
  assert.deepEqual(await pending(), ['a.txt']);
  assert.deepEqual((await window.request('session/rewind', { pod: first.pod, to: beginning, files: true, preview: true })).restored,
    [file('a.txt')]);
  await window.request('pod/close', { pod: first.pod });

  const second = await opened();
  assert.equal((await run(second.pod, 'change b.txt to newer')).outcome, 'finished');
  await eventually(() => !/\d MB/.test(line(first.session)), 'the first session has lost its checkpoints', 100_000);
  assert.match(line(second.session), /1\.[56] MB/, listed());
  assert.match(podd(home, 'sessions', 'verify', first.session).stdout, /^intact: \d+ entries in 1 segment; \d+ checkpoints were dropped by the quota\n$/);
  await eventually(async () => (await pending()).join() === 'b.txt', 'what was pending in the first session counts as kept');

  const again = await window.request('pod/open', { session: first.session });
  await assert.rejects(window.request('session/rewind', { pod: again.pod, to: beginning, files: true }), (error) => {
    assert.equal(error.code, -32016);
    assert.equal(error.data.name, 'checkpointsDropped');
    assert.deepEqual(error.data.paths, [file('a.txt')]);
    return true;
  });
  assert.equal(readFileSync(file('a.txt'), 'utf8'), content('new'));
  const undone = await window.request('changes/undo', { uri: pathToFileURL(file('a.txt')).href });
  assert.deepEqual(undone, { kept: [], undone: [], conflicts: [] });
  assert.equal((await window.request('session/rewind', { pod: again.pod, to: beginning })).session, first.session);
  assertNoGap(window.events.filter(({ pod }) => pod === again.pod));
  assert.deepEqual(model.complaints, []);
});
