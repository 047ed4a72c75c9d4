--- `:checkhealth podd`
local client = require('podd.client')
local config = require('podd.config')
local state = require('podd.state')

local M = {}

function M.check()
  local health = vim.health
  health.start('Podd')
  health.ok('Neovim ' .. tostring(vim.version()))
  for _, problem in ipairs(config.problems(vim.g.podd or {})) do
    health.error('vim.g.podd: ' .. problem)
  end
  if require('podd.completion').is_wanted() then
    health.ok('inline completion is on; each is a request to the model')
  elseif config.get().inline_completion then
    health.warn('inline completion needs Neovim 0.12')
  end
  local program = config.get().podd
  local missing = client.missing()
  if missing then
    return health.error(missing, { 'Put podd into your path, or call setup with its place' })
  end
  local version = vim.system({ program, 'version' }, { text = true, timeout = 10000 }):wait()
  if version.code == 0 then
    health.ok(vim.fn.exepath(program) .. ' is ' .. vim.trim(version.stdout))
  else
    health.error(program .. ' version failed: ' .. vim.trim(version.stderr or ''))
  end
  local clients = vim.lsp.get_clients({ name = 'podd' })
  for _, running in ipairs(clients) do
    health.ok(('connected in %s, %d buffers followed'):format(
      running.config.root_dir,
      vim.tbl_count(running.attached_buffers)
    ))
  end
  if #clients == 0 then
    health.info('not connected; it is on first use, or when a file inside a project is opened')
  end
  if #state.asks > 0 then
    health.warn(#state.asks .. ' questions wait for an answer', { ':Podd approve' })
  end
  if not pcall(vim.treesitter.language.add, 'markdown') then
    health.info('no Markdown parser: chats are coloured by the old syntax files')
  end
  local doctor = vim.system({ program, 'doctor' }, { text = true, timeout = 20000 }):wait()
  health.start('podd doctor')
  for line in vim.trim((doctor.stdout or '') .. (doctor.stderr or '')):gmatch('[^\n]+') do
    health.info(line)
  end
end

return M
