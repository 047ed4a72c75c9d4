--- Inline edit: an instruction for some lines, a preview while it is written, then pending hunks like any other.
local client = require('podd.client')
local notify = require('podd.notify')

local M = {}

M.ns = vim.api.nvim_create_namespace('podd.inline')

---@class podd.InlineEdit
---@field buf integer
---@field root string
---@field mark integer the lines that are rewritten
---@field instruction string
---@field inline? string its id, known from the first update on
---@field request? integer

---@type podd.InlineEdit[]
local running = {}

---@param edit podd.InlineEdit
---@return integer first, integer last rows, from 0
local function rows(edit)
  local place = vim.api.nvim_buf_get_extmark_by_id(edit.buf, M.ns, edit.mark, { details = true })
  return place[1] or 0, place[3] and place[3].end_row or place[1] or 0
end

---@param edit podd.InlineEdit
---@param coming string[]
local function preview(edit, coming)
  if not vim.api.nvim_buf_is_valid(edit.buf) then
    return
  end
  local first, last = rows(edit)
  local virtual = {}
  for _, line in ipairs(coming) do
    table.insert(virtual, { { (line:gsub('\t', (' '):rep(vim.bo[edit.buf].tabstop))) .. ' ', 'PoddAdd' } })
  end
  local title = ('● %s  '):format(edit.instruction:gsub('%s+', ' '):sub(1, 60))
  table.insert(virtual, { { title, 'PoddRunning' }, { ':Podd stop', 'PoddKey' } })
  edit.mark = vim.api.nvim_buf_set_extmark(edit.buf, M.ns, first, 0, {
    id = edit.mark,
    end_row = last,
    hl_group = #coming > 0 and 'PoddDelete' or nil,
    hl_eol = true,
    priority = 110,
  })
  local bottom = math.max(first, last - 1)
  edit.below = vim.api.nvim_buf_set_extmark(edit.buf, M.ns, bottom, 0, { id = edit.below, virt_lines = virtual })
end

---@param edit podd.InlineEdit
local function finish(edit)
  for at, other in ipairs(running) do
    if other == edit then
      table.remove(running, at)
    end
  end
  if vim.api.nvim_buf_is_valid(edit.buf) then
    vim.api.nvim_buf_del_extmark(edit.buf, M.ns, edit.mark)
    if edit.below then
      vim.api.nvim_buf_del_extmark(edit.buf, M.ns, edit.below)
    end
  end
  vim.cmd.redrawstatus()
end

--- Asks for some lines of a buffer to be rewritten.
---@param buf integer
---@param first integer from 1
---@param last integer
---@param instruction string
function M.start(buf, first, last, instruction)
  local root = client.root(buf)
  local started = client.start(root)
  if not started then
    return
  end
  vim.lsp.buf_attach_client(buf, started.id)
  local edit = { buf = buf, root = root, instruction = instruction }
  last = math.min(last, vim.api.nvim_buf_line_count(buf))
  edit.mark = vim.api.nvim_buf_set_extmark(buf, M.ns, first - 1, 0, { end_row = last, strict = false })
  table.insert(running, edit)
  preview(edit, {})
  client.when_ready(started, function()
    client.flush(started)
    edit.request = client.request(started, 'inline/start', {
      textDocument = { uri = vim.uri_from_bufnr(buf), version = vim.lsp.util.buf_versions[buf] },
      range = require('podd.context').lines(first, last),
      instruction = instruction,
    }, function(problem, result)
      finish(edit)
      if problem then
        notify.problem(problem, 'inline edits')
      elseif result.state == 'failed' then
        notify.warn(result.error and result.error.message or 'the inline edit failed')
      elseif result.state == 'applied' and result.note then
        notify.info(result.note)
      elseif result.state == 'applied' and #result.hunks == 0 then
        notify.info('there was nothing to change')
      end
    end)
  end)
end

--- What is coming. The first update of an edit belongs to the oldest that has none yet.
---@param update podd.Inline
function M.update(update)
  local edit
  for _, other in ipairs(running) do
    if other.inline == update.inline then
      edit = other
      break
    end
    edit = edit or not other.inline and other or nil
  end
  if not edit then
    return
  end
  edit.inline = update.inline
  local coming = {}
  for _, hunk in ipairs(update.hunks or {}) do
    vim.list_extend(coming, vim.split((hunk.newText:gsub('\r', ''):gsub('\n$', '')), '\n', { plain = true }))
  end
  preview(edit, coming)
end

--- Stops the inline edits of a buffer.
---@param buf integer
---@return boolean whether there was one
function M.stop(buf)
  local found = false
  for _, edit in ipairs(vim.list_slice(running)) do
    if edit.buf == buf then
      found = true
      local started = client.get(edit.root)
      if started and edit.inline then
        client.request(started, 'inline/stop', { inline = edit.inline })
      elseif started and edit.request then
        if vim.fn.has('nvim-0.11') == 1 then
          started:cancel_request(edit.request)
        else
          started.cancel_request(edit.request)
        end
      end
    end
  end
  return found
end

---@return integer
function M.count()
  return #running
end

return M
