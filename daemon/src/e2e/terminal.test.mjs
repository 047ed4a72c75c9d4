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

test('a session is forked, taken elsewhere and back, and deleted', () => {
  const [session] = podd('sessions', 'search', 'ROSES').stdout.split(/\s/);
  const lines = podd('sessions', 'export', session).stdout;
  const entries = lines.trimEnd().split('\n').map((line) => JSON.parse(line));
  const end = entries.pop();
  for (const entry of entries) {
    assert.ok(entry.hash);
  }
  assert.deepEqual(end, { entries: entries.length, head: entries.at(-1).hash });
  writeFileSync(path.join(workspace, 'talk.jsonl'), lines);
  const imported = podd('sessions', 'import', 'talk.jsonl').stdout.trim();
  assert.equal(podd('sessions', 'export', imported).stdout, lines);
  const fork = podd('sessions', 'fork', imported, '--at', '1.2').stdout.trim();
  assert.match(podd('sessions', 'show', fork).stdout, new RegExp(`Goes on from session ${imported}`));
  assert.equal(podd('run', '--session', fork, 'Where are the roses?').status, 0);
  assert.equal(podd('sessions', 'delete', fork).status, 1);
  assert.equal(podd('sessions', 'delete', '--yes', fork).status, 0);
  assert.equal(podd('sessions', 'show', fork).status, 1);
  assert.equal(podd('sessions', 'verify', session).status, 0);
});

test('a misused command line says so and exits with 2', () => {
  const { status, stdout, stderr } = podd('run', '--no-such-option');

  assert.equal(status, 2);
  assert.equal(stdout, '');
  assert.match(stderr, /--no-such-option/);
});
