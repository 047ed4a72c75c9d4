// What the language servers of a real VS Code know, asked by a model: its own TypeScript.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Model, newestPrompt, resultsSincePrompt, resultTexts } from '../../../../daemon/src/e2e/model.mjs';
import { VsCode } from './vscode.mjs';

const call = (name, given) => ({ calls: [{ name, arguments: given }] });
const main = { path: 'src/main.ts' };
const edit = (old_string, new_string) => call('edit', { ...main, edits: [{ old_string, new_string }] });
const asked = {
  'where is it': [call('definition', { ...main, symbol: 'area', line: 3 }), call('references', { path: 'src/shapes.ts', symbol: 'area', line: 2 }),
    call('hover', { ...main, symbol: 'area', line: 3 }), call('symbols', { path: 'src/shapes.ts' })],
  'break it': [call('read', main), edit('area(3)', "area('3')")],
  'mend it': [edit("area('3')", 'area(3)')],
  'rename it': [call('rename', { ...main, symbol: 'area', line: 3, new_name: 'surface' })],
};

/** What the tools answered to each prompt. */
const heard = {};

function script(messages) {
  const prompt = newestPrompt(messages).split('\n')[0];
  const results = resultTexts(messages);
  const due = asked[prompt][resultsSincePrompt(messages)];
  if (due) return due;
  heard[prompt] = results;
  // The server may have been slow to say what it thinks of an edit: it is asked until it has.
  const isHeard = { 'break it': /Argument of type/.test(results.at(-1)), 'mend it': !/Argument of type/.test(results.at(-1)) }[prompt] ?? true;
  if (!isHeard && results.length < 15) return call('diagnostics', main);
  return { text: [`Done: ${prompt}.`] };
}

let model;
let code;
let page;

before(async () => {
  model = await new Model(script).listen();
  code = new VsCode(process.env.VSCODE, { files: { 'tsconfig.json': '{ "compilerOptions": { "strict": true, "types": [] }, "include": ["src"] }\n',
    'src/shapes.ts': '/** Of a square. */\nexport function area(width: number): number {\n  return width * width;\n}\n',
    'src/main.ts': "import { area } from './shapes';\n\nexport const total = area(3);\nexport const wrong: string = total;\n" },
    settings: { 'typescript.preferences.useAliasesForRenames': false }, manifest: `[provider]\nkind = "openai-compatible"\nmodel = "scripted"\nbase_url = "${model.provider.base_url}"\ncontext_window = 64000\n` });
  page = await code.start();
});

after(async () => {
  await code?.stop();
  model?.close();
});

async function says(prompt) {
  const chat = await code.ask(prompt);
  await chat.locator('.answer').filter({ hasText: `Done: ${prompt}.` }).waitFor();
  return heard[prompt];
}

test('Find where something is defined and used, and what is known of it', async () => {
  await code.open('src/main.ts');
  await page.locator('.squiggly-error').first().waitFor(); // the server has read the project
  await code.command('Podd: Ask');
  const [definition, references, hover, symbols] = await says('where is it');
  assert.match(definition, /src\/shapes\.ts:2: export function area/);
  assert.match(references, /src\/main\.ts:1: import[\s\S]*src\/main\.ts:3: export const total/);
  assert.match(hover, /area\(width: number\): number[\s\S]*Of a square\./);
  assert.match(symbols, /function area/);
});

test('Hear of the mistakes in an unsaved text after each edit', async () => {
  const [, edited, ...later] = await says('break it');
  assert.match(edited, /In the editor now:\n/);
  assert.match([edited, ...later].at(-1), /3.*Argument of type 'string' is not assignable to parameter of type 'number'/);
  const mended = (await says('mend it')).at(-1);
  assert.doesNotMatch(mended, /Argument of type/);
  assert.match(mended, /Type 'number' is not assignable to type 'string'/);
});

test('Rename in all files, open and not', async () => {
  await says('rename it');
  await code.shows(/import \{ surface \} from '\.\/shapes';[\s\S]*total = surface\(3\);/);
  await code.open('src/shapes.ts');
  await code.shows(/export function surface\(width/);
});

test('Keep to what a model accepts', () => {
  assert.deepEqual(model.complaints, []);
});
