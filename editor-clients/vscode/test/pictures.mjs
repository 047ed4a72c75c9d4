// Takes the pictures of the extension's page from a real VS Code: `VSCODE=folder node test/pictures.mjs`, after `npm run package`.
// ImageMagick's `convert` makes them small and puts the moving one together.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Model, newestPrompt, resultsSincePrompt } from '../../../daemon/src/e2e/model.mjs';
import { VsCode } from './editor/vscode.mjs';

const pictures = fileURLToPath(new URL('../pictures', import.meta.url));
const source = `import { request } from './http';

const longest = 30_000;

/** How long to wait before the next try, in milliseconds. */
export function pause(attempt: number): number {
  return Math.min(longest, 250 * 2 ** attempt);
}

export async function retry(url: string): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const response = await request(url);
    if (response.ok) return response;
    await new Promise((resolve) => setTimeout(resolve, pause(attempt)));
  }
}
`;
const edits = [['250 * 2 ** attempt', '250 * 2 ** attempt * (0.5 + Math.random())'],
  ['    if (response.ok) return response;\n', '    if (response.ok || attempt === most) return response;\n'],
  ['const longest = 30_000;\n', 'const longest = 30_000;\nconst most = 8;\n']].map(([old_string, new_string]) => ({ old_string, new_string }));

function script(messages) {
  const results = resultsSincePrompt(messages);
  const call = (name, given) => ({ calls: [{ name, arguments: given }] });
  if (/tests/i.test(newestPrompt(messages))) return results === 0 ? call('shell', { command: 'npm test -- retry' }) : { text: ['All 12 pass.'] };
  switch (results) {
    case 0: return call('read', { path: 'src/retry.ts' });
    case 1: return call('edit', { path: 'src/retry.ts', edits });
    default: return { text: ['`retry` now gives up after **8 tries**, ', 'and each pause is random by half, ', 'so that many clients do not come back at once:\n\n',
      '```ts src/retry.ts\n', '250 * 2 ** attempt * (0.5 + Math.random())\n', '```\n\n', 'Your comment above it still holds. ', 'The tests have not been run.\n'], every: 220 };
  }
}

const model = await new Model(script).listen();
const code = new VsCode(process.env.VSCODE, { files: { 'src/retry.ts': source, 'src/http.ts': 'export const request = fetch;\n', 'package.json': '{ "name": "client" }\n' },
  settings: { 'workbench.colorTheme': 'Default Dark Modern', 'editor.minimap.enabled': false, 'editor.fontSize': 13, 'workbench.activityBar.location': 'hidden', 'breadcrumbs.enabled': false, 'editor.occurrencesHighlight': 'off' },
  manifest: `[provider]\nkind = "openai-compatible"\nmodel = "qwen3-coder"\nbase_url = "${model.provider.base_url}"\ncontext_window = 64000\nprice = { input = 3, output = 15 }\n[sandbox]\nmode = "ask"\n` });
const frames = mkdtempSync(path.join(tmpdir(), 'frames-'));
try {
  const page = await code.start({ width: 1120, height: 640 });
  let count = 0;
  const frame = () => page.screenshot({ path: path.join(frames, `${String(count++).padStart(3, '0')}.png`) });
  const still = async (name) => {
    const file = path.join(pictures, `${name}.png`);
    await page.screenshot({ path: file });
    execFileSync('convert', [file, '-dither', 'None', '-colors', '200', `PNG8:${file}`]);
  };
  await code.open('src/retry.ts');
  await code.command('View: Toggle Primary Side Bar Visibility');
  await code.command('Podd: Ask');
  const chat = await code.chat();
  await chat.locator('.picker-text').last().filter({ hasText: 'qwen3-coder' }).waitFor();
  await code.goTo(5);
  await chat.locator('.composer textarea').click();
  await frame();
  for (const word of ['Give up ', 'after ', 'eight tries, ', 'and add ', 'jitter']) {
    await page.keyboard.type(word);
    await frame();
  }
  await page.keyboard.press('Enter');
  const done = chat.locator('.answer').filter({ hasText: 'not been run' }).waitFor();
  let isDone = false;
  void done.then(() => { isDone = true; });
  while (!isDone) {
    await frame();
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(800);
  for (let at = 0; at < 3; at++) await frame();
  await still('changes');
  const lens = (name) => page.locator('.editor-instance .codelens-decoration a').filter({ hasText: name });
  for (const name of ['Keep', 'Undo']) {
    await lens(name).first().hover();
    await page.waitForTimeout(200);
    await frame();
    await lens(name).first().click();
    await page.waitForTimeout(700);
    await frame();
    await frame();
  }
  for (let at = 0; at < 8; at++) await frame();
  code.set({ 'workbench.colorTheme': 'Default Light Modern' });
  await chat.locator('body.vscode-light').waitFor();
  await code.ask('Run the tests, please');
  await chat.locator('.asked').waitFor();
  await page.mouse.move(5, 5);
  await page.waitForTimeout(800);
  await still('question');
  execFileSync('convert', ['-delay', '28', '-loop', '0', path.join(frames, '*.png'), '-resize', '900x', '+dither', '-colors', '64', '-layers', 'OptimizeTransparency', path.join(pictures, 'moving.gif')]);
} finally {
  await code.stop();
  model.close();
  rmSync(frames, { recursive: true, force: true });
}
