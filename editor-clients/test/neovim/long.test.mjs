import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { programs } from './editor.mjs';
import { inScene } from './scene.mjs';
import { longSession, openMeasured, script } from './session.mjs';

const TURNS = 2000;

for (const program of programs) {
  describe(program, () => {
    test('a session of 2,000 turns is drawn in steps, the newest first, and what stands on the screen stays there', (t) =>
      inScene(script, undefined, async (scene) => {
        const session = await longSession(scene, TURNS);
        const editor = await scene.editor(program);
        const isWhole = () => editor.lua(`return (require('podd.chat').of().conversation.session == ...)
          and require('podd.chat').of().bottom > 0 and require('podd.chat').of().top == 1`, session);
        let early = null;
        const longest = await openMeasured(editor, session, async () => {
          if (early === null && /Question 2000/.test(editor.screen.text())) {
            early = 'seen';
            await editor.type('<C-w>k20k'); // from the draft into what was said
            early = await editor.nvim.request('nvim_exec2', 'redraw', {}).then(() => editor.screen.text());
          }
          return early !== null && isWhole();
        });
        t.diagnostic(`longest stretch of processor time: ${longest.toFixed(0)} ms`);
        const lines = (text) => text.split('\n').slice(0, -3); // without the statusline, which counts lines
        assert.deepEqual(lines(editor.screen.text()), lines(early));
        const text = (await editor.chatText()).split('\n');
        const questions = text.filter((line) => /^Question \d+$/.test(line));
        assert.deepEqual(questions, Array.from({ length: TURNS }, (_, n) => `Question ${n + 1}`));
        assert.equal(text.filter((line) => line === '## You').length, TURNS + 1);
        const folds = await editor.lua(`local folded = 0
          for row = 1, vim.fn.line('$') do folded = folded + (vim.fn.foldclosed(row) == row and 1 or 0) end
          return folded`);
        assert.equal(folds, TURNS + 1, 'each tool call, and the line that names the session');
        const wrong = await editor.lua(`
          local view, wrong = require('podd.chat').of(), 0
          for at, block in ipairs(view:blocks()) do
            local first, last = view:rows(block)
            local due = require('podd.render').lines(view:blocks()[at - 1], block)
            if not vim.deep_equal(due, vim.api.nvim_buf_get_lines(view.buf, first, last, false)) then wrong = wrong + 1 end
          end
          return wrong`);
        assert.equal(wrong, 0);
      }));
  });
}
