--- Draws pending hunks: their lines coloured, the old lines above them as virtual lines, changed words in both.
local M = {}

M.ns = vim.api.nvim_create_namespace('podd.hunks')

--- Below this share of common text a line counts as another one, and its words are not compared.
local ALIKE = 0.4
local MOST_WORD_DIFF = 400

local diff = vim.text and vim.text.diff or vim.diff

---@param text string
---@return string[]
local function lines_of(text)
  if text == '' then
    return {}
  end
  return vim.split((text:gsub('\r', ''):gsub('\n$', '')), '\n', { plain = true })
end

---@param line string
---@return string[] words and what stands between them
local function words_of(line)
  local words = {}
  for space, word, other in line:gmatch('(%s*)([%w_\128-\255]*)([^%w_%s\128-\255]?)') do
    for _, piece in ipairs({ space, word, other }) do
      if piece ~= '' then
        table.insert(words, piece)
      end
    end
  end
  return words
end

---@param words string[]
---@param first integer
---@param count integer
---@return integer start
---@return integer stop in bytes, from 0, exclusive
local function bytes(words, first, count)
  local start = 0
  for at = 1, first - 1 do
    start = start + #words[at]
  end
  local stop = start
  for at = first, first + count - 1 do
    stop = stop + #words[at]
  end
  return start, stop
end

--- Which bytes of two lines differ; nil where the lines have little in common.
---@param old string
---@param new string
---@return {[1]: integer, [2]: integer}[]? in_old
---@return {[1]: integer, [2]: integer}[]? in_new
function M.words(old, new)
  if #old > MOST_WORD_DIFF or #new > MOST_WORD_DIFF then
    return nil
  end
  local before, after = words_of(old), words_of(new)
  local pieces = diff(table.concat(before, '\n') .. '\n', table.concat(after, '\n') .. '\n', {
    result_type = 'indices',
    algorithm = 'patience',
  })
  local in_old, in_new, changed = {}, {}, 0
  for _, piece in ipairs(pieces --[[@as integer[][] ]]) do
    local old_first, old_count, new_first, new_count = unpack(piece)
    if old_count > 0 then
      local start, stop = bytes(before, old_first, old_count)
      table.insert(in_old, { start, stop })
      changed = changed + stop - start
    end
    if new_count > 0 then
      local start, stop = bytes(after, new_first, new_count)
      table.insert(in_new, { start, stop })
      changed = changed + stop - start
    end
  end
  if changed > (1 - ALIKE) * (#old + #new) then
    return nil
  end
  return in_old, in_new
end

--- An old line in pieces, with tabs as wide as they are in the buffer: virtual text shows them as one cell.
---@param buf integer
---@param line string
---@param marks? {[1]: integer, [2]: integer}[]
---@return [string, string][]
local function chunks(buf, line, marks)
  local list, at = {}, 0
  local function add(text, group)
    table.insert(list, { (text:gsub('\t', (' '):rep(vim.bo[buf].tabstop))), group })
  end
  for _, mark in ipairs(marks or {}) do
    if mark[1] > at then
      add(line:sub(at + 1, mark[1]), 'PoddDelete')
    end
    add(line:sub(mark[1] + 1, mark[2]), 'PoddDeleteWord')
    at = mark[2]
  end
  -- As wide as a window, so that the line is coloured to its end.
  add(line:sub(at + 1) .. (' '):rep(math.max(1, vim.o.columns - #line)), 'PoddDelete')
  return list
end

--- Where a virtual line above the first line of a buffer would stay out of sight, windows at its top make room.
---@param buf integer
---@param count integer
local function make_room(buf, count)
  for _, window in ipairs(vim.fn.win_findbuf(buf)) do
    vim.api.nvim_win_call(window, function()
      local seen = vim.fn.winsaveview()
      if seen.topline == 1 and seen.topfill < count then
        vim.fn.winrestview({ topfill = count })
      end
    end)
  end
end

--- Draws part of a hunk: old lines that new ones took the place of.
---@param buf integer
---@param row integer of the first new line
---@param old string[]
---@param new string[]
local function draw_piece(buf, row, old, new)
  local marks = {}
  if #old == #new then
    for at = 1, #new do
      local in_old, in_new = M.words(old[at], new[at])
      marks[at] = in_old
      for _, mark in ipairs(in_new or {}) do
        vim.api.nvim_buf_set_extmark(buf, M.ns, row + at - 1, mark[1], {
          end_col = math.min(mark[2], #new[at]),
          hl_group = 'PoddAddWord',
          priority = 130,
          strict = false,
        })
      end
    end
  end
  for at = 1, #new do
    vim.api.nvim_buf_set_extmark(buf, M.ns, row + at - 1, 0, { line_hl_group = 'PoddAdd', priority = 120 })
  end
  if #old > 0 then
    local virtual = {}
    for at, line in ipairs(old) do
      table.insert(virtual, chunks(buf, line, marks[at]))
    end
    local count = vim.api.nvim_buf_line_count(buf)
    vim.api.nvim_buf_set_extmark(buf, M.ns, math.min(row, count - 1), 0, {
      virt_lines = virtual,
      virt_lines_above = row < count,
      right_gravity = false,
    })
    if row == 0 then
      make_room(buf, #virtual)
    end
  end
end

---@param buf integer
---@param hunk podd.Hunk of whole lines
local function draw_hunk(buf, hunk)
  local first = hunk.range.start.line
  local last = math.min(hunk.range['end'].line, vim.api.nvim_buf_line_count(buf))
  local new = first < last and vim.api.nvim_buf_get_lines(buf, first, last, false) or {}
  local old = lines_of(hunk.oldText)
  if #new == 0 or #old == 0 then
    return draw_piece(buf, first, old, new)
  end
  local pieces = diff(table.concat(old, '\n') .. '\n', table.concat(new, '\n') .. '\n', {
    result_type = 'indices',
    algorithm = 'histogram',
    linematch = 60,
  })
  for _, piece in ipairs(pieces --[[@as integer[][] ]]) do
    local old_first, old_count, new_first, new_count = unpack(piece)
    local row = first + (new_count > 0 and new_first - 1 or new_first)
    draw_piece(
      buf,
      row,
      vim.list_slice(old, old_first, old_first + old_count - 1),
      vim.list_slice(new, new_first, new_first + new_count - 1)
    )
  end
end

--- Draws the pending hunks of a buffer anew.
---@param buf integer
---@param hunks podd.Hunk[]
function M.draw(buf, hunks)
  vim.api.nvim_buf_clear_namespace(buf, M.ns, 0, -1)
  for _, hunk in ipairs(hunks) do
    if hunk.range.start.line <= vim.api.nvim_buf_line_count(buf) then
      draw_hunk(buf, hunk)
    end
  end
end

return M
