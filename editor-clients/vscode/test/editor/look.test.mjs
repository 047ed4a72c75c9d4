// How the conversation looks in each kind of theme, narrow and wide, and whether everybody can read and reach it there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import { Model, newestPrompt, resultsSincePrompt } from '../../../../daemon/src/e2e/model.mjs';
import { VsCode } from './vscode.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern', 'high-contrast': 'Default High Contrast', 'high-contrast-light': 'Default High Contrast Light' };
const answered = ['It waits **longer** each time, up to `30_000` ms; see `src/retry.ts:3`.\n\n', '```ts src/retry.ts\nexport function pause(attempt = 1): number {\n',
  '  return Math.min(30_000, 250 * 2 ** attempt); // half a minute at most\n}\n```\n\n', '| attempt | pause |\n|--|--:|\n| 1 | 500 ms |\n| 7 | 30 s |\n\n',
  '1. Read the file\n2. Changed the *default*\n\n> Nothing else had to change.\n'];

function script(messages) {
  const results = resultsSincePrompt(messages);
  if (!/everything/.test(newestPrompt(messages))) return { text: ['Yes.'] };
  const call = (name, given) => ({ calls: [{ name, arguments: given }] });
  switch (results) {
    case 0: return call('todo', { items: [{ text: 'Read the file', state: 'active' }, { text: 'Change the default', state: 'open' }, { text: 'Run the tests', state: 'open' }] });
    case 1: return call('read', { path: 'src/retry.ts' });
    case 2: return call('edit', { path: 'src/retry.ts', edits: [{ old_string: 'attempt: number', new_string: 'attempt = 1' }] });
    case 3: return call('todo', { items: [{ text: 'Read the file', state: 'done' }, { text: 'Change the default', state: 'done' }, { text: 'Run the tests', state: 'active' }] });
    case 4: return call('shell', { command: 'npm test -- --reporter=dot src/retry.test.ts' });
    default: return { text: answered };
  }
}

let model;
let code;
let page;

before(async () => {
  model = await new Model(script).listen();
  code = new VsCode(process.env.VSCODE, { files: { 'src/retry.ts': '// waits before the next try\nexport function pause(attempt: number): number {\n  return Math.min(30_000, 250 * 2 ** attempt);\n}\n' },
    manifest: `[provider]\nkind = "openai-compatible"\nmodel = "scripted"\nbase_url = "${model.provider.base_url}"\ncontext_window = 64000\n[sandbox]\nmode = "ask"\n` });
  page = await code.start();
});

after(async () => {
  await code?.stop();
  model?.close();
});

/** Pictures in all themes; what keeps somebody from reading or reaching something. */
async function look(name, width) {
  const found = [];
  for (const [kind, theme] of Object.entries(themes)) {
    code.set({ 'workbench.colorTheme': theme });
    const chat = await code.chat();
    await chat.locator(`body.vscode-${kind}`).waitFor();
    await page.mouse.move(5, 5);
    await page.waitForTimeout(700);
    await code.picture(`${name}-${width}-${kind}`);
    // The page is seen through to what VS Code has painted under it.
    await chat.evaluate((place) => { document.documentElement.style.backgroundColor = `var(--vscode-${place}-background)`; }, width < 400 ? 'sideBar' : 'editor');
    await chat.evaluate(axe);
    const { violations } = await chat.evaluate(() => window.axe.run(document, { rules: { 'document-title': { enabled: false }, 'html-has-lang': { enabled: false } } }));
    found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${kind}, ${width}: ${id}: ${html.slice(0, 160)} ${any.map(({ message }) => message).join(' ').slice(0, 200)}`)));
  }
  return found;
}

test('Be read and reached with everything that can stand there, at 300 and 900 pixels, in each kind of theme', async () => {
  await code.command('Podd: Ask');
  let chat = await code.ask('Show everything');
  await chat.locator('.asked').waitFor();
  const found = await look('asked', 300);
  await chat.locator('.asked button').first().click();
  await chat.locator('.answer').filter({ hasText: 'Nothing else had to change.' }).waitFor();
  for (const line of await chat.locator('details.line > summary .line-verb').all()) await line.click();
  await chat.locator('.code').first().scrollIntoViewIfNeeded();
  found.push(...await look('answered', 300));
  await code.command('Podd: Open in Editor');
  await code.command('View: Toggle Secondary Side Bar Visibility');
  await code.command('View: Toggle Primary Side Bar Visibility');
  await page.setViewportSize({ width: 960, height: 1000 });
  chat = await code.chat();
  await chat.locator('.answer').filter({ hasText: 'Nothing else had to change.' }).waitFor();
  found.push(...await look('answered', 900));
  assert.deepEqual(found, []);
});
