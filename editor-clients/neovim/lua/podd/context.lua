--- What a message takes along beside its words: files and places that it names, and what was added before.
local client = require('podd.client')
local state = require('podd.state')

local M = {}

---@param root string
---@param path string
---@return string? the file's URI
local function file(root, path)
  local full = vim.startswith(path, '/') and path or root .. '/' .. path
  if vim.uv.fs_stat(full) then
    return vim.uri_from_fname(vim.fs.normalize(full))
  end
  local buf = vim.fn.bufnr('^' .. full .. '$')
  return buf > 0 and vim.uri_from_bufnr(buf) or nil
end

--- The lines from `first` to `last`, from 1.
---@param first integer
---@param last integer
---@return lsp.Range
function M.lines(first, last)
  return { start = { line = first - 1, character = 0 }, ['end'] = { line = last, character = 0 } }
end

--- The parts of a message: `@path`, `@path:12` and `@path:12-20` become files and selections, `@problems` what the language
--- servers complain about in the file that was edited last.
---@param text string
---@param root string
---@return podd.Part[]
function M.parts(text, root)
  local parts, seen = { { type = 'text', text = text } }, {}
  for word in text:gmatch('@([^%s,;()<>"\'`]+)') do
    word = word:gsub('[.:!?]+$', '')
    local path, first, last = word:match('^(.-):(%d+)%-?(%d*)$')
    local uri = file(root, path or word)
    if word == 'problems' then
      local buf = M.last_file(root)
      if buf then
        table.insert(parts, { type = 'diagnostics', uri = vim.uri_from_bufnr(buf) })
      end
    elseif uri and not seen[word] then
      seen[word] = true
      if first then
        local range = M.lines(tonumber(first), tonumber(last ~= '' and last or first))
        table.insert(parts, { type = 'selection', uri = uri, range = range })
      else
        table.insert(parts, { type = 'file', uri = uri })
      end
    end
  end
  for _, part in ipairs(state.context) do
    table.insert(parts, part)
  end
  return parts
end

--- The file of a project that was edited last.
---@param root string
---@return integer? buffer
function M.last_file(root)
  local newest, found = -1, nil
  for _, info in ipairs(vim.fn.getbufinfo({ bufloaded = 1 })) do
    if vim.bo[info.bufnr].buftype == '' and info.name ~= '' and vim.startswith(info.name, root .. '/') then
      if info.lastused > newest then
        newest, found = info.lastused, info.bufnr
      end
    end
  end
  return found
end

--- How a place of a file is named in a message.
---@param buf integer
---@param first? integer
---@param last? integer
---@return string
function M.mention(buf, first, last)
  local root = client.root(buf)
  local name = vim.api.nvim_buf_get_name(buf)
  local path = vim.startswith(name, root .. '/') and name:sub(#root + 2) or name
  if not first then
    return '@' .. path
  end
  return first == last and ('@%s:%d'):format(path, first) or ('@%s:%d-%d'):format(path, first, last)
end

return M
