// Takes the pictures of the plugin's README from the real screen: `node neovim/pictures.mjs`.
import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { newestPrompt, resultsSincePrompt } from '../../../daemon/src/e2e/model.mjs';
import { programs } from './editor.mjs';
import { Scene } from './scene.mjs';

const source = `local M = {}

local cache = {}

--- The user with this id.
function M.user(id)
  if cache[id] == nil then
    local row = db.query("select * from users where id = " .. id)
    if row ~= nil then
      cache[id] = row
    end
  end
  return cache[id]
end

function M.forget(id)
  cache[id] = nil
end

return M
`;

const test = `local users = require('users')

it('knows a user', function()
  assert.equal('Ada', users.user(1).name)
end)
`;

function script(messages) {
  const done = resultsSincePrompt(messages);
  if (newestPrompt(messages).includes('test')) {
    return { calls: [{ name: 'shell', arguments: { command: 'busted tests/users_spec.lua' } }] };
  }
  return [{ calls: [{ name: 'read', arguments: { path: 'src/users.lua' } }, { name: 'grep', arguments: { pattern: 'users.user', glob: '*.lua' } }] }, ,
    { calls: [{ name: 'edit', arguments: { path: 'src/users.lua', edits: [
      { old_string: '    local row = db.query("select * from users where id = " .. id)', new_string: '    local row = db.query("select * from users where id = ?", id)' },
      { old_string: 'function M.forget(id)\n  cache[id] = nil\nend', new_string: '--- Forgets one user, or all of them.\nfunction M.forget(id)\n  if id then\n    cache[id] = nil\n  else\n    cache = {}\n  end\nend' }] } }] },
    { text: ['The id went into the SQL **as text**, so anybody who chooses it chooses the query.\n\n',
      'Now it is bound as a parameter:\n\n', '```lua\n', 'db.query("select * from users where id = ?", id)\n', '```\n\n',
      '- `forget` also takes no id now and then clears the cache.\n', '- The one caller, `tests/users_spec.lua`, stays as it is.\n'] }][done];
}

const scene = await Scene.begin(script, { 'src/users.lua': source, 'tests/users_spec.lua': test });
const editor = await scene.editor(programs[0], { permissions: [{ tool: 'shell', action: 'ask' }], columns: 136, lines: 32,
  setup: { chat: { size: 0.46 } } });
const shoot = async (name) => {
  await pause(400);
  await editor.command('redraw!');
  await pause(300);
  writeFileSync(new URL(`../../neovim/pictures/${name}.svg`, import.meta.url), editor.screen.svg());
};
await editor.lua(`vim.o.laststatus = 3; vim.o.number = true; vim.o.showcmd = false; vim.o.ruler = false
  vim.o.statusline = " %f %m%=%{v:lua.require'podd'.statusline()} "`);
await editor.command('edit src/users.lua');
await editor.command('Podd ask Is @src/users.lua safe?');
await editor.untilChat('stays as it is', 60000);
await editor.until(() => editor.lua(`return #require('podd.changes').of(vim.uri_from_bufnr(0)) >= 2`), 'hunks');
await editor.type(']h');
await shoot('chat');
await editor.command('Podd ask Run its test');
await editor.untilScreen('g1  Allow');
await editor.command('wincmd l');
await editor.type('G');
await shoot('question');
