--- What Podd is doing, in a few words, for a statusline.
local state = require('podd.state')

local M = {}

---@return string
function M.line()
  local words = {}
  local running = 0
  for _, conversation in pairs(state.conversations) do
    running = running + (conversation.state == 'running' and 1 or 0)
  end
  if running > 0 then
    table.insert(words, running == 1 and 'running' or running .. ' running')
  end
  if #state.asks > 0 then
    table.insert(words, ('%d waits for your answer'):format(#state.asks))
  end
  local hunks = require('podd.changes').count()
  if hunks > 0 then
    table.insert(words, hunks == 1 and '1 change' or hunks .. ' changes')
  end
  if #state.context > 0 then
    table.insert(words, #state.context .. ' added')
  end
  return #words == 0 and '' or 'podd: ' .. table.concat(words, ', ')
end

return M
