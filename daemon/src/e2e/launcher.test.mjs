// What the launcher makes sure of before there is any Java: locale, folder, and who gets what the JVM has to say.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Model, resultsSincePrompt } from './model.mjs';
import { Podd, program, temporaryFolder } from './podd.mjs';

/** Runs calls of tools, one an answer, in a Podd with this environment; everything is allowed. */
async function play(t, workspace, environment, calls) {
  const model = await new Model((messages) => {
    const call = calls[resultsSincePrompt(messages)];
    return call ? { calls: [call] } : { text: ['done'] };
  }).listen();
  t.after(() => model.close());
  const podd = new Podd({ home: temporaryFolder('home'), workspace, environment });
  t.after(() => podd.kill());
  podd.approve = () => ({ option: 'allowOnce' });
  await podd.initialize();
  const { pod } = await podd.request('pod/open', { overlay: { provider: model.provider, sandbox: 'ask' } });
  await podd.request('pod/run', { pod, input: [{ type: 'text', text: 'go' }] });
  return { podd, model };
}

for (const environment of [{ LC_ALL: 'C' }, { LC_ALL: '', LANG: '', LC_CTYPE: '' }, { LC_ALL: 'POSIX', LANG: 'C' }]) {
  test(`what was approved is what runs, with ${JSON.stringify(environment)}`, async (t) => {
    const workspace = path.join(temporaryFolder('workspace'), 'wörk');
    mkdirSync(workspace);
    for (const name of ['é', 'x', '日本.txt']) writeFileSync(path.join(workspace, name), 'text\n');

    const { podd, model } = await play(t, workspace, environment, [
      { name: 'shell', arguments: { command: 'rm -f é; printf %s "$LC_ALL" > locale' } },
      { name: 'list', arguments: { path: '.' } },
      { name: 'read', arguments: { path: '日本.txt' } },
      { name: 'write', arguments: { path: 'größe.txt', content: 'ü\n' } }]);

    assert.equal(podd.questions[0].command, 'rm -f é; printf %s "$LC_ALL" > locale');
    assert.deepEqual(readdirSync(workspace).sort(), ['größe.txt', 'locale', 'x', '日本.txt'].sort());
    assert.match(model.requests.at(-1), /日本\.txt/);
    assert.doesNotMatch(model.requests.at(-1), /internalError|Malformed/);
    const asTheirs = spawnSync('cat', [path.join(workspace, 'locale')], { encoding: 'utf8' }).stdout;
    assert.equal(asTheirs, environment.LC_ALL);
  });
}

test('in a folder that was deleted Podd says so, and Java nothing', () => {
  const folder = path.join(temporaryFolder('workspace'), 'gone');
  mkdirSync(folder);
  const { status, stdout, stderr } = spawnSync('sh', ['-c', 'rmdir ../gone; exec "$0" version', program],
    { cwd: folder, encoding: 'utf8' });

  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /podd: the current folder does not exist any more/);
  assert.doesNotMatch(stderr, /java/i);
});

test('a thread dump goes to standard error, not into the protocol', async (t) => {
  const podd = new Podd({ home: temporaryFolder('home'), workspace: temporaryFolder('workspace') });
  t.after(() => podd.kill());
  await podd.initialize();

  podd.process.kill('SIGQUIT');
  const limit = Date.now() + 10_000;
  while (!podd.errors.includes('Full thread dump') && Date.now() < limit) {
    await podd.request('session/list', {}); // answered as ever: nothing came between its frames
  }

  assert.match(podd.errors, /Full thread dump/);
});

test('a copy of the package, whose cache does not fit any more, says nothing of it', { timeout: 120_000 }, () => {
  const copy = path.join(temporaryFolder('copy'), 'podd');
  cpSync(path.resolve(program, '../..'), copy, { recursive: true, preserveTimestamps: false });

  const { status, stderr } = spawnSync(path.join(copy, 'bin/podd'), ['version'], { encoding: 'utf8' });

  assert.equal(status, 0);
  assert.equal(stderr, '');
});
