--- A block of a conversation as lines of Markdown, in the format of `*.pod.md`. Decides alone where blank lines and headings go.
local M = {}

local MOST_LINES = 400
local MOST_TITLE = 160

local speakers = { user = 'You', answer = 'Podd', reasoning = 'Podd', tool = 'Podd', notice = 'Podd' }
local listed = { reasoning = true, tool = true }

---@param text string
---@return string
local function one_line(text)
  local line = vim.trim((text:gsub('%s+', ' ')))
  if vim.fn.strchars(line) > MOST_TITLE then
    line = vim.fn.strcharpart(line, 0, MOST_TITLE - 1) .. '…'
  end
  return line
end

--- A line of an answer that would be read as one of the chat's own headings.
---@param line string
---@return string
function M.escaped(line)
  return (line == '## You' or line == '## Podd') and '\\' .. line or line
end

--- Blank lines at the end stay while more may follow them.
---@param text string
---@param is_whole boolean
---@return string[]
local function lines_of(text, is_whole)
  text = is_whole and vim.trim(text) or text:gsub('^%s+', '')
  local lines = vim.split(text, '\n', { plain = true })
  for at, line in ipairs(lines) do
    lines[at] = M.escaped((line:gsub('\r$', '')))
  end
  return lines
end

--- What stands between two blocks.
---@param before podd.Block?
---@param block podd.Block
---@return string[]
local function separator(before, block)
  local speaker = speakers[block.kind]
  if not before or speakers[before.kind] ~= speaker or block.kind == 'user' then
    return { '', '## ' .. speaker, '' }
  end
  return listed[before.kind] and listed[block.kind] and {} or { '' }
end

--- The language that a fence names, so that what a tool read is coloured.
---@param block podd.Block
---@return string
local function language(block)
  local location = block.locations and block.locations[1]
  if block.diff then
    return 'diff'
  end
  if block.tool == 'read' and location then
    local name = vim.filetype.match({ filename = vim.uri_to_fname(location.uri) })
    return name and name ~= 'text' and name or ''
  end
  return ''
end

---@param text string
---@param name string
---@return string[]
local function fenced(text, name)
  local lines = vim.split(vim.trim(text:gsub('\r', '')), '\n', { plain = true })
  local fence = '```'
  while text:find(fence, 1, true) do
    fence = fence .. '`'
  end
  local shown = { '  ' .. fence .. name }
  for at = 1, math.min(#lines, MOST_LINES) do
    table.insert(shown, lines[at] == '' and '' or '  ' .. lines[at])
  end
  if #lines > MOST_LINES then
    table.insert(shown, ('  … %d more lines'):format(#lines - MOST_LINES))
  end
  table.insert(shown, '  ' .. fence)
  return shown
end

--- A list line and what is folded under it.
---@param block podd.Block
---@return string[] lines
---@return integer body how many of them are folded
local function list_line(block)
  if block.kind == 'reasoning' then
    local text = block.text .. table.concat(block.fresh)
    local head = '- ' .. (block.title or (block.whole and 'thought' or 'thinking …'))
    if not block.whole or text == '' then
      return { head }, 0
    end
    local lines = { head .. ' · ' .. one_line(text:match('[^\n]+') or '') }
    for _, line in ipairs(lines_of(text, true)) do
      table.insert(lines, line == '' and '' or '  > ' .. line)
    end
    return lines, #lines - 1
  end
  local head = '- ' .. one_line(block.title or 'a tool')
  if block.summary and block.summary ~= '' then
    head = head .. ' · ' .. one_line(block.summary)
  end
  local lines = { head }
  local body = block.diff or block.text
  if block.whole and body ~= '' then
    vim.list_extend(lines, fenced(body, language(block)))
  end
  return lines, #lines - 1
end

--- All lines of a block.
---@param before podd.Block? the block above it
---@param block podd.Block
---@return string[] lines
---@return integer head how many of them stand above its own text
---@return integer body how many at its end are folded
function M.lines(before, block)
  local lines = separator(before, block)
  local head, body = #lines, 0
  local own
  if listed[block.kind] then
    own, body = list_line(block)
  elseif block.kind == 'notice' then
    own = { '*' .. vim.trim((block.text:gsub('%s+', ' '))) .. '*' }
  else
    own = lines_of(block.text, block.whole)
    if block.incomplete then
      vim.list_extend(own, { '', '*The rest of this answer was lost.*' })
    end
  end
  return vim.list_extend(lines, own), head, body
end

return M
