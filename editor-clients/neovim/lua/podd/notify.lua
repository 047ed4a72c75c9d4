--- Messages to the person, each in one line where that will do.
local errors = require('podd.protocol').errors

local M = {}

---@param message string
function M.info(message)
  vim.notify('podd: ' .. message, vim.log.levels.INFO)
end

---@param message string
function M.warn(message)
  vim.notify('podd: ' .. message, vim.log.levels.WARN)
end

--- A message that came by itself, in one line of the screen: a longer one would wait for a key.
---@param message string
---@param type lsp.MessageType
function M.brief(message, type)
  local line = 'podd: ' .. message:gsub('%s+', ' ')
  local room = vim.v.echospace
  if vim.fn.strdisplaywidth(line) > room then
    line = vim.fn.strcharpart(line, 0, room - 1) .. '…'
  end
  vim.notify(line, type == 1 and vim.log.levels.ERROR or type == 2 and vim.log.levels.WARN or vim.log.levels.INFO)
end

---@param problem {code: integer, message: string}
---@param what? string what was asked for
function M.problem(problem, what)
  if problem.code == errors.methodNotFound then
    M.warn(('this podd does not know %s yet; a newer one does'):format(what or 'that'))
  elseif problem.code ~= errors.requestCancelled then
    M.warn(problem.message)
  end
end

return M
