// A window of a real VS Code on several folders: a Pod a folder.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { Model, newestPrompt, resultsSincePrompt } from '../../../../daemon/src/e2e/model.mjs';
import { VsCode } from './vscode.mjs';

/** Says what stands in the file of that name in the Pod's own folder. */
function script(messages) {
  if (/what is that/i.test(newestPrompt(messages))) return { text: ['It is outside.'] };
  if (!/who/i.test(newestPrompt(messages))) return { text: ['I see.'] };
  return resultsSincePrompt(messages) === 0 ? { calls: [{ name: 'read', arguments: { path: 'name.txt' } }] }
    : { text: [`I work in ${/\w+ folder/.exec(messages.at(-1).content)?.[0]}.`] };
}

let model;
let code;
let page;

before(async () => {
  model = await new Model(script).listen();
  code = new VsCode(process.env.VSCODE, { files: { 'one/name.txt': 'the first folder\n', 'one/apples.ts': 'export const apples = 1;\n', 'two/name.txt': 'the second folder\n', 'two/pears.ts': 'export const pears = 2;\n' },
    folders: ['one', 'two'], manifest: `[provider]\nkind = "openai-compatible"\nmodel = "scripted"\nbase_url = "${model.provider.base_url}"\ncontext_window = 64000\n` });
  page = await code.start();
});

after(async () => {
  await code?.stop();
  model?.close();
});

const folder = (chat) => chat.locator('.footer .picker').first();
const answer = (chat, text) => chat.locator('.answer').filter({ hasText: text });

async function isIn(chat, name) {
  await folder(chat).filter({ hasText: new RegExp(`^${name}$`) }).waitFor();
}

async function switchTo(chat, name) {
  await folder(chat).click();
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().click();
  await isIn(chat, name);
}

test("Work in the folder of the active file, as long as nothing is said", async () => {
  await code.open('pears.ts');
  await code.command('Podd: Ask');
  const chat = await code.chat();
  await isIn(chat, 'two');
  await code.open('apples.ts');
  await isIn(chat, 'one');
  await code.ask('Who are you?');
  await answer(chat, 'I work in first folder.').waitFor();
  await code.picture('folders');
});

test('Stay with a conversation that has begun, whatever file is looked at; a new one is in the folder of that file', async () => {
  await code.open('pears.ts');
  const chat = await code.chat();
  await code.ask('And now?');
  await answer(chat, 'I see.').waitFor();
  await isIn(chat, 'one');
  await code.begin();
  await isIn(chat, 'two');
  await code.ask('Who are you?');
  await answer(chat, 'I work in second folder.').waitFor();
});

test("Switch by hand, and come back to each folder's own conversation", async () => {
  const chat = await code.chat();
  await switchTo(chat, 'one');
  await answer(chat, 'I work in first folder.').waitFor();
  assert.equal(await answer(chat, 'second folder').count(), 0);
  await switchTo(chat, 'two');
  await answer(chat, 'I work in second folder.').waitFor();
  assert.equal(await answer(chat, 'first folder').count(), 0);
});

test('Go on with both after the window was closed, in the folder that was shown last', async () => {
  await page.waitForTimeout(2_000); // VS Code notes what the window was at
  await code.close(page);
  page = await code.show();
  await code.command('Podd: Ask');
  const chat = await code.chat();
  await isIn(chat, 'two');
  await answer(chat, 'I work in second folder.').waitFor();
  await switchTo(chat, 'one');
  await answer(chat, 'I work in first folder.').waitFor();
});

test('Take a file outside all folders as context alone', async () => {
  writeFileSync(path.join(code.root, 'outside.ts'), 'export const outside = 3;\n');
  await code.command('File: Open File...');
  const input = page.locator('.quick-input-widget input').first();
  const dialog = page.locator('.quick-input-title').filter({ hasText: 'Open File' });
  await dialog.waitFor();
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'outside.ts' });
  for (let tries = 0; tries < 20 && await dialog.isVisible(); tries++) { // not heard while the dialog looks at a folder
    await input.fill(`${code.root}/`);
    await row.waitFor({ timeout: 2_000 }).catch(() => {});
    await input.fill(path.join(code.root, 'outside.ts'));
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden', timeout: 2_000 }).catch(() => {});
  }
  await code.shows(/outside = 3/);
  await code.command('Podd: Add to Podd Chat');
  const again = await code.chat();
  await again.locator('.chips .chip').filter({ hasText: 'outside.ts' }).waitFor();
  await isIn(again, 'one');
  await code.ask('What is that?');
  await answer(again, 'It is outside.').waitFor();
  assert.match(model.requests.at(-1), /export const outside = 3;/);
});

test('Keep to the policy of the page, and to what a model accepts', () => {
  assert.deepEqual(code.errors.filter((error) => !/service ?worker/i.test(error)), []);
  assert.deepEqual(model.complaints, []);
});
