--- A conversation in a buffer: everything above the last `## You` is what was said, what stands below it is the draft. What
--- Podd adds goes above that heading, so a person may type all the while.
local Transcript = require('podd.transcript')
local config = require('podd.config')
local render = require('podd.render')
local state = require('podd.state')

local HEADING = '## You'
--- Milliseconds for which events are gathered before they are drawn.
local BATCH = 40
--- Blocks of a long conversation that are drawn at once; the rest follows in steps, from the newest to the oldest.
local FIRST = 60
--- Milliseconds between two steps, and those that a step should take: it draws more or fewer blocks than the one before.
local PAUSE, STEP = 5, 6
local MOST_IN_STEP = 200

local blocks_ns = vim.api.nvim_create_namespace('podd.blocks')
local icons_ns = vim.api.nvim_create_namespace('podd.icons')
local prompt_ns = vim.api.nvim_create_namespace('podd.prompt')


local M = { blocks_ns = blocks_ns, icons_ns = icons_ns, prompt_ns = prompt_ns }

---@class podd.View
---@field buf integer
---@field conversation podd.Conversation
---@field prompt integer extmark at the draft's heading
---@field scheduled boolean
---@field top integer the first block of the transcript that is drawn
---@field bottom integer the last that is drawn; 0 for none
---@field filling? boolean whether a step is scheduled
---@field step? integer how many blocks the next step draws, while older ones are left
local View = {}
View.__index = View

---@class podd.Drawn
---@field mark integer where the block begins
---@field body integer how many lines at its end are folded
---@field head integer how many lines stand above its own text
---@field at integer its place in the transcript

---@param buf integer
---@return integer row of the last heading of a draft, from 0
local function last_heading(buf)
  for row = vim.api.nvim_buf_line_count(buf) - 1, 0, -1 do
    if vim.api.nvim_buf_get_lines(buf, row, row + 1, false)[1] == HEADING then
      return row
    end
  end
  return -1
end

---@param conversation podd.Conversation
---@param buf integer
---@return podd.View
function M.new(conversation, buf)
  local self = setmetatable({ buf = buf, conversation = conversation, scheduled = false, top = 1, bottom = 0, prompt = 0 }, View)
  state.views[buf] = self
  conversation.view = self
  self:prompt_row()
  vim.api.nvim_create_autocmd('BufWinEnter', {
    buffer = buf,
    callback = function()
      self:dress(vim.api.nvim_get_current_win())
    end,
  })
  vim.api.nvim_create_autocmd('BufWipeout', {
    buffer = buf,
    callback = function()
      state.views[buf] = nil
      conversation.view = nil
    end,
  })
  return self
end

--- Writes without leaving a trace in the undo history: `u` takes back what the person typed, never what Podd said.
---@param write fun()
function View:write(write)
  local bo = vim.bo[self.buf]
  local levels, modifiable, modified = bo.undolevels, bo.modifiable, bo.modified
  bo.undolevels, bo.modifiable = -1, true
  local ok, problem = pcall(write)
  bo.undolevels, bo.modifiable = levels, modifiable
  if bo.buftype == 'nofile' then
    bo.modified = modified
  end
  if not ok then
    error(problem, 0)
  end
end

--- Row of the draft's heading; puts the heading back where the person has taken it away.
---@return integer
function View:prompt_row()
  local place = self.prompt > 0 and vim.api.nvim_buf_get_extmark_by_id(self.buf, prompt_ns, self.prompt, {}) or {}
  local row = place[1]
  if row and vim.api.nvim_buf_get_lines(self.buf, row, row + 1, false)[1] == HEADING then
    return row
  end
  row = last_heading(self.buf)
  if row < 0 then
    local count = vim.api.nvim_buf_line_count(self.buf)
    local is_empty = count == 1 and vim.api.nvim_buf_get_lines(self.buf, 0, 1, false)[1] == ''
    self:write(function()
      vim.api.nvim_buf_set_lines(self.buf, is_empty and 0 or count, -1, false, { '', HEADING, '', '' })
    end)
    row = is_empty and 1 or count + 1
  end
  if row == 0 then
    self:write(function()
      vim.api.nvim_buf_set_lines(self.buf, 0, 0, false, { '' })
    end)
    row = 1
  end
  self.prompt = vim.api.nvim_buf_set_extmark(self.buf, prompt_ns, row, 0, {
    id = self.prompt > 0 and self.prompt or nil,
  })
  return row
end

--- Where the transcript ends: a blank line stands there, above the draft's heading.
---@return integer
function View:end_row()
  local row = self:prompt_row()
  if row > 0 and vim.api.nvim_buf_get_lines(self.buf, row - 1, row, false)[1] == '' then
    return row - 1
  end
  self:write(function()
    vim.api.nvim_buf_set_lines(self.buf, row, row, false, { '' })
  end)
  return row
end

---@return podd.Block[]
function View:blocks()
  return self.conversation.transcript.blocks
end

---@param block podd.Block
---@return integer first
---@return integer last exclusive
function View:rows(block)
  local first = vim.api.nvim_buf_get_extmark_by_id(self.buf, blocks_ns, block.drawn.mark, {})[1]
  local after = block.drawn.at < self.bottom and self:blocks()[block.drawn.at + 1]
  local last = after and vim.api.nvim_buf_get_extmark_by_id(self.buf, blocks_ns, after.drawn.mark, {})[1]
    or self:end_row()
  return first, last
end

local highlights = {
  running = 'PoddRunning',
  asking = 'PoddAsking',
  ok = 'PoddOk',
  error = 'PoddError',
  denied = 'PoddError',
  cancelled = 'PoddDim',
}

--- The sign in front of a tool call, and what it printed last.
---@param block podd.Block
---@param row integer
function View:sign(block, row)
  local drawn = block.drawn
  local icon = config.get().icons[block.state] or '·'
  drawn.icon = vim.api.nvim_buf_set_extmark(self.buf, icons_ns, row, 0, {
    id = drawn.icon,
    virt_text = { { icon, highlights[block.state] or 'PoddDim' } },
    virt_text_pos = 'overlay',
    hl_mode = 'combine',
    virt_lines = block.state == 'asking' and require('podd.ask').hint(block.id) or nil,
    invalidate = true,
  })
  local last = block.state == 'running' and block.output and vim.trim(block.output):match('[^\n]*$')
  if last and last ~= '' then
    drawn.output = vim.api.nvim_buf_set_extmark(self.buf, icons_ns, row, 0, {
      id = drawn.output,
      virt_text = { { '  ' .. last:sub(1, 100), 'PoddDim' } },
      virt_text_pos = 'eol',
    })
  elseif drawn.output then
    vim.api.nvim_buf_del_extmark(self.buf, icons_ns, drawn.output)
    drawn.output = nil
  end
end

--- The first line is for machines: it is folded.
---@param window integer
function View:fold_session(window)
  if vim.api.nvim_buf_get_lines(self.buf, 0, 1, false)[1]:match('^<!%-%- podd:') then
    vim.api.nvim_win_call(window, function()
      pcall(vim.cmd, 'silent keepjumps 1fold')
    end)
  end
end

--- Folds the bodies of blocks.
---@param blocks podd.Block[]
---@param window? integer one window; all that show the buffer when left out
function View:fold(blocks, window)
  local folds = {}
  for _, block in ipairs(blocks) do
    if block.drawn.body > 0 then
      local _, last = self:rows(block)
      table.insert(folds, ('silent keepjumps %d,%dfold'):format(last - block.drawn.body, last))
    end
  end
  for _, shown in ipairs(#folds == 0 and {} or window and { window } or vim.fn.win_findbuf(self.buf)) do
    vim.api.nvim_win_call(shown, function()
      for _, fold in ipairs(folds) do
        pcall(vim.cmd, fold)
      end
    end)
  end
end

--- Draws blocks of the transcript at a row, all in one write.
---@param first integer
---@param last integer
---@param row integer
function View:draw(first, last, row)
  local blocks = self:blocks()
  local all, starts = {}, {}
  for at = first, last do
    local block = blocks[at]
    Transcript.take(block)
    local lines, head, body = render.lines(blocks[at - 1], block)
    starts[at] = row + #all
    vim.list_extend(all, lines)
    block.drawn = { mark = 0, head = head, body = body, at = at }
    block.redraw = nil
  end
  vim.api.nvim_buf_set_lines(self.buf, row, row, false, all)
  self.top, self.bottom = math.min(self.top, first), math.max(self.bottom, last)
  for at = first, last do
    blocks[at].drawn.mark = vim.api.nvim_buf_set_extmark(self.buf, blocks_ns, starts[at], 0, {})
  end
  for at = first, last do
    if blocks[at].kind == 'tool' then
      self:sign(blocks[at], starts[at] + blocks[at].drawn.head)
    end
  end
  self:fold(vim.list_slice(blocks, first, last))
end

--- Scrolls a window so that the end of the buffer stands at its bottom, and never so far that the cursor is out of sight.
---@param window integer
local function follow(window)
  local height = vim.api.nvim_win_get_height(window)
  local count = vim.api.nvim_buf_line_count(vim.api.nvim_win_get_buf(window))
  local top = vim.fn.line('w0', window)
  local function fits(line)
    return vim.api.nvim_win_text_height(window, { start_row = line - 1, end_row = count - 1 }).all <= height
  end
  -- The first line from which all fits lies between these; folds may hide many lines, so it is looked for step by step.
  local low, high = math.max(top, count - 4 * height), count
  if count - top < 4 * height and fits(top) then
    local step = 1
    low, high = top - 1, top
    while low > 0 and fits(low) do
      step = step * 2
      low, high = low - step, low
    end
    low = math.max(low, 1)
  end
  while low < high do
    local middle = math.floor((low + high) / 2)
    if fits(middle) then
      high = middle
    else
      low = middle + 1
    end
  end
  high = math.min(high, vim.api.nvim_win_get_cursor(window)[1])
  if high ~= top then
    vim.api.nvim_win_call(window, function()
      vim.fn.winrestview({ topline = high, topfill = 0 })
    end)
  end
end

--- Draws new blocks below those that are drawn; of a long conversation that was not drawn yet the newest.
function View:append()
  local count = #self:blocks()
  local first = self.bottom + 1
  if self.bottom == 0 and count > FIRST then
    first = count - FIRST + 1
    self.top = first
    self.step = FIRST
    self:fill_later()
  end
  self:draw(first, count, self:end_row())
end

function View:fill_later()
  if self.filling then
    return
  end
  self.filling = true
  vim.defer_fn(function()
    self.filling = false
    if self.step and vim.api.nvim_buf_is_loaded(self.buf) then
      self:fill()
    end
  end, PAUSE)
end

--- Draws the next older blocks above those that are drawn. What the person sees stays where it is.
function View:fill()
  local clock = vim.uv.hrtime()
  local last = self.top - 1
  local first = math.max(1, self.top - self.step)
  local following = self:followers()
  self:write(function()
    self:draw(first, last, (self:rows(self:blocks()[self.top])))
  end)
  for _, window in ipairs(following) do
    follow(window)
  end
  local took = (vim.uv.hrtime() - clock) / 1e6
  self.step = first > 1 and math.max(1, math.min(math.floor(self.step * STEP / took), MOST_IN_STEP)) or nil
  if self.step then
    self:fill_later()
  end
end

--- Adds to the last line of the last block, which is all that a delta costs.
---@param block podd.Block
---@return boolean whether that was enough
function View:extend(block)
  local is_text = block.kind == 'answer' and not block.redraw and not block.incomplete
  if not is_text or block.drawn.at ~= self.bottom or block.text == '' then
    return false
  end
  if block.whole then
    local text = block.text .. table.concat(block.fresh)
    if text:find('\n## ', 1, true) or text:find('%s$') then
      return false
    end
  end
  local fresh = Transcript.take(block):gsub('\r', '')
  if fresh ~= '' then
    local row = self:end_row() - 1
    local column = #vim.api.nvim_buf_get_lines(self.buf, row, row + 1, false)[1]
    vim.api.nvim_buf_set_text(self.buf, row, column, row, column, vim.split(fresh, '\n', { plain = true }))
  end
  return true
end

---@param block podd.Block
function View:redraw(block)
  local first, last = self:rows(block)
  Transcript.take(block)
  local old = vim.api.nvim_buf_get_lines(self.buf, first, last, false)
  local lines, head, body = render.lines(self:blocks()[block.drawn.at - 1], block)
  block.drawn.head, block.drawn.body, block.redraw = head, body, nil
  local same = 0
  while same < #old and same < #lines and old[same + 1] == lines[same + 1] do
    same = same + 1
  end
  if same < #old or same < #lines then
    vim.api.nvim_buf_set_lines(self.buf, first + same, last, false, vim.list_slice(lines, same + 1))
    -- Its mark lies inside of what was replaced, and went to the end of it.
    vim.api.nvim_buf_set_extmark(self.buf, blocks_ns, first, 0, { id = block.drawn.mark })
  end
  if block.kind == 'tool' then
    self:sign(block, first + head)
  end
  self:fold({ block })
end

--- Windows in which the person is at the bottom, and which therefore follow.
---@return {window: integer, top: integer}[]
function View:followers()
  local following = {}
  local prompt = self:prompt_row()
  for _, window in ipairs(vim.fn.win_findbuf(self.buf)) do
    local cursor = vim.api.nvim_win_get_cursor(window)[1]
    if cursor > prompt then
      table.insert(following, window)
    end
  end
  return following
end

--- Draws what has changed.
function View:flush()
  self.scheduled = false
  local transcript = self.conversation.transcript
  if not vim.api.nvim_buf_is_loaded(self.buf) then
    return
  end
  if next(transcript.dirty) then
    local following = self:followers()
    self:write(function()
      local old = {}
      for block in pairs(transcript.dirty) do
        if block.drawn then
          table.insert(old, block)
        end
      end
      table.sort(old, function(a, b)
        return a.drawn.at < b.drawn.at
      end)
      for _, block in ipairs(old) do
        if not self:extend(block) then
          self:redraw(block)
        end
      end
      if self.bottom < #transcript.blocks then
        self:append()
      end
      transcript.dirty = {}
    end)
    for _, window in ipairs(following) do
      follow(window)
    end
  end
  self:show_state()
end

--- Draws within the next batch.
function View:schedule()
  if not self.scheduled then
    self.scheduled = true
    vim.defer_fn(function()
      self:flush()
    end, BATCH)
  end
end

--- What stands over the draft: what is running, what waits to be heard, what goes along.
function View:show_state()
  local conversation = self.conversation
  local lines = {}
  for _, text in ipairs(conversation.queue) do
    table.insert(lines, { { '  waits: ' .. text:gsub('%s+', ' '):sub(1, 100), 'PoddDim' } })
  end
  local words = conversation:describe()
  local row = self:prompt_row()
  vim.api.nvim_buf_set_extmark(self.buf, prompt_ns, row, 0, {
    id = self.prompt,
    virt_text = words ~= '' and { { words, 'PoddDim' } } or nil,
    virt_text_pos = 'eol',
    virt_lines = #lines > 0 and lines or nil,
    virt_lines_above = true,
  })
end

--- The draft.
---@return string
function View:draft()
  local lines = vim.api.nvim_buf_get_lines(self.buf, self:prompt_row() + 1, -1, false)
  return vim.trim(table.concat(lines, '\n'))
end

---@param text string
function View:set_draft(text)
  local row = self:prompt_row()
  local lines = vim.split(text, '\n', { plain = true })
  table.insert(lines, 1, '')
  vim.api.nvim_buf_set_lines(self.buf, row + 1, -1, false, lines)
end

--- Names the session in the first line.
---@param session string
function View:name(session)
  local line = ('<!-- podd: session %s -->'):format(session)
  local first = vim.api.nvim_buf_get_lines(self.buf, 0, 1, false)[1]
  if first == line then
    return
  end
  self:write(function()
    vim.api.nvim_buf_set_lines(self.buf, 0, first:match('^<!%-%- podd:') and 1 or 0, false, { line })
  end)
  for _, window in ipairs(vim.fn.win_findbuf(self.buf)) do
    self:fold_session(window)
  end
end

--- Takes all that was said out of the buffer; the draft stays.
function View:clear()
  local transcript = self.conversation.transcript
  self:write(function()
    vim.api.nvim_buf_clear_namespace(self.buf, blocks_ns, 0, -1)
    vim.api.nvim_buf_clear_namespace(self.buf, icons_ns, 0, -1)
    local first = vim.api.nvim_buf_get_lines(self.buf, 0, 1, false)[1]
    local from = first:match('^<!%-%- podd:') and 1 or 0
    vim.api.nvim_buf_set_lines(self.buf, from, self:end_row(), false, {})
  end)
  for _, block in ipairs(transcript.blocks) do
    block.drawn = nil
  end
  self.top, self.bottom, self.step = 1, 0, nil
end

--- Takes the last block away, if it is this one.
---@param block podd.Block
function View:remove(block)
  local blocks = self.conversation.transcript.blocks
  if blocks[#blocks] ~= block then
    return
  end
  if block.drawn then
    local first, last = self:rows(block)
    self:write(function()
      vim.api.nvim_buf_set_lines(self.buf, first, last, false, {})
    end)
    self.bottom = self.bottom - 1
  end
  table.remove(blocks)
  self.conversation.transcript.dirty[block] = nil
end

--- The block at a row, from 0.
---@param row integer
---@return podd.Block?
function View:block_at(row)
  local blocks = self:blocks()
  local low, high = self.top, self.bottom
  local found
  while low <= high do
    local middle = math.floor((low + high) / 2)
    local first = vim.api.nvim_buf_get_extmark_by_id(self.buf, blocks_ns, blocks[middle].drawn.mark, {})[1]
    if first <= row then
      found, low = blocks[middle], middle + 1
    else
      high = middle - 1
    end
  end
  return row < self:end_row() and found or nil
end

--- Sets a window up that shows the buffer.
---@param window integer
function View:dress(window)
  local wo = vim.wo[window][0]
  wo.foldmethod = 'manual'
  wo.foldenable = true
  wo.foldtext = "v:lua.require'podd.view'.foldtext()"
  wo.wrap = true
  wo.linebreak = true
  wo.breakindent = true
  wo.number = false
  wo.relativenumber = false
  wo.signcolumn = 'no'
  wo.spell = false
  wo.conceallevel = 0
  wo.fillchars = 'fold: '
  wo.foldminlines = 0
  wo.winhighlight = 'Folded:PoddTool'
  -- Whatever folds the buffer had in another window, they are made once.
  vim.api.nvim_win_call(window, function()
    vim.cmd('silent! normal! zE')
  end)
  self:fold_session(window)
  self:fold(vim.list_slice(self:blocks(), self.top, self.bottom), window)
end

--- What a closed fold shows: the list line, its sign, and how much lies under it.
---@return [string, string][]
function M.foldtext()
  local row = vim.v.foldstart - 1
  local line = vim.api.nvim_buf_get_lines(0, row, row + 1, false)[1] or ''
  local session = line:match('^<!%-%- podd: session (%S+)')
  if session then
    return { { 'podd · session ' .. session:sub(1, 13), 'PoddDim' } }
  end
  local sign = '•'
  local highlight = 'PoddDim'
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, icons_ns, { row, 0 }, { row, -1 }, { details = true })) do
    if mark[4].virt_text_pos == 'overlay' then
      sign, highlight = mark[4].virt_text[1][1], mark[4].virt_text[1][2]
    end
  end
  local title, summary = line:match('^%- (.-)( · .*)$')
  return {
    { sign .. ' ', highlight },
    { title or line:sub(3), 'PoddTool' },
    { summary or '', 'PoddDim' },
    { (' +%d'):format(vim.v.foldend - vim.v.foldstart), 'PoddDim' },
  }
end

return M
