// A real VS Code with a language model of its own, from another extension: with it Podd needs no key and no server.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { after, before } from 'node:test';
import { VsCode } from './vscode.mjs';

let code;
let page;

before(async () => {
  code = new VsCode(process.env.VSCODE, { files: { 'a.txt': 'one\n' }, manifest: '[provider]\nkind = "editor"\n',
    beside: [fileURLToPath(new URL('acme', import.meta.url))] });
  page = await code.start();
});

after(() => code?.stop());

/** What the model was asked, and when it was stopped. */
function asked() {
  const file = path.join(code.root, 'acme.jsonl');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line)) : [];
}

const button = (name) => page.locator('.monaco-dialog-box .monaco-button').filter({ hasText: name }).first();

test('Let the person refuse the use of it, and allow it at the next question', async () => {
  await code.command('Podd: Ask');
  const chat = await code.ask('Hello');
  await button('Cancel').waitFor();
  await code.picture('lm-consent');
  await button('Cancel').click();
  await chat.getByText("you have not allowed Podd to use the editor's language model").first().waitFor();
  await code.ask('Hello again');
  await button('Allow').click();
  await chat.locator('.answer').filter({ hasText: 'You said: Hello again' }).waitFor();
});

test('Ask, and see the answer of the model of VS Code, which calls a tool first', async () => {
  const chat = await code.ask('Read a.txt');
  await chat.locator('.answer strong').filter({ hasText: 'says' }).waitFor();
  assert.match(await chat.locator('.answer').last().innerText(), /It says one/);
  assert.equal(await chat.locator('.line.tool .line-verb').innerText(), 'Read');
  assert.equal(await chat.locator('.picker-text').last().innerText(), 'acme/small');
  await chat.locator('.meter').waitFor();
  const [first, second] = asked().slice(-2);
  assert.ok(first.tools.includes('read'));
  assert.match(first.asked[0].content[0], /You are a Pod/);
  assert.deepEqual(second.asked.slice(-2), [
    { role: 'assistant', content: ['I look.', { call: 'acme-call-7', name: 'read', input: { path: 'a.txt' } }] },
    { role: 'user', content: [{ result: 'acme-call-7', text: 'a.txt: 1 line\n1\tone' }] }]);
  await code.picture('lm-answer');
});

test('Stop it in the middle, which the model hears', async () => {
  const chat = await code.ask('Say something long');
  await chat.locator('.answer').filter({ hasText: 'word3' }).waitFor();
  await code.command('Podd: Stop');
  for (let tries = 0; tries < 100 && !asked().at(-1).stopped; tries++) await page.waitForTimeout(100);
  assert.equal(asked().at(-1).stopped, true);
  assert.match(await chat.locator('.answer').last().innerText(), /word0 word1/);
});

test('See why there is no answer', async () => {
  const chat = await code.ask('What of my quota?');
  await chat.getByText('the quota of the editor\'s language model is used up: Come back next month.').first().waitFor();
  await code.picture('lm-quota');
});

test('Choose among its models', async () => {
  await code.command('Podd: Choose Model and Manifest');
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'acme/small' }).first().waitFor();
  await code.picture('lm-models');
  await page.keyboard.press('Escape');
});

test('Edit in place with it', async () => {
  await code.open('a.txt');
  await code.goTo(1);
  const input = page.locator('.quick-input-widget input').first();
  for (let tries = 0; tries < 5 && !await input.isVisible(); tries++) {
    await page.keyboard.press('Control+Alt+i');
    await input.waitFor({ state: 'visible', timeout: 5_000 }).catch(() => {});
  }
  await input.fill('Say two');
  await page.keyboard.press('Enter');
  await code.shows(/^two/);
});
