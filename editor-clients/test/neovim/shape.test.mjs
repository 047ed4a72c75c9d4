import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { describe, test } from 'node:test';
import { Editor, programs } from './editor.mjs';
import { inScene } from './scene.mjs';

const silent = () => ({ text: ['Yes'] });

for (const program of programs) {
  describe(program, () => {
    test('nothing is loaded before it is used, and setup is not needed', async () => {
      const editor = await Editor.start({ program, folder: tmpdir(), setup: null });
      try {
        const loaded = `return vim.tbl_filter(function(name) return name:match('^podd') end, vim.tbl_keys(package.loaded))`;
        assert.deepEqual(await editor.lua(loaded), []);
        await editor.command('edit nowhere.txt');
        assert.equal(await editor.lua(`return require('podd').statusline()`), '');
        assert.deepEqual(await editor.lua(`return vim.fn.getcompletion('Podd per', 'cmdline')`), ['permissions']);
        assert.deepEqual(await editor.lua(`
          return vim.tbl_filter(function(map) return map.lhs:match('^<Plug>') == nil and (map.desc or ''):match('Podd') end,
            vim.list_extend(vim.api.nvim_get_keymap('n'), vim.api.nvim_get_keymap('i')))`), []);
      } finally {
        await editor.quit();
      }
    });

    test('mistakes of the configuration are named, with what would be right', async () => {
      const editor = await Editor.start({ program, folder: tmpdir(), setup: null });
      try {
        assert.deepEqual(await editor.lua(`return require('podd.config').problems({
          pod = 'x', podd = 3, chat = { position = 'middle', keys = { sent = '<C-s>', send = 1, stop = false } } })`), [
          'chat.keys.send: a key or false is due, found 1',
          'chat.keys.sent: no such key; there are act, fork, next, previous, rewind, send, stop',
          'chat.position: right, left, below, above, tab or current is due, found "middle"',
          'pod: no such option; there are arguments, attach, changes, chat, icons, inline_completion, podd, root_markers',
          'podd: a string is due, found 3',
        ]);
      } finally {
        await editor.quit();
      }
    });

    test('the help page has a tag and a line for every subcommand and every event', async () => {
      const editor = await Editor.start({ program, folder: tmpdir(), setup: null });
      try {
        const help = await editor.lua(`
          local file = vim.api.nvim_get_runtime_file('doc/podd.txt', false)[1]
          return table.concat(vim.fn.readfile(file), '\\n')`);
        for (const name of await editor.lua(`return require('podd.command').names()`)) {
          assert.match(help, new RegExp(`:(\\[range\\])?Podd \\[?${name}\\b`), name);
        }
        for (const event of ['TurnStarted', 'TurnDone', 'ApprovalRequested', 'ApprovalAnswered', 'FileEdited', 'HunkResolved', 'CompactionDone']) {
          assert.match(help, new RegExp(`\\bPodd${event}\\b`));
        }
        const screens = Object.fromEntries([...help.matchAll(/\*podd-screen-(\w+)\*\n>\n([^]*?)\n<\n/g)].map(([, name, text]) => [name, text]));
        assert.match(screens.chat, /## You\n\n? *Is @src\/users\.lua safe\?|stays as it is/);
        assert.match(screens.question, /g1 {2}Allow once/);
        for (const line of help.split('\n')) assert.ok([...line].length <= 80, line);
      } finally {
        await editor.quit();
      }
    });

    test('checkhealth says what it found; events come with their data; an operator adds what it covers to the draft', () =>
      inScene(silent, undefined, async (scene) => {
        const editor = await scene.editor(program, { before: `
          _G.heard = {}
          vim.api.nvim_create_autocmd('User', { pattern = 'Podd*', callback = function(event)
            table.insert(_G.heard, event.match .. ' ' .. tostring(event.data.outcome))
          end })
          vim.keymap.set('n', 'X', '<Plug>(podd-add)')` });
        await editor.command('edit a.txt');
        await editor.command('Podd ask Well?');
        await editor.until(async () => (await editor.lua('return _G.heard')).length === 2, 'two events');
        assert.deepEqual(await editor.lua('return _G.heard'), ['PoddTurnStarted nil', 'PoddTurnDone finished']);
        await editor.type('Xj');
        await editor.untilChat('@a.txt:1-2');
        await editor.type('j.');
        await editor.untilChat('@a.txt:2-3');
        await editor.command('checkhealth podd');
        const text = (await editor.lines()).join('\n');
        assert.match(text, /is podd \d/);
        assert.match(text, /connected in /);
        assert.doesNotMatch(text, /ERROR/);
      }));
  });
}
