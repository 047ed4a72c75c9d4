import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { resultsSincePrompt } from '../../../daemon/src/e2e/model.mjs';
import { programs } from './editor.mjs';
import { inScene } from './scene.mjs';

/** A language server inside the editor that counts in UTF-16: it knows where `size` is defined, and complains about line 2. */
const server = `
  vim.lsp.start({
    name = 'fake',
    cmd = function(dispatchers)
      local closing = false
      return {
        request = function(method, params, callback)
          if method == 'initialize' then
            callback(nil, { capabilities = { definitionProvider = true, positionEncoding = 'utf-16' } })
          elseif method == 'textDocument/definition' then
            _G.asked = params.position
            local line = { line = 0, character = 3 }
            callback(nil, { { uri = params.textDocument.uri, range = { start = line, ['end'] = { line = 0, character = 7 } } } })
          elseif method == 'shutdown' then
            callback(nil, nil)
          end
          return true, 1
        end,
        notify = function() return true end,
        is_closing = function() return closing end,
        terminate = function() closing = true end,
      }
    end,
  })
  vim.diagnostic.set(vim.api.nvim_create_namespace('fake'), 0, { { lnum = 1, col = 0, end_lnum = 1, end_col = 2, message = 'is wrong', severity = 1 } })`;

for (const program of programs) {
  describe(program, () => {
    test('tools ask the language servers of the editor, whatever unit they count in', () =>
      inScene((messages) => [{ calls: [{ name: 'definition', arguments: { path: 'a.c', symbol: 'size', line: 3 } }] },
        { calls: [{ name: 'diagnostics', arguments: { path: 'a.c' } }] },
        { text: ['Done'] }][resultsSincePrompt(messages)],
      { 'a.c': 'éé size\nwrong\nééé size\n' }, async (scene) => {
        const editor = await scene.editor(program);
        await editor.command('edit a.c');
        await editor.lua(server);
        await editor.command('Podd ask Where is it?');
        await editor.untilChat('Done');
        const text = await editor.chatText();
        assert.match(text, /- definition.*\n.*\n?[^]*éé size/, text);
        assert.match(text, /is wrong/, text);
        assert.deepEqual(await editor.lua('return _G.asked'), { line: 2, character: 4 });
      }));
  });
}
