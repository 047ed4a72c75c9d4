// An edit that is asked for in the text itself, in a real VS Code: by a key, by a code action, by a comment.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { Model, newestPrompt, resultsSincePrompt } from '../../../../daemon/src/e2e/model.mjs';
import { VsCode } from './vscode.mjs';

const source = 'export const one = 1;\nexport const two = 2;\nexport const three = 3;\nexport const four = 4;\n';
const fenced = (...lines) => ({ text: ['```ts\n', ...lines.map((line) => `${line}\n`), '```'], every: 700 });

function script(messages) {
  const prompt = newestPrompt(messages);
  if (/in capitals/.test(prompt) && /^In /.test(prompt)) return fenced('export const TWO = 2;', 'export const THREE = 3;');
  if (/in words/.test(prompt) && /^In /.test(prompt)) return fenced('export const four = "four";');
  if (/write a list/i.test(prompt)) return resultsSincePrompt(messages) === 0 ? { calls: [{ name: 'read', arguments: { path: 'src/todo.ts' } }] }
    : resultsSincePrompt(messages) === 1 ? { calls: [{ name: 'edit', arguments: { path: 'src/todo.ts', edits: [{ old_string: 'const list = null;', new_string: 'const list = [1, 2];' }] } }] } : { text: ['Written.'] };
  return { text: ['It says nothing.'] };
}

let model;
let code;
let page;

before(async () => {
  model = await new Model(script).listen();
  code = new VsCode(process.env.VSCODE, { files: { 'src/numbers.ts': source, 'src/todo.ts': '// @podd write a list\nconst list = null;\n' },
    manifest: `[provider]\nkind = "openai-compatible"\nmodel = "scripted"\nbase_url = "${model.provider.base_url}"\ncontext_window = 64000\n` });
  page = await code.start();
});

after(async () => {
  await code?.stop();
  model?.close();
});

const input = () => page.locator('.quick-input-widget input').first();
const lens = (name) => page.locator('.editor-instance .codelens-decoration a').filter({ hasText: name });

/** What stands in the editor beside its text: decorations, which are drawn by styles. */
const shown = () => page.evaluate(() => [...document.querySelectorAll('.editor-instance .view-line span')]
  .map((each) => getComputedStyle(each, '::after').content).filter((content) => content !== 'none').join(' '));

async function shows(pattern) {
  for (let tries = 0; tries < 200 && !pattern.test(await shown()); tries++) await page.waitForTimeout(50);
  assert.match(await shown(), pattern);
}

async function select(from, to) {
  await code.goTo(from);
  for (let line = from; line < to; line++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+End');
}

/** By its key, and what is asked in the box. */
async function edit(instruction) {
  for (let tries = 0; tries < 5 && !await input().isVisible(); tries++) {
    await page.keyboard.press('Control+Alt+i');
    await input().waitFor({ state: 'visible', timeout: 5_000 }).catch(() => {});
  }
  await input().fill(instruction);
  await page.keyboard.press('Enter');
  await input().waitFor({ state: 'hidden' });
}

test('Change what is selected: a key, a box, a preview, then a pending change, one undo step', async () => {
  await code.open('src/numbers.ts');
  await select(2, 3);
  await page.keyboard.press('Control+Alt+i');
  await input().waitFor({ state: 'visible' });
  assert.match(await page.locator('.quick-input-title').innerText(), /Edit numbers\.ts:2-3/);
  await code.picture('inline-box');
  await input().fill('Write them in capitals');
  await page.keyboard.press('Enter');
  await shows(/Podd is writing/);
  await shows(/export const TWO = 2;/);
  await code.picture('inline-preview');
  assert.match(await code.text(), /const two = 2;\nexport const three = 3;/, 'the preview is not in the text');
  await code.shows(/one = 1;\nexport const TWO = 2;\nexport const THREE = 3;\nexport const four/);
  await lens('Undo').waitFor();
  assert.equal(await shown().then((all) => /Podd is writing|TWO/.test(all)), false);
  await code.picture('inline-done');
  await page.keyboard.press('Control+z');
  await code.shows(/const two = 2;\nexport const three = 3;/);
  await lens('Undo').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+y');
  await code.shows(/const TWO = 2;/);
  assert.equal(readFileSync(path.join(code.workspace, 'src/numbers.ts'), 'utf8'), source, 'nothing is saved for the person');
});

test('Undo it by its row; type elsewhere while it is written', async () => {
  await code.goTo(4);
  await edit('Write it in words');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('let typed;\n');
  await code.shows(/^let typed;\n[\s\S]*four = "four";/);
  await page.keyboard.type('let more;\n');
  await code.shows(/^let typed;\nlet more;\n/);
  await lens('Undo').click();
  await code.shows(/^let typed;\nlet more;\n[\s\S]*four = 4;/);
});

test('Stop it by Escape, and leave the text as it was', async () => {
  const before = await code.text();
  await code.goTo(6);
  await edit('Write it in words');
  await shows(/Podd is writing/);
  await page.keyboard.press('Escape');
  for (let tries = 0; tries < 100 && /Podd is writing|lines:/.test(await shown()); tries++) await page.waitForTimeout(100);
  await page.waitForTimeout(1_500);
  assert.equal(await code.text(), before);
  assert.doesNotMatch(await shown(), /Podd is writing|lines:/);
});

test('Do what a comment says, by its row above it and among the code actions', async () => {
  await code.open('src/todo.ts');
  await lens('Podd: write a list').waitFor();
  await code.goTo(1);
  const action = page.locator('.action-widget .monaco-list-row').filter({ hasText: 'Podd: write a list' });
  for (let tries = 0; tries < 10 && !await action.isVisible(); tries++) { // the list goes where the editor is still busy
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    await action.waitFor({ timeout: 4_000 }).catch(() => {});
  }
  await action.waitFor();
  await code.picture('inline-actions');
  assert.match(await page.locator('.action-widget').first().innerText(), /Podd: improve this/);
  await action.click();
  await code.shows(/^const list = \[1, 2\];/);
  await lens('Undo').first().waitFor();
  await code.picture('inline-comment');
});

test('Keep to the policy of the page, and to what a model accepts', () => {
  assert.deepEqual(code.errors.filter((error) => !/service ?worker/i.test(error)), []);
  assert.deepEqual(model.complaints, []);
});
