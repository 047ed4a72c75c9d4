// All conversations, in the native tree of a real VS Code.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Model, newestPrompt, resultsSincePrompt } from '../../../../daemon/src/e2e/model.mjs';
import { VsCode } from './vscode.mjs';

/** An answer that stops in its middle until the test says `goOn()`. */
let goOn = () => {};
async function* long() {
  const whole = new Promise((resolve) => { goOn = resolve; });
  for (let at = 0; at < 40; at++) {
    if (at === 20) await whole;
    yield `word${at} `;
  }
}

function script(messages) {
  const prompt = newestPrompt(messages);
  if (/run it/i.test(prompt)) return resultsSincePrompt(messages) === 0 ? { calls: [{ name: 'shell', arguments: { command: 'echo from the shell' } }] } : { text: ['It ran.'] };
  if (/long/i.test(prompt)) return { text: long() };
  return { text: [`You said: ${prompt.split('\n')[0]}`] };
}

let model;
let code;
let page;

before(async () => {
  model = await new Model(script).listen();
  code = new VsCode(process.env.VSCODE, { files: { 'a.txt': 'a\n' },
    manifest: `[provider]\nkind = "openai-compatible"\nmodel = "scripted"\nbase_url = "${model.provider.base_url}"\ncontext_window = 64000\n[sandbox]\nmode = "ask"\n` });
  page = await code.start();
  await code.command('Podd: Ask');
  for (const what of ['Apples are red', 'Pears are green']) {
    const chat = await code.ask(what);
    await chat.locator('.answer').filter({ hasText: `You said: ${what}` }).waitFor();
    await code.begin();
  }
  const chat = await code.chat();
  await chat.locator('.composer textarea').fill('/sessions');
  await chat.locator('.composer textarea').press('Enter');
  await row('Apples are red').waitFor();
});

after(async () => {
  await code?.stop();
  model?.close();
});

const rows = () => page.locator('.pane-body .monaco-list-row');
const title = () => page.locator('.part.sidebar .composite.title');
const row = (title) => rows().filter({ hasText: title });

async function titles() {
  return (await page.locator('.pane-body .monaco-list-row .label-name').allInnerTexts()).sort();
}

async function are(...expected) {
  for (let tries = 0; tries < 150 && JSON.stringify(await titles()) !== JSON.stringify(expected.sort()); tries++) await page.waitForTimeout(100);
  assert.deepEqual(await titles(), expected.sort());
}

async function act(title, label) {
  await row(title).hover();
  await row(title).locator(`.action-label[aria-label^="${label}"]`).click();
}

async function fill(text) {
  const input = page.locator('.quick-input-widget input').first();
  await input.waitFor({ state: 'visible' });
  await input.fill(text);
  await page.keyboard.press('Enter');
  await input.waitFor({ state: 'hidden' });
}

async function menu(title, label) {
  await row(title).click({ button: 'right' });
  await code.choose(label);
}

test('List them, newest first, and rename one', async () => {
  await are('Apples are red', 'Pears are green');
  await code.picture('sessions');
  await act('Apples are red', 'Rename');
  await fill('Fruit that is red');
  await are('Fruit that is red', 'Pears are green');
});

test('Search what was said', async () => {
  await code.command('Podd: Search Conversations');
  await fill('pears are');
  await are('Pears are green');
  await code.picture('sessions-search');
  await title().locator('.action-label[aria-label^="Clear Search"]').click();
  await are('Fruit that is red', 'Pears are green');
});

test('Mark what runs, what needs its person, and what is unread until it is read', async () => {
  let chat = await code.ask('Something long');
  await chat.locator('.answer').filter({ hasText: 'word1' }).waitFor();
  await row('Something long').locator('.codicon-loading').waitFor();
  await code.begin();
  goOn();
  await row('Something long').locator('.codicon-circle-filled').waitFor();
  await code.picture('sessions-unread');
  await row('Something long').click();
  await chat.locator('.answer').filter({ hasText: 'word39' }).waitFor();
  await row('Something long').locator('.codicon-circle-filled').waitFor({ state: 'detached' });
  await code.begin();
  chat = await code.ask('Run it');
  await chat.locator('.asked').waitFor();
  await row('Run it').filter({ hasText: 'needs you' }).waitFor();
  await code.picture('sessions-needs-you');
  await chat.locator('.asked button').first().click();
  await chat.locator('.answer').filter({ hasText: 'It ran.' }).waitFor();
  await row('Run it').filter({ hasText: 'needs you' }).waitFor({ state: 'detached' });
});

test('Put one into the archive, and take it out again', async () => {
  await act('Something long', 'Archive');
  await are('Fruit that is red', 'Pears are green', 'Run it');
  const more = async (label) => {
    await title().locator('.action-label[aria-label*="More Actions"]').click();
    await code.choose(label);
  };
  await more('Show Archived');
  await are('Something long');
  await code.picture('sessions-archived');
  await act('Something long', 'Take Out of the Archive');
  await are();
  await more('Show Current');
  await are('Fruit that is red', 'Pears are green', 'Run it', 'Something long');
});

test('Export one as a document', async () => {
  await menu('Pears are green', 'Export as Markdown');
  await code.shows(/Pears are green/);
  await code.shows(/You said: Pears are green/);
  await code.picture('sessions-export');
});

test('Delete one, after a question', async () => {
  await menu('Pears are green', 'Delete');
  await page.locator('.monaco-dialog-box').waitFor();
  await code.picture('sessions-delete');
  await page.locator('.monaco-dialog-box .monaco-button').filter({ hasText: 'Delete' }).click();
  await are('Fruit that is red', 'Run it', 'Something long');
});

test('Delete the one that is shown: a new one takes its place', async () => {
  await menu('Run it', 'Delete');
  await page.locator('.monaco-dialog-box .monaco-button').filter({ hasText: 'Delete' }).click();
  await are('Fruit that is red', 'Something long');
  const chat = await code.chat();
  await chat.locator('.welcome').waitFor();
  await code.ask('Still there?');
  await chat.locator('.answer').filter({ hasText: 'You said: Still there?' }).waitFor();
  await are('Fruit that is red', 'Something long', 'Still there?');
});

test('Keep to the policy of the page, and to what a model accepts', () => {
  assert.deepEqual(code.errors.filter((error) => !/service ?worker/i.test(error)), []);
  assert.deepEqual(model.complaints, []);
});
