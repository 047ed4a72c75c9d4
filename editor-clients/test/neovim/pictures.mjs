// Takes the pictures of the plugin's README, and those of its help page as text, from the real screen: `node neovim/pictures.mjs`.
import { readFileSync, writeFileSync } from 'node:fs';
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

/** Shows pending changes with the chat that they come from, then a question; `shoot` is called for both. */
async function story(columns, lines, chat, shoot) {
  const scene = await Scene.begin(script, { 'src/users.lua': source, 'tests/users_spec.lua': test });
  const editor = await scene.editor(programs[0], { permissions: [{ tool: 'shell', action: 'ask' }], columns, lines, setup: { chat } });
  const settled = async (name) => {
    await pause(400);
    await editor.command('redraw!');
    await pause(300);
    shoot(name, editor.screen);
  };
  await editor.lua(`vim.o.laststatus = 3; vim.o.number = true; vim.o.showcmd = false; vim.o.ruler = false
    vim.o.statusline = " %f %m%=%{v:lua.require'podd'.statusline()} "`);
  await editor.command('edit src/users.lua');
  await editor.command('Podd ask Is @src/users.lua safe?');
  await editor.untilChat('stays as it is', 60000);
  await editor.until(() => editor.lua(`return #require('podd.changes').of(vim.uri_from_bufnr(0)) >= 2`), 'hunks');
  await editor.type(']h');
  await settled('chat');
  await editor.command('Podd ask Run its test');
  await editor.untilScreen('g1  Allow');
  await editor.command(`wincmd ${chat.position === 'below' ? 'j' : 'l'}`);
  await editor.type('G');
  await settled('question');
  await scene.end();
}

await story(136, 32, { size: 0.46 }, (name, screen) => {
  writeFileSync(new URL(`../../neovim/pictures/${name}.svg`, import.meta.url), screen.svg());
});

const help = new URL('../../neovim/doc/podd.txt', import.meta.url);
await story(74, 30, { position: 'below', size: 0.5 }, (name, screen) => {
  const text = screen.text().trimEnd().split('\n').map((line) => `    ${line}`.trimEnd()).join('\n');
  writeFileSync(help, readFileSync(help, 'utf8').replace(new RegExp(`(\\*podd-screen-${name}\\*\\n>\\n)[^]*?(<\\n)`), (_, before, after) => `${before}${text}\n${after}`));
});
process.exit();
