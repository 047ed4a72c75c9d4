--- The daemon's log, and what Podd is doing.
local chat = require('podd.chat')
local client = require('podd.client')
local config = require('podd.config')
local notify = require('podd.notify')

local M = {}

--- Opens the end of the daemon's log in a window of its own.
function M.open()
  vim.system({ config.get().podd, 'daemon', 'logs' }, { text = true, timeout = 10000 }, function(done)
    vim.schedule(function()
      local text = done.code == 0 and done.stdout or done.stderr
      if vim.trim(text or '') == '' then
        return notify.info('the log is empty')
      end
      local buf = vim.api.nvim_create_buf(false, true)
      vim.api.nvim_buf_set_lines(buf, 0, -1, false, vim.split(vim.trim(text), '\n', { plain = true }))
      vim.bo[buf].bufhidden = 'wipe'
      vim.bo[buf].modifiable = false
      local window = vim.api.nvim_open_win(buf, true, { split = 'below', win = -1, height = 12 })
      vim.api.nvim_win_set_cursor(window, { vim.api.nvim_buf_line_count(buf), 0 })
    end)
  end)
end

--- Says what the chat of this project is doing.
function M.status()
  local view = chat.of()
  local line = require('podd.status').line()
  if not view or not view.conversation.pod then
    local running = client.get(client.root())
    return notify.info(line ~= '' and line or running and 'connected, no chat yet' or 'not connected; :Podd chat connects')
  end
  local conversation = view.conversation
  conversation:request('pod/status', {}, function(problem, status)
    if problem then
      return notify.problem(problem, 'pod/status')
    end
    local tokens = status.tokens
    notify.info(table.concat({
      status.state,
      conversation.model and conversation.model.id or '',
      tokens.window and ('%d of %d tokens'):format(tokens.used, tokens.window) or ('%d tokens'):format(tokens.used),
      'session ' .. status.session,
      conversation.scope and conversation.scope.summary or '',
    }, ' · '))
  end)
end

return M
