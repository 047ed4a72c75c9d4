--- Highlight groups: links that a colour scheme or a person may override.
local M = {}

local links = {
  PoddDim = 'Comment',
  PoddTool = 'Normal',
  PoddOk = 'DiagnosticOk',
  PoddRunning = 'DiagnosticInfo',
  PoddAsking = 'DiagnosticWarn',
  PoddError = 'DiagnosticError',
  PoddKey = 'Special',
  PoddAdd = 'DiffAdd',
  PoddAddWord = 'DiffText',
  PoddDelete = 'DiffDelete',
  PoddDeleteWord = 'DiffText',
  PoddHunk = 'DiagnosticInfo',
}

local function define()
  for name, target in pairs(links) do
    vim.api.nvim_set_hl(0, name, { link = target, default = true })
  end
end

function M.setup()
  define()
  vim.api.nvim_create_autocmd('ColorScheme', {
    group = vim.api.nvim_create_augroup('podd.highlight', {}),
    callback = define,
  })
end

return M
