// Podd at the prompt, with nobody at it and no key: what a newcomer and a script see.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { program, temporaryFolder } from './podd.mjs';

const workspace = temporaryFolder('workspace');
const home = temporaryFolder('home');

before(() => writeFileSync(path.join(workspace, 'garden.md'), '# Garden\n\nThe roses are watered at dawn.\n'));

function podd(...args) {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.endsWith('_API_KEY')));
  return spawnSync(program, args, { cwd: workspace, env: { ...environment, PODD_HOME: home }, input: '', encoding: 'utf8' });
}

test('a question is answered with a quote and its place', () => {
  const { status, stdout, stderr } = podd('run', '--trust', 'When are the roses watered?');

  assert.equal(status, 0, stderr);
  assert.match(stdout, /no language model/i);
  assert.match(stdout, /garden\.md:\d+/);
  assert.match(stdout, /The roses are watered at dawn\./);
});

test('with --json there is nothing on standard output but events, one a line', () => {
  const { status, stdout } = podd('run', '--continue', '--json', 'And when are the roses watered?');

  assert.equal(status, 0);
  const events = stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(events.map(({ seq }) => seq), events.map((_, n) => n + 1));
  assert.equal(events[0].event.type, 'turnStarted');
  assert.equal(events.at(-1).event.type, 'turnDone');
});

test('the session of both turns is listed and its chain is intact', () => {
  const { stdout } = podd('sessions', 'list');

  assert.match(stdout, /2 turns/);
  const [session] = stdout.split(/\s/);
  assert.equal(podd('sessions', 'verify', session).status, 0);
});

test('a misused command line says so and exits with 2', () => {
  const { status, stdout, stderr } = podd('run', '--no-such-option');

  assert.equal(status, 2);
  assert.equal(stdout, '');
  assert.match(stderr, /--no-such-option/);
});
