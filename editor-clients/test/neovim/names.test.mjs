import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { programs } from './editor.mjs';
import { inScene } from './scene.mjs';

const server = fileURLToPath(new URL('prompts.mjs', import.meta.url));
const files = {
  'src/main.c': 'int a;\n',
  '.podd/pod.toml': `[mcp.weather]\ncommand = ${JSON.stringify(process.execPath)}\nargs = [${JSON.stringify(server)}]\n`,
};

const line = (editor) => editor.lua(`return vim.api.nvim_get_current_line()`);

for (const program of programs) {
  describe(program, () => {
    test('in a chat, @ completes files and / the prompts of MCP servers, and so does :Podd ask', () =>
      inScene(() => ({ text: ['Sunny'] }), files, async (scene) => {
        const editor = await scene.editor(program);
        await editor.command('Podd chat');
        await editor.until(() => editor.lua(`local podd = vim.lsp.get_clients({ name = 'podd', bufnr = 0 })[1]
          return podd ~= nil and podd.initialized`), 'a client');
        // What Neovim 0.10 completes by itself has to begin as it was typed.
        const typed = await editor.lua(`return vim.fn.has('nvim-0.11') == 1`) ? '@mai' : '@src/ma';
        await editor.type(`iSee ${typed}<C-x><C-o>`);
        await editor.until(async () => (await line(editor)) === 'See @src/main.c', 'the name of a file');
        await editor.type('<C-y> and wait<Esc>');
        await editor.command('Podd send');
        await editor.untilChat('Sunny');
        // The first message has started the server; its prompts are known a little later.
        await editor.until(async () => {
          await editor.type('<Esc>G0C/mcp.w<C-x><C-o>');
          await editor.lua('vim.wait(300)');
          return (await line(editor)) === '/mcp.weather.forecast';
        }, 'the name of a prompt');
        await editor.type('<C-y> city=Paris<Esc>');
        await editor.until(async () => (await line(editor)) === '/mcp.weather.forecast city=Paris', 'its argument');
        await editor.command('Podd send');
        await editor.until(() => scene.model.requests.length === 2, 'the prompt');
        assert.match(scene.model.requests.at(-1), /What will the weather be in Paris\?/);
        assert.deepEqual(await editor.lua(`return vim.fn.getcompletion('Podd ask /mcp.w', 'cmdline')`), ['/mcp.weather.forecast']);
        assert.deepEqual(await editor.lua(`return vim.fn.getcompletion('Podd ask See @src/m', 'cmdline')`), ['@src/main.c']);
      }));
  });
}
