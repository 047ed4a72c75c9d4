--- Configuration: defaults under `vim.g.podd` under what was given to `setup`.
local M = {}

---@class podd.Config
---@field podd string the program
---@field arguments string[] how it is started
---@field attach boolean whether files inside a project are followed from the moment they are opened
---@field root_markers string[] what marks the root of a project
---@field manifest? string name of the manifest of new chats
---@field trusted? boolean whether projects are trusted; the person is asked once for each when left out
---@field overlay? table part of a manifest that counts over every file's
---@field chat podd.ChatConfig
---@field changes podd.ChangesConfig
---@field inline_completion boolean whether the model is asked for what comes at the cursor while one types (Neovim 0.12)
---@field icons table<string, string>

---@class podd.ChatConfig
---@field position 'right'|'left'|'below'|'above'|'tab'|'current' where the chat's window opens
---@field size number a share of the screen under 1, else columns or lines
---@field keys table<string, string|false> keys inside a chat buffer; false leaves one out
---@field history integer how many items of an old session are shown; 0 for all

---@class podd.ChangesConfig
---@field keys table<string, string|false> keys in a buffer while it has pending hunks; false leaves one out

---@type podd.Config
local defaults = {
  podd = 'podd',
  arguments = { '--stdio' },
  attach = true,
  root_markers = { '.podd', '.git' },
  manifest = nil,
  overlay = nil,
  trusted = nil,
  inline_completion = false,
  chat = {
    position = 'right',
    size = 0.4,
    keys = {
      send = '<C-s>',
      act = '<CR>',
      stop = '<C-c>',
      next = ']]',
      previous = '[[',
      fork = '<LocalLeader>f',
      rewind = '<LocalLeader>r',
    },
    history = 0,
  },
  changes = {
    keys = { keep = '<LocalLeader>k', undo = '<LocalLeader>u', next = ']h', previous = '[h', diff = '<LocalLeader>d' },
  },
  icons = {
    running = '●',
    ok = '✓',
    error = '✗',
    denied = '⊘',
    cancelled = '◌',
    asking = '?',
  },
}

---@type podd.Config?
local given

---@return podd.Config
function M.get()
  return vim.tbl_deep_extend('force', defaults, vim.g.podd or {}, given or {})
end

---@param config podd.Config?
function M.set(config)
  local problems = M.problems(config or {})
  if #problems > 0 then
    vim.notify('podd: ' .. table.concat(problems, '\n'), vim.log.levels.ERROR)
    return
  end
  given = config
end

---@param config table
---@param expected table
---@param path string
---@param problems string[]
local function compare(config, expected, path, problems)
  for key, value in pairs(config) do
    local name = path .. tostring(key)
    local known = expected[key]
    local optional = path == '' and (key == 'manifest' or key == 'overlay' or key == 'trusted')
    if path == 'chat.keys.' or path == 'changes.keys.' then
      if known == nil then
        table.insert(problems, ('%s: no such key; there are %s'):format(name, table.concat(vim.fn.sort(vim.tbl_keys(expected)), ', ')))
      elseif type(value) ~= 'string' and value ~= false then
        table.insert(problems, ('%s: a key or false is due, found %s'):format(name, vim.inspect(value)))
      end
    elseif known == nil and not optional then
      table.insert(problems, ('%s: no such option; there are %s'):format(name, table.concat(vim.fn.sort(vim.tbl_keys(expected)), ', ')))
    elseif known ~= nil and type(value) ~= type(known) then
      table.insert(problems, ('%s: a %s is due, found %s'):format(name, type(known), vim.inspect(value)))
    elseif type(known) == 'table' and not vim.islist(known) then
      compare(value, known, name .. '.', problems)
    end
  end
end

--- What is wrong with a configuration, a line a problem.
---@param config table
---@return string[]
function M.problems(config)
  if type(config) ~= 'table' then
    return { 'setup: a table is due, found ' .. vim.inspect(config) }
  end
  local problems = {}
  compare(config, defaults, '', problems)
  local position = vim.tbl_get(config, 'chat', 'position')
  if position and not vim.tbl_contains({ 'right', 'left', 'below', 'above', 'tab', 'current' }, position) then
    table.insert(problems, 'chat.position: right, left, below, above, tab or current is due, found ' .. vim.inspect(position))
  end
  table.sort(problems)
  return problems
end

return M
