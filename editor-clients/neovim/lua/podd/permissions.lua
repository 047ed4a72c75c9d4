--- The rules that a person gave when a tool asked.
local client = require('podd.client')
local notify = require('podd.notify')

local M = {}

---@param rule podd.GivenRule
---@return string
local function line(rule)
  return ('%s %s%s · %s'):format(
    rule.action,
    rule.tool,
    rule.pattern and ' ' .. rule.pattern or '',
    rule.lasts == 'always' and 'always here' or 'in its session'
  )
end

--- Lets the person take a rule back.
function M.pick()
  local root = client.root()
  client.ask(root, 'permission/list', { workspaceFolder = vim.uri_from_fname(root) }, function(problem, result)
    if problem then
      return notify.problem(problem, 'permission/list')
    elseif #result.rules == 0 then
      return notify.info('you gave no rules here')
    end
    vim.ui.select(result.rules, {
      prompt = 'Take back',
      kind = 'podd_permission',
      format_item = line,
    }, function(rule)
      if rule then
        client.ask(root, 'permission/revoke', { rule = rule.rule }, function(refused)
          if refused then
            return notify.problem(refused, 'permission/revoke')
          end
          notify.info('taken back: ' .. line(rule))
        end)
      end
    end)
  end)
end

return M
