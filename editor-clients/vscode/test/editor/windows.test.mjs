// One conversation in two windows of a real VS Code, and a question that is answered where its person is.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Model, newestPrompt, resultsSincePrompt } from '../../../../daemon/src/e2e/model.mjs';
import { VsCode } from './vscode.mjs';

function script(messages) {
  const prompt = newestPrompt(messages);
  const ran = /run (\w+)/i.exec(prompt)?.[1];
  if (ran) return resultsSincePrompt(messages) === 0 ? { calls: [{ name: 'shell', arguments: { command: `echo ${ran}` } }] } : { text: [`It ran ${ran}.`] };
  if (/which/i.test(prompt)) return resultsSincePrompt(messages) === 0 ? { calls: [{ name: 'ask', arguments: { question: 'Which database?', options: [{ label: 'SQLite' }, { label: 'PostgreSQL' }] } }] } : { text: ['So be it.'] };
  return { text: [`You said: ${prompt.split('\n')[0]}`] };
}

let model;
let code;
let one;
let two;

before(async () => {
  model = await new Model(script).listen();
  code = new VsCode(process.env.VSCODE, { files: { 'a.txt': 'a\n' },
    manifest: `[provider]\nkind = "openai-compatible"\nmodel = "scripted"\nbase_url = "${model.provider.base_url}"\ncontext_window = 64000\n[sandbox]\nmode = "ask"\n` });
  one = await code.start();
  two = await code.window();
});

after(async () => {
  await code?.stop();
  model?.close();
});

const answer = (chat, text) => chat.locator('.answer').filter({ hasText: text });
const notification = (page, text) => page.locator('.notification-toast').filter({ hasText: text });

async function sessions(page) {
  const chat = await code.chat(page);
  await chat.locator('.composer textarea').fill('/sessions');
  await chat.locator('.composer textarea').press('Enter');
}

test('See in one window what is said in the other', async () => {
  await code.command('Podd: Ask', one);
  let chat = await code.ask('Hello from one', one);
  await answer(chat, 'You said: Hello from one').waitFor();
  await code.command('Podd: Ask', two);
  await sessions(two);
  await two.locator('.pane-body .monaco-list-row').filter({ hasText: 'Hello from one' }).click();
  const other = await code.chat(two);
  await answer(other, 'You said: Hello from one').waitFor();
  await code.ask('Hello from two', two);
  await answer(other, 'You said: Hello from two').waitFor();
  chat = await code.chat(one);
  await answer(chat, 'You said: Hello from two').waitFor();
  assert.deepEqual(await chat.locator('.user .said-text').allInnerTexts(), ['Hello from one', 'Hello from two']);
  assert.deepEqual(await other.locator('.user .said-text').allInnerTexts(), ['Hello from one', 'Hello from two']);
});

test('Answer in the second window; the first, whose view is closed, has a notification until then', async () => {
  await code.ask('Run apples', one);
  await (await code.chat(one)).locator('.asked').waitFor();
  await code.command('View: Toggle Secondary Side Bar Visibility', one);
  await code.picture('two-closed', one);
  const other = await code.chat(two);
  await other.locator('.asked').waitFor();
  await notification(one, 'echo apples').waitFor();
  await code.picture('two-notification', one);
  await other.locator('.asked button').first().click();
  await answer(other, 'It ran apples.').waitFor();
  await notification(one, 'echo apples').waitFor({ state: 'detached' });
  await code.picture('two-cleared', one);
});

test('Answer by the notification with the view closed; the card goes in the other window', async () => {
  const other = await code.ask('Run pears', two);
  await other.locator('.asked').waitFor();
  const told = notification(one, 'echo pears');
  await told.waitFor();
  assert.equal(await notification(two, 'echo pears').count(), 0, 'the conversation is before the person there');
  await told.locator('.monaco-button').first().click();
  await answer(other, 'It ran pears.').waitFor();
  await other.locator('.asked').waitFor({ state: 'detached' });
});

test('Close a notification: nothing is decided by that', async () => {
  const other = await code.ask('Which database shall it be?', two);
  await other.locator('.asked').waitFor();
  const told = notification(one, 'Which database?');
  await told.waitFor();
  await told.hover();
  await told.locator('.codicon-notifications-clear').click();
  await told.waitFor({ state: 'detached' });
  await two.waitForTimeout(500);
  assert.equal(await other.locator('.asked').count(), 1);
  await other.locator('.asked button').filter({ hasText: 'PostgreSQL' }).click();
  await answer(other, 'So be it.').waitFor();
  await code.command('Podd: Ask', one);
  const chat = await code.chat(one);
  await answer(chat, 'So be it.').waitFor();
  assert.equal(await chat.locator('.asked').count(), 0);
});

test('Keep to the policy of the page, and to what a model accepts', () => {
  assert.deepEqual(code.errors.filter((error) => !/service ?worker/i.test(error)), []);
  assert.deepEqual(model.complaints, []);
});
