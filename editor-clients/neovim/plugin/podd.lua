-- Defines the command, the maps and two autocommands. Nothing of Podd is loaded before one of them is used.
if vim.g.loaded_podd then
  return
end
vim.g.loaded_podd = true

if vim.fn.has('nvim-0.10') == 0 then
  vim.notify_once('Podd needs Neovim 0.10 or newer', vim.log.levels.WARN)
  return
end

vim.api.nvim_create_user_command('Podd', function(command)
  require('podd.command').run(command)
end, {
  nargs = '*',
  range = true,
  bang = true,
  desc = 'Podd, the agent behind the editor',
  complete = function(lead, line)
    return require('podd.command').complete(lead, line)
  end,
})

local group = vim.api.nvim_create_augroup('podd', {})
vim.api.nvim_create_autocmd('FileType', {
  group = group,
  desc = 'Podd follows the files that are edited',
  callback = function(event)
    require('podd.client').opened(event.buf)
  end,
})
vim.api.nvim_create_autocmd('BufReadPost', {
  group = group,
  pattern = '*.pod.md',
  desc = 'A chat file goes on with its session',
  callback = function(event)
    require('podd.chat').read(event.buf)
  end,
})

---@param name string
---@param modes string|string[]
---@param action fun(): string?
---@param expr? boolean
local function plug(name, modes, action, expr)
  vim.keymap.set(modes, ('<Plug>(podd-%s)'):format(name), action, { expr = expr, desc = 'Podd: ' .. name })
end

for _, name in ipairs({ 'chat', 'stop', 'approve', 'sessions', 'changes', 'keep', 'undo', 'next', 'previous', 'diff' }) do
  plug(name, 'n', function()
    require('podd.command').call(name)
  end)
end
plug('add', { 'n', 'x' }, function()
  return require('podd.operator').start('add')
end, true)
plug('rewrite', { 'n', 'x' }, function()
  return require('podd.operator').start('rewrite')
end, true)
