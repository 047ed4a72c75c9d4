// A window of a real VS Code on a folder that its person does not trust, and then does.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { Model, newestPrompt, resultsSincePrompt } from '../../../../daemon/src/e2e/model.mjs';
import { VsCode } from './vscode.mjs';

function script(messages) {
  if (!/change/i.test(newestPrompt(messages))) return { text: ['I see.'] };
  return [{ calls: [{ name: 'read', arguments: { path: 'src/a.ts' } }] },
    { calls: [{ name: 'edit', arguments: { path: 'src/a.ts', edits: [{ old_string: 'a = 1', new_string: 'a = 2' }] } }] }][resultsSincePrompt(messages)] ?? { text: ['It is changed.'] };
}

/** Leaves a file where one that obeys the folder runs it. */
const hook = (name) => `[[hooks.pre_tool_call]]\ncommand = "touch ran-${name}"\n`;

let model;
let code;
let page;

before(async () => {
  model = await new Model(script).listen();
  code = new VsCode(process.env.VSCODE, { trusts: false,
    files: { 'src/a.ts': 'export const a = 1;\n', '.podd/pod.toml': hook('layer'), 'tools/podd.toml': hook('setting'),
      '.vscode/settings.json': JSON.stringify({ 'podd.manifest': './tools/podd.toml', 'podd.path': '/bin/false' }) },
    manifest: `[provider]\nkind = "openai-compatible"\nmodel = "scripted"\nbase_url = "${model.provider.base_url}"\ncontext_window = 64000\n` });
  page = await code.start();
});

after(async () => {
  await code?.stop();
  model?.close();
});

const ran = (name) => existsSync(path.join(code.workspace, `ran-${name}`));

test('Start nothing of a folder that is not trusted, and ask before it is changed', async () => {
  await page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).waitFor();
  await code.open('src/a.ts');
  await code.command('Podd: Ask');
  const chat = await code.ask('Change it');
  await chat.locator('.notice.warning').filter({ hasText: '.podd/pod.toml was not read: the workspace is not trusted' }).waitFor();
  await chat.locator('.asked').waitFor();
  await code.picture('trust-asked');
  await code.shows(/a = 1;/);
  await chat.locator('.asked button').filter({ hasText: 'Reject' }).first().click();
  await chat.locator('.answer').filter({ hasText: 'It is changed.' }).waitFor();
  await code.shows(/a = 1;/);
  assert.deepEqual([ran('layer'), ran('setting')], [false, false]);
});

test('Go on in the same conversation with what the folder says, once it is trusted', async () => {
  await code.command('Workspaces: Manage Workspace Trust');
  await page.locator('.workspace-trust-editor .monaco-button').filter({ hasText: /^Trust$/ }).click();
  await page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
  await code.closeTab();
  await code.open('src/a.ts');
  await code.command('Podd: Ask');
  const chat = await code.ask('Change it now');
  await code.shows(/a = 2;/);
  await chat.locator('.answer').filter({ hasText: 'It is changed.' }).nth(1).waitFor();
  assert.equal(await chat.locator('.asked').count(), 0);
  assert.equal(ran('layer'), true);
});

test('Take the manifest that the settings of the folder name for the next conversation', async () => {
  assert.equal(ran('setting'), false);
  await code.begin();
  const chat = await code.ask('Change it once more');
  await chat.locator('.answer').filter({ hasText: 'It is changed.' }).waitFor();
  assert.equal(ran('setting'), true);
});

test('Keep to the policy of the page, and to what a model accepts', () => {
  assert.deepEqual(code.errors.filter((error) => !/service ?worker/i.test(error)), []);
  assert.deepEqual(model.complaints, []);
});
