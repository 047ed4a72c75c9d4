// What an agent changed, in a real VS Code: kept, undone and mended, hunk by hunk, with the window closed in between.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { Model, newestPrompt, resultsSincePrompt } from '../../../../daemon/src/e2e/model.mjs';
import { VsCode } from './vscode.mjs';

const source = 'export const first = 1;\n\n\nexport const second = 2;\n\n\nexport const third = 3;\n';
const read = (file) => ({ name: 'read', arguments: { path: file } });
const edit = (file, ...pairs) => ({ name: 'edit', arguments: { path: file, edits: pairs.map(([old_string, new_string]) => ({ old_string, new_string })) } });
const first = ['first = 1', 'first = 10'];
const second = ['second = 2', 'second = 20'];
const third = ['third = 3', 'third = 30'];

function script(messages) {
  const prompt = newestPrompt(messages);
  const results = resultsSincePrompt(messages);
  if (/change four/i.test(prompt)) {
    return results === 0 ? { calls: [read('src/numbers.ts'), read('src/http.ts')] }
      : results === 2 ? { calls: [edit('src/numbers.ts', first, second, third), edit('src/http.ts', ['http = 1', 'http = 2'])] } : { text: ['Four places are changed.'] };
  }
  if (/change two/i.test(prompt)) return results === 0 ? { calls: [read('src/pair.ts')] } : results === 1 ? { calls: [edit('src/pair.ts', first, second)] } : { text: ['Two places are changed.'] };
  return { text: ['I see.'] };
}

let model;
let code;
let page;

before(async () => {
  model = await new Model(script).listen();
  code = new VsCode(process.env.VSCODE, { files: { 'src/numbers.ts': source, 'src/pair.ts': source, 'src/http.ts': 'export const http = 1;\n' },
    manifest: `[provider]\nkind = "openai-compatible"\nmodel = "scripted"\nbase_url = "${model.provider.base_url}"\ncontext_window = 64000\n` });
  page = await code.start();
});

after(async () => {
  await code?.stop();
  model?.close();
});

const rows = (name) => page.locator('.editor-instance .codelens-decoration a').filter({ hasText: name });

/** As many rows above changes as are due, and no other number after a moment. */
async function hasRows(count) {
  for (let tries = 0; tries < 200 && await rows('Undo').count() !== count; tries++) await page.waitForTimeout(100);
  assert.equal(await rows('Undo').count(), count);
}

test('Keep one change, mend one, undo one, with the window closed in between; the model is told', async () => {
  await code.open('src/numbers.ts');
  await code.command('Podd: Ask');
  const chat = await code.ask('Change four places');
  await chat.locator('.answer').filter({ hasText: 'Four places are changed.' }).waitFor();
  await code.shows(/first = 10[\s\S]*second = 20[\s\S]*third = 30/);
  await hasRows(3);
  await code.picture('changes-pending');
  await rows('Keep').first().click();
  await hasRows(2);
  await page.waitForTimeout(2_000); // VS Code notes what is unsaved
  await code.close(page);
  page = await code.show();
  await code.open('src/numbers.ts');
  await code.shows(/first = 10[\s\S]*second = 20[\s\S]*third = 30/);
  await hasRows(2);
  await code.goTo(4);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('0');
  await rows('Keep (with your changes)').waitFor();
  await code.goTo(7);
  await code.command('Podd: Undo This Change');
  await code.shows(/first = 10;[\s\S]*second = 200;[\s\S]*third = 3;/);
  await hasRows(1);
  await code.picture('changes-decided');
  assert.equal(readFileSync(path.join(code.workspace, 'src/numbers.ts'), 'utf8'), source, 'nothing is saved for the person');
  await code.command('Podd: Ask');
  const again = await code.ask('What stands there now?');
  await again.locator('.answer').filter({ hasText: 'I see.' }).waitFor();
  assert.deepEqual(await again.locator('.user .said-text').allInnerTexts(), ['Change four places', 'What stands there now?']);
  await again.locator('.line.system .line-object').filter({ hasText: /^What the person did with your changes since$/ }).waitFor();
  const told = model.requests.at(-1);
  assert.match(told, /src\/numbers\.ts: the person undid your change of line 7/);
  assert.match(told, /the person has changed what you wrote in line 4, which now read:\\nexport const second = 200;/);
  assert.doesNotMatch(told, /line 1\b/);
});

test('Show all changed files side by side, and what is typed there stays', async () => {
  await code.command('Podd: Show All Changes');
  await page.locator('.multiDiffEntry').nth(1).waitFor();
  const shown = await page.locator('.multiDiffEntry').allInnerTexts();
  assert.equal(shown.length, 2);
  assert.match(shown.join('\n'), /numbers\.ts[\s\S]*http\.ts|http\.ts[\s\S]*numbers\.ts/);
  assert.equal(await page.locator('.multiDiffEntry .status.renamed').count(), 0);
  await code.picture('changes-all');
  await code.closeTab();
  await code.command('Podd: Show Changes of the Last Turn');
  await page.locator('.tab.active').filter({ hasText: 'Changes of Turn 1 by Podd (2 files)' }).waitFor();
  await page.locator('.multiDiffEntry').filter({ hasText: /second\s=\s200;/ }).waitFor();
  await code.picture('changes-turn');
  await code.closeTab();
  await code.open('src/http.ts');
  await code.command('Podd: Show Changes of This File');
  const right = page.locator('.monaco-diff-editor .editor.modified .view-line').first();
  await right.waitFor();
  await code.command('View: Focus Active Editor Group');
  const atEnd = page.locator('.statusbar-item').filter({ hasText: /Ln 2, Col 1\b/ });
  for (let tries = 0; tries < 20 && !await atEnd.isVisible(); tries++) { // the palette gives the focus back in its own time
    await page.keyboard.press('Control+End');
    await page.waitForTimeout(200);
  }
  await page.keyboard.type('export const more = 5;');
  await page.locator('.monaco-diff-editor .editor.modified .view-line').filter({ hasText: 'more' }).waitFor();
  await code.picture('changes-diff');
  await code.closeTab();
  await code.open('src/http.ts');
  await code.shows(/http = 2;\nexport const more = 5;/);
});

test('Keep all that is left', async () => {
  await code.command('Podd: Keep All Changes');
  await hasRows(0);
  await code.shows(/http = 2;/);
  await code.open('src/numbers.ts');
  await code.shows(/second = 200;/);
  await hasRows(0);
});

test('Take a whole call back by Ctrl+Z, and its changes with it', async () => {
  await code.open('src/pair.ts');
  await code.command('Podd: Ask');
  const chat = await code.ask('Change two places');
  await chat.locator('.answer').filter({ hasText: 'Two places are changed.' }).waitFor();
  await code.shows(/first = 10;[\s\S]*second = 20;/);
  await hasRows(2);
  await page.locator('.editor-instance .view-line').first().click();
  await page.keyboard.press('Control+z');
  await code.shows(/first = 1;[\s\S]*second = 2;/);
  await hasRows(0);
  await page.keyboard.press('Control+y');
  await code.shows(/first = 10;[\s\S]*second = 20;/);
});

test('Go back to before a message with its files, after what would come back is shown', async () => {
  const chat = await code.chat();
  const said = chat.locator('.user').filter({ hasText: 'Change two places' });
  await said.hover();
  await said.getByLabel('Go Back to Before This Message').click();
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.filter({ hasText: 'src/pair.ts' }).waitFor();
  await code.picture('rewind-files');
  await code.shows(/first = 10;[\s\S]*second = 20;/);
  await dialog.locator('.monaco-button').filter({ hasText: 'Conversation and File' }).click();
  await code.shows(/first = 1;[\s\S]*second = 2;/);
  await said.waitFor({ state: 'detached' });
  assert.equal(await chat.locator('textarea').inputValue(), 'Change two places');
});

test('Keep to the policy of the page, and to what a model accepts', () => {
  assert.deepEqual(code.errors.filter((error) => !/service ?worker/i.test(error)), []);
  assert.deepEqual(model.complaints, []);
});
