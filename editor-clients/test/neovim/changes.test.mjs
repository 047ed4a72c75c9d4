import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, test } from 'node:test';
import { newestPrompt, resultsSincePrompt } from '../../../daemon/src/e2e/model.mjs';
import { programs } from './editor.mjs';
import { inScene } from './scene.mjs';

const edit = (path, ...pairs) => ({ calls: [{ name: 'edit', arguments: { path,
  edits: pairs.map(([old, text]) => ({ old_string: old, new_string: text })) } }] });

const numbers = Array.from({ length: 12 }, (_, n) => `line ${n + 1} of the file`);
const files = { 'a.txt': `${numbers.join('\n')}\n`, 'b.txt': 'beta\n' };

/** Changes three lines of a file, taking its time. */
function changer(messages) {
  if (newestPrompt(messages).includes('heard')) return { text: [JSON.stringify(messages).includes('line 6 of the file') ? 'I heard' : 'Nothing'] };
  return [{ calls: [{ name: 'read', arguments: { path: 'a.txt' } }] },
    edit('a.txt', ['line 2 of the file', 'line two of the file'], ['line 6 of the file', 'line six of the file'],
      ['line 10 of the file', 'line ten of the file']),
    { text: ['Done'] }][resultsSincePrompt(messages)];
}

const pending = (editor, name) => editor.lua(`return #require('podd.changes').of(vim.uri_from_fname(...))`, name);

/** Lines of the current buffer with what is drawn over them: + a new line, - an old one above it. */
const drawn = `
  local ns = require('podd.hunks').ns
  local lines = {}
  for at, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local sign = ' '
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, ns, { at - 1, 0 }, { at - 1, -1 }, { details = true })) do
      for _, old in ipairs(mark[4].virt_lines or {}) do
        table.insert(lines, '-' .. vim.trim(table.concat(vim.tbl_map(function(chunk)
          return chunk[2] == 'PoddDeleteWord' and '[' .. chunk[1] .. ']' or chunk[1]
        end, old))))
      end
      if mark[4].line_hl_group then sign = '+' end
    end
    table.insert(lines, sign .. line)
  end
  return lines`;

for (const program of programs) {
  describe(program, () => {
    test('changes of an unsaved buffer, made while the person types, are kept, undone and mended, with a restart between', () =>
      inScene(changer, files, async (scene) => {
        const first = await scene.editor(program);
        await first.command('edit a.txt');
        await first.command('Podd ask Write numbers');
        await first.type('Go');
        for (const key of 'typed meanwhile') {
          await first.type(key);
          await pause(40);
        }
        await first.until(async () => await pending(first, scene.path('a.txt')) === 3, 'three hunks');
        const rows = () => first.screen.rows.map((cells) => cells.map(({ text }) => text).join(''));
        await first.until(() => rows().some((line) => line.startsWith('line 10 of')) && rows().some((line) => line.startsWith('line ten of'))
          && rows()[first.screen.cursor.row].startsWith('typed meanwhile'), 'the hunks on the screen');
        const { row } = first.screen.cursor;
        await first.type('!<Esc>');
        await first.until(async () => (await first.lines()).at(-1) === 'typed meanwhile!', 'all that was typed');
        assert.deepEqual((await first.lines()).slice(0, 12), numbers.map((line) => line.replace(/ (2|6|10) /,
          (_, n) => ` ${{ 2: 'two', 6: 'six', 10: 'ten' }[n]} `)));
        await first.until(() => rows()[row].startsWith('typed meanwhile!'), 'what is typed in the row where it was');
        assert.deepEqual((await first.lua(drawn)).slice(1, 3), ['-line [2] of the file', '+line two of the file']);

        await first.type('gg]h');
        await first.type(',k');
        await first.until(async () => await pending(first, scene.path('a.txt')) === 2, 'one hunk kept');
        await first.command('write');
        await first.quit();

        const second = await scene.editor(program);
        await second.command('edit a.txt');
        await second.until(async () => await pending(second, scene.path('a.txt')) === 2, 'the hunks of before');
        await second.type('gg]h');
        await second.until(async () => (await second.lua('return vim.fn.line(".")')) === 6, 'the second hunk');
        await second.type(',u');
        await second.until(async () => (await second.lines())[5] === numbers[5], 'the old line');
        await second.type(']hA, mended<Esc>');
        await second.until(async () => (await second.lua(`
          local hunk = require('podd.changes').of(vim.uri_from_fname(...))[1]
          return hunk and hunk.mended`, scene.path('a.txt'))), 'a mended hunk');
        assert.deepEqual(await second.lines(), [...numbers.slice(0, 1), 'line two of the file', ...numbers.slice(2, 9),
          'line ten of the file, mended', ...numbers.slice(10), 'typed meanwhile!']);
        assert.equal(await second.lua(`return require('podd').statusline()`), 'podd: 1 change');
        await second.command('Podd keep file');
        await second.until(async () => await pending(second, scene.path('a.txt')) === 0, 'nothing pending');
        assert.equal(await second.lua(`return vim.fn.maparg(',k', 'n')`), '');
      }));

    test('a hunk is undone by the editor alone, and counts as gone then', () =>
      inScene(changer, files, async (scene) => {
        const editor = await scene.editor(program);
        await editor.command('edit a.txt');
        await editor.command('Podd ask Write numbers');
        await editor.until(async () => await pending(editor, scene.path('a.txt')) === 3, 'three hunks');
        await editor.type('u');
        await editor.until(async () => await pending(editor, scene.path('a.txt')) === 0, 'no hunk');
        assert.deepEqual(await editor.lines(), numbers);
      }));

    test('pending changes of closed files are listed in the quickfix list, and a file is shown beside its base', () =>
      inScene((messages) => [{ calls: [{ name: 'read', arguments: { path: 'a.txt' } }, { name: 'read', arguments: { path: 'b.txt' } }] }, ,
        { calls: [...edit('a.txt', ['line 2 of', 'line two of']).calls, ...edit('b.txt', ['beta', 'gamma']).calls] }, ,
        { text: ['Done'] }][resultsSincePrompt(messages)], files, async (scene) => {
        const editor = await scene.editor(program);
        await editor.command('edit a.txt');
        await editor.command('Podd ask Change both');
        await editor.untilChat('Done');
        await editor.command('Podd changes');
        await editor.until(async () => (await editor.lua('return #vim.fn.getqflist()')) === 2, 'a list of two');
        await editor.untilScreen('b.txt|1');
        await editor.command('cclose');
        await editor.until(async () => await pending(editor, scene.path('a.txt')) === 1, 'the hunk in the buffer');
        await editor.lua(`vim.api.nvim_set_current_win(vim.fn.bufwinid('a.txt'))`);
        await editor.command('Podd diff');
        await editor.until(async () => (await editor.lua('return #vim.tbl_filter(function(w) return vim.wo[w].diff end, vim.api.nvim_tabpage_list_wins(0))')) === 2, 'two windows beside each other');
        const [base, text] = await editor.lua(`
          local windows = vim.api.nvim_tabpage_list_wins(0)
          return vim.tbl_map(function(window)
            return vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 1, 2, false)[1]
          end, windows)`);
        assert.deepEqual([base, text], ['line 2 of the file', 'line two of the file']);
        await editor.command('tabclose');
        await editor.command('Podd undo!');
        await editor.until(() => scene.read('b.txt') === 'beta\n', 'the old text on the disk');
      }));
  });
}
