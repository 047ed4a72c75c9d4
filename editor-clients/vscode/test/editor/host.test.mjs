// Where and how the extension runs, as another extension in the same host sees it; and a program of the window's own in place of the shared daemon.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Model } from '../../../../daemon/src/e2e/model.mjs';
import { podd, VsCode } from './vscode.mjs';

/** What the other extension saw. */
let seen;
let model;
let code;

before(async () => {
  model = await new Model(() => ({ text: ['It is *so*.'] })).listen();
  code = new VsCode(process.env.VSCODE, { files: { 'a.txt': 'a\n' }, settings: { 'podd.connection': 'standalone' }, beside: [fileURLToPath(new URL('witness', import.meta.url))],
    manifest: `[provider]\nkind = "openai-compatible"\nmodel = "scripted"\nbase_url = "${model.provider.base_url}"\n` });
  await code.start();
  const file = path.join(code.root, 'seen.json');
  for (let tries = 0; tries < 300 && !existsSync(file); tries++) await pause(100);
  seen = JSON.parse(readFileSync(file, 'utf8'));
});

after(async () => {
  await code?.stop();
  model?.close();
});

test('Be activated by one module, before the daemon is there, for a few times what it costs to compile it', () => {
  const { loading, activating, compiling } = seen;
  console.log(`of the processor, in ms: loading ${loading.toFixed(1)}, activating ${activating.toFixed(1)}; compiling the text alone ${compiling.toFixed(1)}`);
  assert.deepEqual(seen.modules, ['/dist/extension.js']);
  assert.equal(seen.state, 'starting');
  // Some 36 ms where the text is compiled in 5; how fast the machine is does not count.
  assert.ok(loading + activating < 12 * compiling, `${(loading + activating).toFixed(1)} ms`);
});

test('Run where the files are: in the host of the server, and so does the program', async () => {
  assert.deepEqual([seen.declared, seen.isWorkspace], [['workspace'], true]);
  assert.ok(seen.remote, 'the window is on a server');
  const command = (pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  assert.match(command(seen.host), /--type=extensionHost/);
  const children = () => readFileSync(`/proc/${seen.host}/task/${seen.host}/children`, 'utf8').trim().split(' ').filter(Boolean);
  for (let tries = 0; tries < 100 && !children().some((pid) => /--standalone/.test(command(pid))); tries++) await pause(100);
  assert.equal(children().filter((pid) => /--stdio\0--standalone/.test(command(pid))).length, 1);
});

test('Ask and see the answer, with no daemon in the background', async () => {
  await code.command('Podd: Ask');
  const chat = await code.ask('Is it so?');
  await chat.locator('.answer em').filter({ hasText: 'so' }).waitFor();
  assert.notEqual(spawnSync(podd, ['daemon', 'status'], { env: { ...process.env, PODD_HOME: code.home } }).status, 0);
  assert.deepEqual(model.complaints, []);
});
