// The whole story with keys alone, and read only as a screen reader does: by roles, names and what is announced.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Model, newestPrompt, resultsSincePrompt } from '../../../../daemon/src/e2e/model.mjs';
import { VsCode } from './vscode.mjs';

const source = 'export const first = 1;\n\n\nexport const second = 2;\n';

function script(messages) {
  const prompt = newestPrompt(messages);
  const results = resultsSincePrompt(messages);
  if (/change two/i.test(prompt)) {
    return results === 0 ? { calls: [{ name: 'read', arguments: { path: 'src/numbers.ts' } }] } : results === 1 ? { calls: [{ name: 'edit', arguments: { path: 'src/numbers.ts',
      edits: [{ old_string: 'first = 1', new_string: 'first = 10' }, { old_string: 'second = 2', new_string: 'second = 20' }] } }] } : { text: ['Two places are changed.'] };
  }
  if (/run/i.test(prompt)) return results === 0 ? { calls: [{ name: 'shell', arguments: { command: 'echo apples' } }] } : { text: ['It ran.'] };
  return { text: ['I see.'] };
}

let model;
let code;
let page;

before(async () => {
  model = await new Model(script).listen();
  code = new VsCode(process.env.VSCODE, { files: { 'src/numbers.ts': source },
    manifest: `[provider]\nkind = "openai-compatible"\nmodel = "scripted"\nbase_url = "${model.provider.base_url}"\ncontext_window = 64000\n[sandbox]\nmode = "ask"\n` });
  page = await code.start();
});

after(async () => {
  await code?.stop();
  model?.close();
});

/** Where the keys go, as a screen reader names it. */
const focused = (chat) => chat.evaluate(() => `${document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName.toLowerCase()} ${document.activeElement?.getAttribute('aria-label') ?? ''}`);
/** What is announced without being looked for. */
const announced = (chat) => chat.evaluate(() => document.querySelector('[aria-live=polite]').textContent);

async function until(look, pattern) {
  for (let tries = 0; tries < 300 && !pattern.test(await look()); tries++) await page.waitForTimeout(100);
  assert.match(await look(), pattern);
}

/** To the input by its key, and what is said there. */
async function say(text) {
  for (let tries = 0; ; tries++) {
    await page.keyboard.press('Control+Alt+p');
    const chat = await code.chat();
    await page.waitForTimeout(300);
    if (await focused(chat) === 'textarea Message to Podd' || tries === 10) break;
  }
  const chat = await code.chat();
  assert.equal(await focused(chat), 'textarea Message to Podd');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  return chat;
}

test('Ask, hear the answer, and find it under a heading of its turn', async () => {
  await code.open('src/numbers.ts');
  const chat = await say('Change two places');
  await until(() => announced(chat), /^Two places are changed\.$/);
  const tree = await chat.locator('body').ariaSnapshot();
  assert.match(tree, /- main "Conversation":\n\s+- heading "Conversation with Podd" \[level=1\]/);
  assert.match(tree, /- log "Conversation":[\s\S]*- '?heading "You: Change two places" \[level=2\]'?[\s\S]*Read src\/numbers\.ts[\s\S]*Edited src\/numbers\.ts[\s\S]*- paragraph: Two places are changed\./);
  assert.match(tree, /- textbox "Message to Podd"/);
  assert.equal(await focused(chat), 'textarea Message to Podd', 'nothing that happens takes the focus');
});

test('Go to the changes, keep one and undo one', async () => {
  await code.open('src/numbers.ts');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+Alt+y');
  await page.keyboard.press('Control+Alt+j');
  await page.locator('.statusbar-item').filter({ hasText: /Ln 4,/ }).waitFor();
  await page.keyboard.press('Control+Alt+n');
  await code.shows(/first = 10;[\s\S]*second = 2;/);
  await page.locator('.editor-instance .codelens-decoration a').first().waitFor({ state: 'detached' });
});

test('Hear a question, go to it, and answer it by its number', async () => {
  const chat = await say('Run it');
  await until(() => announced(chat), /^Podd asks: .*echo apples/);
  assert.equal(await focused(chat), 'textarea Message to Podd', 'a question takes no focus either');
  await code.command('Podd: Answer What Podd Asks');
  await until(() => focused(chat), /^group Allow this\? .*echo apples/);
  const tree = await chat.locator('.asked').ariaSnapshot();
  assert.match(tree, /- button "Allow once"[\s\S]*- button "Reject"[\s\S]*- textbox "Reason for the model"/);
  await page.keyboard.press('1');
  await until(() => announced(chat), /^It ran\.$/);
});

test('Go back by Escape twice, choose the message, and have its words again', async () => {
  const chat = await say('One thing more');
  await until(() => announced(chat), /^I see\.$/);
  const input = page.locator('.quick-input-widget');
  for (let tries = 0; tries < 5 && !await input.isVisible(); tries++) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await input.waitFor({ state: 'visible', timeout: 3_000 }).catch(() => {});
  }
  await input.locator('.monaco-list-row').filter({ hasText: 'Change two places' }).waitFor();
  await page.keyboard.press('Enter'); // the newest is the first
  await page.locator('.monaco-dialog-box').waitFor();
  const buttons = page.locator('.monaco-dialog-box .monaco-button');
  for (let tries = 0; tries < 6 && await page.evaluate(() => document.activeElement?.textContent) !== 'Conversation Only'; tries++) await page.keyboard.press('Tab');
  assert.equal(await buttons.filter({ hasText: 'Conversation Only' }).count(), 1);
  await page.keyboard.press('Enter');
  await until(() => chat.getByRole('textbox', { name: 'Message to Podd' }).inputValue(), /^One thing more$/);
  assert.equal(await chat.getByRole('heading', { name: 'One thing more' }).count(), 0);
});

test('Keep to the policy of the page, and to what a model accepts', () => {
  assert.deepEqual(code.errors.filter((error) => !/service ?worker/i.test(error)), []);
  assert.deepEqual(model.complaints, []);
});
