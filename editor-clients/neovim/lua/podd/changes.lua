--- Pending hunks: what tools and inline edits changed and the person has neither kept nor undone.
local client = require('podd.client')
local config = require('podd.config')
local events = require('podd.events')
local notify = require('podd.notify')
local state = require('podd.state')

local unknown = require('podd.protocol').errors.methodNotFound

local M = {}

---@param uri string
---@return podd.Hunk[] those that are pending, from top to bottom
function M.of(uri)
  local file = state.changes[uri]
  return vim.tbl_filter(function(hunk)
    return hunk.state == 'pending'
  end, file and file.hunks or {})
end

---@return integer how many are pending in all files that are known
function M.count()
  local count = 0
  for uri in pairs(state.changes) do
    count = count + #M.of(uri)
  end
  return count
end

local actions = {
  keep = function() M.settle('changes/keep') end,
  undo = function() M.settle('changes/undo') end,
  next = function() M.go(1) end,
  previous = function() M.go(-1) end,
  diff = function() M.diff() end,
}

--- Keys that lie under ours in a buffer, by mode and key.
---@type table<integer, table<string, table>>
local covered = {}

---@param buf integer
---@param is_pending boolean
local function map_keys(buf, is_pending)
  if is_pending == (covered[buf] ~= nil) then
    return
  end
  local keys = config.get().changes.keys
  if is_pending then
    covered[buf] = {}
  end
  vim.api.nvim_buf_call(buf, function()
    for name, key in pairs(keys) do
      if key and is_pending then
        local before = vim.fn.maparg(key, 'n', false, true)
        covered[buf][key] = before.buffer == 1 and before or nil
        vim.keymap.set('n', key, actions[name], { buffer = buf, desc = 'Podd: ' .. name .. ' change' })
      elseif key then
        pcall(vim.keymap.del, 'n', key, { buffer = buf })
        if covered[buf][key] then
          vim.fn.mapset('n', false, covered[buf][key])
        end
      end
    end
  end)
  if not is_pending then
    covered[buf] = nil
  end
end

---@param buf integer
---@param uri string
local function draw(buf, uri)
  if vim.api.nvim_buf_is_loaded(buf) then
    local pending = M.of(uri)
    require('podd.hunks').draw(buf, pending)
    map_keys(buf, #pending > 0)
  end
end

---@param before podd.Hunk[]
---@param file podd.Changed
local function tell_resolved(before, file)
  local now = {}
  for _, hunk in ipairs(file.hunks) do
    now[hunk.hunk] = hunk.state
  end
  for _, hunk in ipairs(before) do
    if now[hunk.hunk] ~= 'pending' then
      events.emit('HunkResolved', {
        path = vim.uri_to_fname(file.uri),
        hunk = hunk.hunk,
        state = now[hunk.hunk],
      })
    end
  end
end

--- Hunks came, moved or went.
---@param files podd.Changed[]
function M.changed(files)
  for _, file in ipairs(files) do
    local before = M.of(file.uri)
    state.changes[file.uri] = #file.hunks > 0 and file or nil
    tell_resolved(before, file)
    local buf = vim.fn.bufnr(vim.uri_to_fname(file.uri))
    if buf > 0 then
      draw(buf, file.uri)
    end
  end
  vim.cmd.redrawstatus()
end

--- A buffer is followed from now on: what is pending in it is shown.
---@param attached vim.lsp.Client
---@param buf integer
function M.attached(attached, buf)
  if vim.bo[buf].buftype ~= '' or state.no_changes then
    return
  end
  client.request(attached, 'changes/list', { uri = vim.uri_from_bufnr(buf) }, function(problem, result)
    if problem then
      state.no_changes = problem.code == unknown
    elseif vim.api.nvim_buf_is_valid(buf) then
      M.changed(result.files)
    end
  end)
end

--- The pending hunk at a row of a buffer, from 0.
---@param uri string
---@param row integer
---@return podd.Hunk?
local function hunk_at(uri, row)
  for _, hunk in ipairs(M.of(uri)) do
    local range = hunk.range
    local last = math.max(range['end'].line - 1, range.start.line)
    if row >= range.start.line and row <= last then
      return hunk
    end
  end
end

---@param method 'changes/keep'|'changes/undo'
---@param params table
---@param root? string
function M.request(method, params, root)
  client.ask(root or client.root(), method, params, function(problem, result)
    if problem then
      return notify.problem(problem, method)
    end
    for _, conflict in ipairs(result.conflicts) do
      notify.warn('not undone: ' .. conflict.reason)
    end
  end)
end

--- Keeps or undoes the hunks of some lines of the current buffer.
---@param method 'changes/keep'|'changes/undo'
---@param first? integer from 1; the cursor's line when left out
---@param last? integer
function M.settle(method, first, last)
  local uri = vim.uri_from_bufnr(0)
  first = first or vim.api.nvim_win_get_cursor(0)[1]
  local ids, seen = {}, {}
  for row = first - 1, (last or first) - 1 do
    local hunk = hunk_at(uri, row)
    if hunk and not seen[hunk.hunk] then
      seen[hunk.hunk] = true
      table.insert(ids, hunk.hunk)
    end
  end
  if #ids == 0 then
    return notify.info('no pending change here')
  end
  M.request(method, { hunks = ids })
end

--- Keeps or undoes all hunks of the current buffer.
---@param method 'changes/keep'|'changes/undo'
function M.settle_file(method)
  M.request(method, { uri = vim.uri_from_bufnr(0) })
end

--- Keeps or undoes all hunks of the project, those of closed files too.
---@param method 'changes/keep'|'changes/undo'
function M.settle_project(method)
  local root = client.root()
  client.ask(root, 'changes/list', { workspaceFolder = vim.uri_from_fname(root) }, function(problem, result)
    if problem then
      return notify.problem(problem, 'pending changes')
    end
    local ids = {}
    for _, file in ipairs(result.files) do
      for _, hunk in ipairs(file.hunks) do
        table.insert(ids, hunk.hunk)
      end
    end
    if #ids == 0 then
      return notify.info('no pending change in this project')
    end
    M.request(method, { hunks = ids }, root)
  end)
end

--- Goes to the next or the previous pending hunk, round the end of the file.
---@param direction 1|-1
function M.go(direction)
  local pending = M.of(vim.uri_from_bufnr(0))
  if #pending == 0 then
    return notify.info('no pending change in this file')
  end
  local row = vim.api.nvim_win_get_cursor(0)[1] - 1
  local target
  for at = 1, #pending do
    local hunk = pending[direction > 0 and at or #pending + 1 - at]
    local start = hunk.range.start.line
    if direction > 0 and start > row or direction < 0 and start < row then
      target = hunk
      break
    end
  end
  target = target or pending[direction > 0 and 1 or #pending]
  local line = math.min(target.range.start.line + 1, vim.api.nvim_buf_line_count(0))
  vim.cmd("normal! m'")
  vim.api.nvim_win_set_cursor(0, { line, 0 })
end

--- All pending hunks of the project in the quickfix list.
function M.list()
  local root = client.root()
  client.ask(root, 'changes/list', { workspaceFolder = vim.uri_from_fname(root) }, function(problem, result)
    if problem then
      return notify.problem(problem, 'pending changes')
    end
    local items = {}
    for _, file in ipairs(result.files) do
      for _, hunk in ipairs(file.hunks) do
        if hunk.state == 'pending' then
          local text = vim.split(hunk.newText ~= '' and hunk.newText or hunk.oldText, '\n')[1]
          table.insert(items, {
            filename = vim.uri_to_fname(file.uri),
            lnum = hunk.range.start.line + 1,
            text = (hunk.newText ~= '' and '+ ' or '- ') .. text,
          })
        end
      end
    end
    if #items == 0 then
      return notify.info('no pending change in this project')
    end
    vim.fn.setqflist({}, ' ', { title = 'Podd: pending changes', items = items })
    vim.cmd('botright copen')
  end)
end

--- The text of a buffer as it would be with all its pending hunks undone.
---@param buf integer
---@return string[]
function M.base(buf)
  local lines = vim.api.nvim_buf_get_lines(buf, 0, -1, false)
  local base, at = {}, 1
  for _, hunk in ipairs(M.of(vim.uri_from_bufnr(buf))) do
    vim.list_extend(base, lines, at, hunk.range.start.line)
    if hunk.oldText ~= '' then
      vim.list_extend(base, vim.split((hunk.oldText:gsub('\n$', '')), '\n', { plain = true }))
    end
    at = hunk.range['end'].line + 1
  end
  return vim.list_extend(base, lines, at, #lines)
end

--- Shows the file beside its text before the pending hunks, in diff mode; the right side is the file itself.
function M.diff()
  local buf = vim.api.nvim_get_current_buf()
  if #M.of(vim.uri_from_bufnr(buf)) == 0 then
    return notify.info('no pending change in this file')
  end
  local base = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(base, 0, -1, false, M.base(buf))
  vim.api.nvim_buf_set_name(base, ('podd://base/%d/%s'):format(base, vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buf), ':t')))
  vim.bo[base].modifiable = false
  vim.bo[base].bufhidden = 'wipe'
  vim.cmd('tab split')
  local right = vim.api.nvim_get_current_win()
  local left = vim.api.nvim_open_win(base, false, { split = 'left', win = right })
  vim.bo[base].filetype = vim.bo[buf].filetype
  for _, window in ipairs({ left, right }) do
    vim.api.nvim_win_call(window, function()
      vim.cmd.diffthis()
    end)
  end
end

return M
