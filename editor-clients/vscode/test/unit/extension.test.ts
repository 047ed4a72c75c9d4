import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { textBefore } from '../../src/host/beforeText';
import { policy } from '../../src/host/policy';
import { socketPath, type Surroundings } from '../../src/host/runFolder';
import { line } from '../../src/view/calls';
import { tokens } from '../../src/shared/numbers';

test('Stay small', () => {
  assert.ok(statSync('dist/extension.js').size < 300 * 1024, `host: ${statSync('dist/extension.js').size}`);
  assert.ok(statSync('dist/view.js').size < 350 * 1024, `page: ${statSync('dist/view.js').size}`);
});

test('Let the page load nothing but its own files', () => {
  assert.equal(policy('https://x', 'N'), "default-src 'none'; script-src 'nonce-N'; style-src https://x; font-src https://x; img-src https://x data:");
  assert.doesNotMatch(policy('https://x', 'N'), /unsafe|connect-src|\*/);
});

test('Name no host in what is shipped', () => {
  const hosts = readFileSync('dist/extension.js', 'utf8').match(/https?:\/\/[\w.-]+\.[a-z]{2,}/g) ?? [];
  assert.deepEqual(hosts, []);
});

test('Describe every command, setting and view in one place', () => {
  const manifest = readFileSync('package.json', 'utf8');
  const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
  const used = [...manifest.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]!);
  assert.deepEqual([...new Set(used)].filter((key) => !(key in texts)), []);
  assert.deepEqual(Object.keys(texts).filter((key) => !used.includes(key)), []);
});

test('Have something behind every command', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { contributes: { commands: { command: string }[]; walkthroughs: unknown } };
  const source = readdirSync('src/host').map((name) => readFileSync(`src/host/${name}`, 'utf8')).join('\n');
  const linked = [...JSON.stringify(manifest.contributes.walkthroughs).concat(readFileSync('package.nls.json', 'utf8')).matchAll(/\(command:([\w.]+)\)/g)].map((match) => match[1]!);
  const all = [...manifest.contributes.commands.map(({ command }) => command), ...linked];
  assert.deepEqual(all.filter((command) => !source.includes(`'${command}':`)), []);
});

test('Use stable API only', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { enabledApiProposals?: unknown };
  assert.equal(manifest.enabledApiProposals, undefined);
});

test('Use the colours of the theme', () => {
  const css = readFileSync('src/view/style.css', 'utf8').split('\n').filter((each) => !each.includes('--keyword'));
  assert.deepEqual(css.filter((each) => /#[0-9a-f]{3,8}\b|rgba?\(/i.test(each)), []);
});

test('Keep modules small', () => {
  for (const folder of ['src/host', 'src/shared', 'src/view']) {
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.ts'))) {
      const lines = readFileSync(`${folder}/${name}`, 'utf8').split('\n').length;
      assert.ok(lines <= 360, `${folder}/${name} has ${lines} lines`);
    }
  }
});

const around: Surroundings = { env: {}, platform: 'linux', home: '/home/a', ownHome: '/home/a', temporary: '/tmp', user: 1000 };

test('Find the socket where the daemon listens', () => {
  assert.equal(socketPath(around), '/tmp/podd-1000/podd.sock');
  assert.equal(socketPath({ ...around, env: { XDG_RUNTIME_DIR: '/run/user/1000' } }), '/run/user/1000/podd/podd.sock');
  assert.equal(socketPath({ ...around, env: { PODD_HOME: '/x' } }), '/x/run/podd.sock');
  assert.match(socketPath({ ...around, env: { XDG_STATE_HOME: '/other' } }), /^\/tmp\/podd-1000\/podd-[0-9a-f]{8}-[0-9a-f]{4}\.sock$/);
  assert.match(socketPath({ ...around, env: { PODD_HOME: `/${'x'.repeat(120)}` } }), /^\/tmp\/podd-1000\/podd-[0-9a-f]{8}-[0-9a-f]{4}\.sock$/);
});

test('Say in a line what a call is about', () => {
  const call = { kind: 'tool' as const, id: '1', name: 'shell', arguments: { command: 'npm  test' }, title: '', toolKind: 'execute' as const, locations: [],
    output: '', summary: '', body: '', diff: '' };
  assert.deepEqual(line(call), { icon: 'terminal', verb: 'Running', object: 'npm test', isFile: false, status: '' });
  assert.equal(line({ ...call, outcome: 'error', summary: 'npm test: exit code 1' }).status, 'exit code 1');
  assert.equal(line({ ...call, outcome: 'denied' }).verb, 'Run');
  assert.equal(line({ ...call, name: 'edit', arguments: { path: 'a.ts', edits: [{ old_string: 'a\nb', new_string: 'c' }] }, outcome: 'ok' }).status, '+1 −2');
});

test('Take pending changes back out of a text', () => {
  const hunk = (from: number, to: number, oldText: string) => ({ range: { start: { line: from, character: 0 }, end: { line: to, character: 0 } }, oldText });
  assert.equal(textBefore('a\nB\nc\nnew\nd\n', [hunk(1, 2, 'b\n'), hunk(3, 4, '')]), 'a\nb\nc\nd\n');
  assert.equal(textBefore('a\r\nc\r\n', [hunk(1, 1, 'b1\nb2\n')]), 'a\r\nb1\r\nb2\r\nc\r\n');
});

test('Load the bundle', () => {
  const loaded = spawnSync(process.execPath, ['-e', `const Module = require('module'); const load = Module._load;
    const any = new Proxy(function () {}, { get: (_, name) => name === Symbol.toPrimitive ? () => '' : name === 'prototype' ? {} : any, apply: () => any, construct: () => ({}) });
    Module._load = (name, ...rest) => name === 'vscode' ? any : load(name, ...rest);
    if (typeof require('./dist/extension.js').activate !== 'function') process.exit(2);`], { encoding: 'utf8' });
  assert.equal(loaded.status, 0, loaded.stderr.slice(-400));
});

test('Shorten numbers of tokens', () => {
  assert.deepEqual([950, 1_234, 45_678, 1_200_000].map(tokens), ['950', '1.2k', '46k', '1.2M']);
});
