--- Operators that can be repeated with a dot: a motion's lines go along with the next message, or are rewritten.
local M = {}

---@type 'add'|'rewrite'
local action
---@type string? what a repeated rewrite was asked for
local instruction

--- Named by 'operatorfunc'.
function M.run()
  local first = vim.api.nvim_buf_get_mark(0, '[')[1]
  local last = vim.api.nvim_buf_get_mark(0, ']')[1]
  if action == 'add' then
    return require('podd.command').add(vim.api.nvim_get_current_buf(), first, last)
  end
  local buf = vim.api.nvim_get_current_buf()
  if instruction then
    return require('podd.inline').start(buf, first, last, instruction)
  end
  vim.ui.input({ prompt = 'Rewrite how? ' }, function(text)
    if text and text ~= '' then
      instruction = text
      require('podd.inline').start(buf, first, last, text)
    end
  end)
end

--- For an expression map.
---@param name 'add'|'rewrite'
---@return string
function M.start(name)
  action, instruction = name, nil
  vim.o.operatorfunc = "v:lua.require'podd.operator'.run"
  return 'g@'
end

return M
