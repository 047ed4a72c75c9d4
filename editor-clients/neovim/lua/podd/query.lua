--- `editor/query`: what the language servers of the editor know, asked for by a tool.
local state = require('podd.state')

local M = {}

--- Milliseconds for a server to start on a file that was not open, and to answer.
local START = 2000
local ANSWER = 20000

local methods = {
  definition = 'textDocument/definition',
  references = 'textDocument/references',
  symbols = 'textDocument/documentSymbol',
  hover = 'textDocument/hover',
  rename = 'textDocument/rename',
}

---@param uri string
---@param line integer
---@return string?
local function line_of(uri, line)
  local buf = vim.uri_to_bufnr(uri)
  if not vim.api.nvim_buf_is_loaded(buf) then
    local read, lines = pcall(vim.fn.readfile, vim.uri_to_fname(uri), '', line + 1)
    return read and lines[line + 1] or nil
  end
  return vim.api.nvim_buf_get_lines(buf, line, line + 1, false)[1]
end

--- A position counted in another unit.
---@param uri string
---@param position lsp.Position
---@param from string
---@param to string
---@return lsp.Position
local function recount(uri, position, from, to)
  local line = from ~= to and position.character > 0 and line_of(uri, position.line)
  if not line then
    return position
  end
  if vim.fn.has('nvim-0.11') == 1 then
    local at = from == 'utf-8' and math.min(position.character, #line) or vim.str_byteindex(line, from, position.character, false)
    local character = to == 'utf-8' and at or vim.str_utfindex(line, to, at, false)
    return { line = position.line, character = character }
  end
  local at = from == 'utf-8' and math.min(position.character, #line)
    or vim.str_byteindex(line, math.min(position.character, vim.str_utfindex(line)), from == 'utf-16')
  if to == 'utf-8' then
    return { line = position.line, character = at }
  end
  local utf32, utf16 = vim.str_utfindex(line, at)
  return { line = position.line, character = to == 'utf-16' and utf16 or utf32 }
end

--- All positions of an answer, counted in another unit.
---@param value any
---@param uri string
---@param from string
---@param to string
---@return any
local function recounted(value, uri, from, to)
  if type(value) ~= 'table' or from == to then
    return value
  elseif type(value.line) == 'number' and type(value.character) == 'number' then
    return recount(uri, value, from, to)
  end
  local answer = setmetatable({}, getmetatable(value))
  for key, inner in pairs(value) do
    local of = value.targetUri or value.uri or (value.textDocument or {}).uri or uri
    if key == 'originSelectionRange' then
      of = uri
    elseif type(key) == 'string' and key:match('^file:') then
      of = key
    end
    answer[key] = recounted(inner, of, from, to)
  end
  return answer
end

---@param diagnostic vim.Diagnostic
---@param uri string
---@param to string
---@return lsp.Diagnostic
local function diagnostic_of(diagnostic, uri, to)
  local function position(line, character)
    return recount(uri, { line = line, character = character }, 'utf-8', to)
  end
  return {
    range = {
      start = position(diagnostic.lnum, diagnostic.col),
      ['end'] = position(diagnostic.end_lnum or diagnostic.lnum, diagnostic.end_col or diagnostic.col),
    },
    severity = diagnostic.severity,
    message = diagnostic.message,
    source = diagnostic.source,
    code = diagnostic.code,
  }
end

--- Loads a file as if the person had opened it, so that its language servers start.
---@param uri string
---@return integer
local function loaded(uri)
  local buf = vim.uri_to_bufnr(uri)
  if not vim.api.nvim_buf_is_loaded(buf) then
    vim.bo[buf].swapfile = false
    pcall(vim.fn.bufload, buf)
  end
  return buf
end

---@param client vim.lsp.Client
---@param method string
---@return boolean
local function supports(client, method)
  if vim.fn.has('nvim-0.11') == 1 then
    return client:supports_method(method)
  end
  return client.supports_method(method)
end

---@param buf? integer
---@param method string
---@return vim.lsp.Client[]
local function servers(buf, method)
  return vim.tbl_filter(function(client)
    return client.name ~= 'podd' and client.initialized and supports(client, method)
  end, vim.lsp.get_clients({ bufnr = buf }))
end

---@param milliseconds integer
---@param condition fun(): boolean
local function wait(milliseconds, condition)
  local thread = coroutine.running()
  local until_ = vim.uv.now() + milliseconds
  local function look()
    if condition() or vim.uv.now() > until_ then
      coroutine.resume(thread)
    else
      vim.defer_fn(look, 20)
    end
  end
  if not condition() then
    vim.defer_fn(look, 20)
    coroutine.yield()
  end
end

---@param clients vim.lsp.Client[]
---@param method string
---@param params fun(client: vim.lsp.Client): table
---@param uri string
---@param encoding string
---@return any
local function ask(clients, method, params, uri, encoding)
  local answers, open = {}, #clients
  for _, client in ipairs(clients) do
    local function done(_, result)
      open = open - 1
      if type(result) == 'table' and next(result) ~= nil then
        table.insert(answers, recounted(result, uri, client.offset_encoding, encoding))
      end
    end
    if vim.fn.has('nvim-0.11') == 1 then
      client:request(method, params(client), done)
    else
      client.request(method, params(client), done)
    end
  end
  wait(ANSWER, function()
    return open == 0
  end)
  if #answers == 0 then
    return vim.NIL
  end
  local all = {}
  for _, answer in ipairs(answers) do
    if not vim.islist(answer) then
      return answer
    end
    vim.list_extend(all, answer)
  end
  return all
end

---@return string how the daemon counts
local function encoding()
  local client = vim.lsp.get_clients({ name = 'podd' })[1]
  return client and client.offset_encoding or 'utf-16'
end

--- Runs in the coroutine of the request, and is answered when the servers have answered.
---@param query podd.EditorQueryParams
---@return any result, lsp.ResponseError?
function M.answer(query)
  if state.leaving then
    return vim.NIL
  end
  local ours = encoding()
  if query.query == 'symbols' and not query.textDocument then
    return ask(servers(nil, 'workspace/symbol'), 'workspace/symbol', function()
      return { query = query.text or '' }
    end, '', ours)
  end
  local method = methods[query.query]
  if not query.textDocument or (not method and query.query ~= 'diagnostics') then
    return nil, {
      code = require('podd.protocol').errors.invalidParams,
      message = 'query: ' .. tostring(query.query) .. ' is not known, or has no document',
    }
  end
  local uri = query.textDocument.uri
  local was_loaded = vim.api.nvim_buf_is_loaded(vim.uri_to_bufnr(uri))
  local buf = loaded(uri)
  if query.query == 'diagnostics' then
    return vim.tbl_map(function(diagnostic)
      return diagnostic_of(diagnostic, uri, ours)
    end, vim.diagnostic.get(buf))
  end
  wait(was_loaded and 0 or START, function()
    return #servers(buf, method) > 0
  end)
  return ask(servers(buf, method), method, function(client)
    return {
      textDocument = { uri = uri },
      position = query.position and recount(uri, query.position, ours, client.offset_encoding) or nil,
      context = query.query == 'references' and { includeDeclaration = true } or nil,
      newName = query.query == 'rename' and query.text or nil,
    }
  end, uri, ours)
end

return M
