// A window of a real VS Code where no daemon can be shared: the extension speaks to a process of its own.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { Model, newestPrompt } from '../../../../daemon/src/e2e/model.mjs';
import { VsCode } from './vscode.mjs';

let model;
let code;

before(async () => {
  model = await new Model((messages) => ({ text: [`You said: ${newestPrompt(messages).split('\n')[0]}`] })).listen();
  code = new VsCode(process.env.VSCODE, { files: { 'a.txt': 'a\n' },
    manifest: `[provider]\nkind = "openai-compatible"\nmodel = "scripted"\nbase_url = "${model.provider.base_url}"\ncontext_window = 64000\n` });
  writeFileSync(path.join(code.home, 'run'), ''); // where the folder of the socket would be
  await code.start();
});

after(async () => {
  await code?.stop();
  model?.close();
});

/** Processes of this window's Podd, by their command lines; those of other tests have another home. */
function processes() {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--stdio') && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`PODD_HOME=${code.home}\0`);
    } catch {
      return false; // it has ended
    }
  });
}

test('Answer by a process of the window, and say so', async () => {
  await code.command('Podd: Ask');
  const chat = await code.ask('One');
  await chat.locator('.answer').filter({ hasText: 'You said: One' }).waitFor();
  await code.page.locator('.notification-toast').filter({ hasText: 'this window is served by a process of its own' }).waitFor();
  await code.picture('stdio-warning');
  assert.ok(processes().length > 0);
});

test('Go on with the next process when it is killed', async () => {
  for (const pid of processes()) process.kill(Number(pid), 'SIGKILL');
  const chat = await code.ask('Two');
  await chat.locator('.answer').filter({ hasText: 'You said: Two' }).waitFor();
  await chat.locator('.answer').filter({ hasText: 'You said: One' }).waitFor();
});
