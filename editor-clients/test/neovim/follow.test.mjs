import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newestPrompt, resultsSincePrompt } from '../../../daemon/src/e2e/model.mjs';
import { programs } from './editor.mjs';
import { inScene } from './scene.mjs';

const edit = (from, to) => ({ calls: [{ name: 'edit', arguments: { path: 'a.txt', edits: [{ old_string: from, new_string: to }] } }] });

/** Two edits, one after the other, when asked to translate; else a hundred lines, slowly. */
function script(messages) {
  if (!newestPrompt(messages).includes('Translate')) {
    return { text: Array.from({ length: 100 }, (_, n) => `line ${n}\n\n`), every: 10 };
  }
  return [{ calls: [{ name: 'read', arguments: { path: 'a.txt' } }] }, edit('one', 'eins'), edit('two', 'zwei'), { text: ['Done'] }][resultsSincePrompt(messages)];
}

const top = (editor) => editor.lua(`return vim.fn.line('w0', vim.fn.bufwinid(require('podd.chat').of().buf))`);

for (const program of programs) {
  describe(program, () => {
    test('a window follows an answer while the person is at its bottom, and stays where they have scrolled to', () =>
      inScene(script, undefined, async (scene) => {
        const editor = await scene.editor(program);
        await editor.command('Podd ask Speak');
        await editor.untilChat(/line 99\n+## You/);
        await editor.untilScreen('line 99');
        await editor.command('wincmd l');
        await editor.type('gg');
        await editor.command('Podd ask Again');
        await editor.until(async () => (await editor.chatText()).match(/line 40$/gm)?.length === 2, 'half of the second answer');
        await editor.type('gg5j');
        await editor.until(async () => await top(editor) === 1, 'the top');
        await editor.untilChat(/line 99\n+## You[^]*line 99\n+## You/);
        assert.equal(await top(editor), 1);
        assert.equal(await editor.lua(`return vim.fn.line('.')`), 6);
        await editor.type('G');
        await editor.untilScreen('line 99');
      }));

    test("the editor's own undo takes back one call of a tool at a time", () =>
      inScene(script, { 'a.txt': 'one\ntwo\nthree\n' }, async (scene) => {
        const editor = await scene.editor(program);
        await editor.command('edit a.txt');
        await editor.command('Podd ask Translate');
        await editor.untilChat('Done');
        assert.deepEqual(await editor.lines(), ['eins', 'zwei', 'three']);
        await editor.type('u');
        await editor.until(async () => (await editor.lines())[1] === 'two', 'one undo');
        assert.deepEqual(await editor.lines(), ['eins', 'two', 'three']);
        await editor.type('u');
        await editor.until(async () => (await editor.lines())[0] === 'one', 'another undo');
        await editor.type('<C-r><C-r>');
        await editor.until(async () => (await editor.lines())[1] === 'zwei', 'redo');
      }));

    test('code actions and lenses come from the daemon, in a file with changes and in a chat', () =>
      inScene(script, { 'a.txt': 'one\ntwo\nthree\n' }, async (scene) => {
        const editor = await scene.editor(program, { before: `
          vim.ui.select = function(items, options, done)
            _G.offered = vim.tbl_map(options.format_item, items)
            for at, title in ipairs(_G.offered) do if _G.wanted and title:find(_G.wanted, 1, true) then return done(items[at], at) end end
            done(nil)
          end` });
        const offered = async (wanted = null) => {
          await editor.lua('_G.offered, _G.wanted = nil, ...; if _G.wanted == vim.NIL then _G.wanted = nil end; vim.lsp.buf.code_action()', wanted);
          return editor.until(() => editor.lua('return _G.offered'), 'code actions');
        };
        await editor.command('edit a.txt');
        await editor.command('Podd ask Translate');
        await editor.untilChat('Done');
        await editor.until(() => editor.lua(`return #require('podd.changes').of(vim.uri_from_bufnr(0)) > 0`), 'pending changes');
        await editor.command('1');
        assert.match((await offered()).join('\n'), /keep this change[^]*undo this change/);
        const lenses = await editor.lua(`local found = vim.lsp.buf_request_sync(0, 'textDocument/codeLens',
          { textDocument = vim.lsp.util.make_text_document_params() }, 10000)
          return vim.tbl_map(function(lens) return lens.command.title end, select(2, next(found)).result)`);
        assert.ok(lenses.some((title) => /keep/.test(title)), lenses.join());
        await offered('undo this change');
        await editor.until(async () => (await editor.lines())[0] === 'one', 'the old line');
        await editor.command('Podd chat');
        await editor.type('GiTranslate it again<Esc>');
        await offered('Podd: send');
        await editor.until(async () => (await editor.chatText()).match(/Done/g)?.length === 2, 'the second answer');
      }));

    test('older history is summarised on demand, which an event tells; a model is chosen for a chat', () =>
      inScene((messages) => (JSON.stringify(messages).includes('## Original Task') ? { text: ['## Original Task\nTalk\n## Completed Work\nTalked'] }
        : { text: [`It is ${'long '.repeat(600)}`] }), undefined, async (scene) => {
        const editor = await scene.editor(program, { before: `_G.heard = {}
          vim.api.nvim_create_autocmd('User', { pattern = 'PoddCompactionDone', callback = function(event)
            table.insert(_G.heard, event.data.before > event.data.after)
          end })
          vim.ui.select = function(items, options, done)
            for _, item in ipairs(items) do if item.id == 'scripted' then return done(item) end end
            done(items[1])
          end` });
        for (const n of [1, 2, 3, 4]) {
          await editor.command(`Podd ask Question ${n}`);
          await editor.until(() => editor.lua(`local chat = require('podd.chat').of()
            return chat and chat.conversation.state == 'idle' and #chat:blocks() == ...`, 2 * n), `answer ${n}`);
        }
        await editor.command('Podd compact');
        await editor.untilChat('Older history summarised');
        assert.deepEqual(await editor.lua('return _G.heard'), [true]);
        await editor.command('Podd model');
        await editor.until(() => editor.lua(`return vim.tbl_get(require('podd.chat').of().conversation, 'overlay', 'provider', 'model') ~= nil`), 'a model');
      }));
  });
}
