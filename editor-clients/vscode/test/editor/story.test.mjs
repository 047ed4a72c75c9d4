// What a person does, in a real VS Code with the real program and a model that says what it is told to.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Model, newestPrompt, resultsSincePrompt, resultTexts } from '../../../../daemon/src/e2e/model.mjs';
import { podd, VsCode } from './vscode.mjs';

const installation = process.env.VSCODE;
const source = '// waits before the next try\nexport function pause(attempt: number): number {\n  return Math.min(30_000, 250 * 2 ** attempt);\n}\n\nexport const first = 1;\nexport const second = 2;\nexport const third = 3;\n';

/** An answer that stops in its middle until the test says `goOn()`. */
let goOn = () => {};
async function* long() {
  const whole = new Promise((resolve) => { goOn = resolve; });
  for (let at = 0; at < 60; at++) {
    if (at === 30) await whole;
    await pause(20);
    yield `word${at} `;
  }
}
const edits = (...pairs) => ({ calls: [{ name: 'edit', arguments: { path: 'src/retry.ts', edits: pairs.map(([old_string, new_string]) => ({ old_string, new_string })) } }] });

function script(messages) {
  const prompt = newestPrompt(messages);
  const results = resultsSincePrompt(messages);
  if (/read it/i.test(prompt)) return results === 0 ? { calls: [{ name: 'read', arguments: { path: 'src/retry.ts' } }] } : { text: ['It waits **longer** each time:\n\n', '```ts src/retry.ts\n250 * 2 ** attempt\n```\n', '\nSee `src/retry.ts:3`.'] };
  if (/change three/i.test(prompt)) return results === 0 ? { calls: [{ name: 'read', arguments: { path: 'src/retry.ts' } }] }
    : results === 1 ? edits(['attempt: number)', 'attempt = 1)'], ['first = 1', 'first = 10'], ['third = 3', 'third = 30']) : { text: ['Three places are changed.'] };
  if (/change/i.test(prompt)) return results === 0 ? { calls: [{ name: 'read', arguments: { path: 'src/retry.ts' } }] } : results === 1 ? edits(['250', '500']) : { text: [`It says: ${resultTexts(messages).at(-1)}`] };
  if (/run/i.test(prompt)) return results === 0 ? { calls: [{ name: 'shell', arguments: { command: 'echo from the shell' } }] } : { text: [`It ran.`] };
  if (/long/i.test(prompt)) return { text: long() };
  return { text: [`You said: ${prompt.split('\n')[0]}`] };
}

let model;
let code;
let page;

before(async () => {
  model = await new Model(script).listen();
  code = new VsCode(installation, { files: { 'src/retry.ts': source, 'src/http.ts': 'export const http = 1;\n' },
    manifest: `[provider]\nkind = "openai-compatible"\nmodel = "scripted"\nbase_url = "${model.provider.base_url}"\ncontext_window = 64000\n[sandbox]\nmode = "ask"\n` });
  page = await code.start();
});

after(async () => {
  await code?.stop();
  model?.close();
});

test('Ask and see the answer', async () => {
  await code.command('Podd: Ask');
  const chat = await code.ask('Read it and say how it waits');
  await chat.locator('.answer strong').filter({ hasText: 'longer' }).waitFor();
  assert.equal(await chat.locator('.line.tool .line-verb').innerText(), 'Read');
  assert.equal(await chat.locator('.code-name').innerText(), 'src/retry.ts');
  assert.equal(await chat.locator('.picker-text').last().innerText(), 'scripted');
  await chat.locator('.meter').waitFor();
  await code.picture('answer');
});

test('Change an unsaved file while the person types in it, as one undo step, and leave the cursor where it is', async () => {
  await code.open('src/retry.ts');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('// typed, not saved');
  const chat = await code.ask('Change the pause');
  await page.locator('.editor-instance .view-line').first().click();
  await page.keyboard.press('Control+End');
  for (const letter of ' and more, while it works') {
    await page.keyboard.type(letter);
    await page.waitForTimeout(30);
  }
  await chat.locator('.answer').filter({ hasText: 'It says' }).waitFor();
  assert.match(await chat.locator('.answer').last().innerText(), /edited/);
  await code.shows(/500 \* 2 \*\* attempt/);
  await code.shows(/\/\/ typed, not saved and more, while it works/);
  assert.equal(readFileSync(path.join(code.workspace, 'src/retry.ts'), 'utf8'), source);
  await page.keyboard.type('!');
  await code.shows(/while it works!/);
  await code.picture('changed');
  for (let tries = 0; tries < 60 && /500/.test(await code.text()); tries++) await page.keyboard.press('Control+z');
  await code.shows(/250 \* 2 \*\* attempt/);
  await code.command('File: Revert File');
});

test('Answer a question where it stands', async () => {
  await code.begin();
  const chat = await code.ask('Run it');
  await chat.locator('.asked').waitFor();
  await code.picture('asked');
  await chat.locator('.asked button').first().click();
  await chat.locator('.answer').filter({ hasText: 'It ran.' }).waitFor();
  await chat.locator('.asked').waitFor({ state: 'detached' });
});

test('Go back to an earlier message and say it differently', async () => {
  await code.command('Podd: Ask');
  let chat = await code.ask('Remember one');
  await chat.locator('.answer').filter({ hasText: 'You said: Remember one' }).waitFor();
  await code.ask('Remember two');
  await chat.locator('.answer').filter({ hasText: 'You said: Remember two' }).waitFor();
  await chat.locator('.user').filter({ hasText: 'Remember two' }).hover();
  await chat.locator('.user').filter({ hasText: 'Remember two' }).getByLabel('Go Back to Before This Message').click();
  await page.locator('.monaco-dialog-box').waitFor();
  await code.picture('rewind');
  await page.locator('.monaco-dialog-box .monaco-button').filter({ hasText: 'Conversation Only' }).click();
  await chat.locator('.answer').filter({ hasText: 'Remember two' }).waitFor({ state: 'detached' });
  assert.equal(await chat.locator('textarea').inputValue(), 'Remember two');
  await chat.locator('.user').filter({ hasText: 'Remember one' }).hover();
  await chat.locator('.user').filter({ hasText: 'Remember one' }).getByLabel('Go On from Here in a New Conversation').click();
  await chat.locator('.user').filter({ hasText: 'Remember one' }).waitFor({ state: 'detached' });
});

test('Come back in the middle of an answer after the window was killed', async () => {
  await code.begin();
  await code.ask('Something long, please');
  let chat = await code.chat();
  await chat.locator('.answer').filter({ hasText: 'word5' }).waitFor();
  await code.close(page);
  page = await code.show();
  await code.command('Podd: Ask');
  chat = await code.chat();
  await chat.locator('.user').filter({ hasText: 'Something long' }).waitFor();
  await chat.locator('.answer').filter({ hasText: 'word29' }).waitFor();
  goOn();
  await chat.locator('.answer').filter({ hasText: /word0 word1 .*word59/ }).waitFor({ timeout: 30_000 });
  assert.equal(await chat.locator('.answer').count(), 1);
});

test('Go on with the next daemon when one is killed in the middle of an answer', async () => {
  await code.begin();
  const chat = await code.ask('Again something long');
  await chat.locator('.answer').filter({ hasText: 'word29' }).waitFor();
  const status = JSON.parse(spawnSync(podd, ['daemon', 'status', '--json'], { env: { ...process.env, PODD_HOME: code.home }, encoding: 'utf8' }).stdout);
  process.kill(status.pid, 'SIGKILL');
  await chat.locator('.notice').filter({ hasText: 'Podd ended in the middle' }).waitFor({ timeout: 30_000 });
  assert.match(await chat.locator('.answer').first().innerText(), /word0 word1 word2/);
  await code.ask('Are you there?');
  await chat.locator('.answer').filter({ hasText: 'You said: Are you there?' }).waitFor();
  await code.picture('after-kill');
});

test('Keep to the policy of the page, and to what a model accepts', () => {
  assert.deepEqual(code.errors.filter((error) => !/service ?worker/i.test(error)), []);
  assert.deepEqual(model.complaints, []);
});
