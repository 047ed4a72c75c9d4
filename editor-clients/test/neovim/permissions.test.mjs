// What a person allowed for more than once is listed and taken back; models are listed and chosen.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { resultsSincePrompt } from '../../../daemon/src/e2e/model.mjs';
import { programs } from './editor.mjs';
import { inScene } from './scene.mjs';

/** Reads a file and changes a word in it. */
function changer(messages) {
  const steps = [
    { calls: [{ name: 'read', arguments: { path: 'a.txt' } }] },
    { calls: [{ name: 'edit', arguments: { path: 'a.txt', edits: [{ old_string: 'two', new_string: 'zwei' }] } }] },
    { text: ['done'] },
  ];
  return steps[resultsSincePrompt(messages)];
}

const stubs = `
  _G.shown = {}
  vim.ui.select = function(items, options, choose)
    local lines = vim.tbl_map(options.format_item or tostring, items)
    _G.shown[options.kind] = lines
    choose(_G.pick and items[_G.pick])
  end`;

for (const program of programs) {
  describe(program, () => {
    test('a rule that was given is listed and taken back', () =>
      inScene(changer, undefined, async (scene) => {
        const editor = await scene.editor(program, { permissions: [{ tool: 'edit', action: 'ask' }], before: stubs });
        await editor.command('edit a.txt');
        await editor.command('Podd ask Change it');
        await editor.untilScreen('g1  Allow once');
        const at = await editor.lua(`for at, option in ipairs(require('podd.state').asks[1].options) do
          if option.kind == 'allowSession' then return at end end`);
        await editor.command('wincmd l');
        await editor.type(`g${at}`);
        await editor.untilChat('done\n\n## You');
        await editor.command('wincmd h');
        await editor.lua('_G.pick = 1');
        await editor.command('Podd permissions');
        await editor.until(async () => (await editor.lua('return (_G.shown.podd_permission or {})[1] or ""')) !== '', 'a rule is listed');
        assert.match(await editor.lua('return _G.shown.podd_permission[1]'), /^allow edit.* · in its session$/);
        const said = (words) => editor.until(async () => (await editor.messages()).includes(words), words, 20000);
        await said('taken back: allow edit');
        await editor.lua('_G.pick = nil');
        await editor.command('Podd permissions');
        await said('you gave no rules here');
      }));

    test('models are listed with what they cost', () =>
      inScene(changer, undefined, async (scene) => {
        const editor = await scene.editor(program, { before: stubs });
        await editor.command('edit a.txt');
        await editor.command('Podd chat');
        await editor.command('Podd model');
        const listed = () => editor.lua('return _G.shown.podd_model or {}');
        await editor.until(async () => Object.keys(await listed()).length > 0, 'models are listed');
        const lines = await listed();
        assert.ok(lines.some((line) => / · anthropic · \d+k · \$[\d.]+ in, \$[\d.]+ out · no key$/.test(line)), lines.join('\n'));
      }));
  });
}
