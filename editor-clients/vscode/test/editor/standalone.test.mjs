// A window of a real VS Code with a program of its own, by its standard streams, in place of the shared daemon.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test, { after, before } from 'node:test';
import { Model } from '../../../../daemon/src/e2e/model.mjs';
import { podd, VsCode } from './vscode.mjs';

let model;
let code;

before(async () => {
  model = await new Model(() => ({ text: ['It is *so*.'] })).listen();
  code = new VsCode(process.env.VSCODE, { files: { 'a.txt': 'a\n' }, settings: { 'podd.connection': 'standalone' },
    manifest: `[provider]\nkind = "openai-compatible"\nmodel = "scripted"\nbase_url = "${model.provider.base_url}"\n` });
  await code.start();
});

after(async () => {
  await code?.stop();
  model?.close();
});

test('Ask and see the answer, with no daemon in the background', async () => {
  await code.command('Podd: Ask');
  const chat = await code.ask('Is it so?');
  await chat.locator('.answer em').filter({ hasText: 'so' }).waitFor();
  assert.notEqual(spawnSync(podd, ['daemon', 'status'], { env: { ...process.env, PODD_HOME: code.home } }).status, 0);
  assert.deepEqual(model.complaints, []);
});
