--- `User Podd*` autocommands, through which other plugins and a person's own configuration hear of Podd.
local M = {}

---@param name 'TurnStarted'|'TurnDone'|'ApprovalRequested'|'ApprovalAnswered'|'FileEdited'|'HunkResolved'|'CompactionDone'
---@param data table
function M.emit(name, data)
  vim.api.nvim_exec_autocmds('User', { pattern = 'Podd' .. name, data = data, modeline = false })
  vim.cmd.redrawstatus()
end

return M
