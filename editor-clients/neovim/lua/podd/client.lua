--- The language client: one for each project, started on first use and again when its process ends by itself.
local config = require('podd.config')
local notify = require('podd.notify')
local state = require('podd.state')

local M = {}

local NAME = 'podd'
--- Milliseconds that typed text waits before it is sent; Neovim's own 150 are long for a tool that reads the buffer.
local DEBOUNCE = 30
local MOST_RESTARTS = 5

---@param buf integer
---@return boolean
local function is_file(buf)
  return vim.api.nvim_buf_is_loaded(buf) and vim.bo[buf].buftype == '' and vim.api.nvim_buf_get_name(buf) ~= ''
end

--- The root of the project that a buffer belongs to; nil for a file outside of any.
---@param buf integer
---@return string?
local function project(buf)
  local name = vim.api.nvim_buf_get_name(buf)
  if name == '' or name:match('^%a[%w+.-]+:/') then
    return nil
  end
  return vim.fs.root(buf, config.get().root_markers)
end

--- The root of a buffer's project, else the current folder.
---@param buf? integer
---@return string
function M.root(buf)
  buf = buf or vim.api.nvim_get_current_buf()
  local view = state.views[buf]
  if view then
    return view.conversation.root
  end
  return project(buf) or vim.fs.normalize(vim.fn.getcwd())
end

---@return string? why the program cannot be started
function M.missing()
  local program = config.get().podd
  if vim.fn.executable(program) == 1 then
    return nil
  end
  return ("no program %s; install Podd or name it in require('podd').setup{ podd = … }"):format(vim.inspect(program))
end

--- What `vim.lsp.start` and `vim.lsp.config` take, but for the root.
---@return vim.lsp.ClientConfig
function M.settings()
  local settings = config.get()
  local handlers = require('podd.handlers')
  return {
    name = NAME,
    cmd = vim.list_extend({ settings.podd }, settings.arguments),
    root_markers = settings.root_markers,
    init_options = {
      pod = {
        workspaceTrusted = settings.trusted,
        client = { approvals = true, changes = true, languageQueries = true, questions = true },
        inlineCompletion = require('podd.completion').is_wanted() or nil,
      },
    },
    capabilities = vim.lsp.protocol.make_client_capabilities(),
    flags = { debounce_text_changes = DEBOUNCE },
    handlers = handlers.methods,
    commands = handlers.commands,
    on_attach = function(client, buf)
      state.attached[buf] = client.id
      require('podd.changes').attached(client, buf)
      require('podd.completion').attached(client, buf)
    end,
    on_init = function(client)
      state.failures[client.config.root_dir] = 0
      -- The documents are opened right after this.
      vim.schedule(function()
        local waiting = state.waiting[client.id] or {}
        state.waiting[client.id] = nil
        for _, go_on in ipairs(waiting) do
          go_on()
        end
        require('podd.conversation').reconnect(client)
      end)
    end,
    on_exit = function(_, _, id)
      vim.schedule(function()
        M.ended(id)
      end)
    end,
  }
end

---@param client vim.lsp.Client
---@return boolean
local function is_stopped(client)
  if vim.fn.has('nvim-0.11') == 1 then
    return client:is_stopped()
  end
  return client.is_stopped()
end

--- The client of a root, be it that it is starting.
---@param root string
---@return vim.lsp.Client?
function M.get(root)
  local own = state.clients[root] and vim.lsp.get_client_by_id(state.clients[root])
  if own and not is_stopped(own) then
    return own
  end
  for _, client in ipairs(vim.lsp.get_clients({ name = NAME })) do
    if client.config.root_dir == root and not is_stopped(client) then
      return client
    end
  end
end

--- Starts the client of a root if it does not run, and lets it follow the loaded files of that project.
---@param root string
---@return vim.lsp.Client?
function M.start(root)
  local running = M.get(root)
  if running then
    return running
  end
  local missing = M.missing()
  if missing then
    notify.warn(missing)
    return nil
  end
  local settings = M.settings()
  settings.root_dir = root
  settings.workspace_folders = { { uri = vim.uri_from_fname(root), name = vim.fs.basename(root) } }
  local id
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    if is_file(buf) and (project(buf) == root or vim.startswith(vim.api.nvim_buf_get_name(buf), root .. '/')) then
      id = vim.lsp.start(settings, { bufnr = buf })
    end
  end
  -- No file is open there: the client starts with a buffer that it is taken from at once.
  if not id then
    local none = vim.api.nvim_create_buf(false, true)
    id = vim.lsp.start(settings, { bufnr = none })
    if id then
      vim.lsp.buf_detach_client(none, id)
    end
    vim.api.nvim_buf_delete(none, { force = true })
  end
  state.clients[root] = id
  return id and vim.lsp.get_client_by_id(id) or nil
end

--- Lets Podd follow a file that was opened: inside a project, or where its client runs already.
---@param buf integer
function M.opened(buf)
  if state.leaving or not is_file(buf) then
    return
  end
  local root = project(buf)
  if root and M.get(root) then
    vim.lsp.buf_attach_client(buf, M.get(root).id)
  elseif root and config.get().attach and not M.missing() and (state.failures[root] or 0) < MOST_RESTARTS then
    vim.schedule(function()
      if vim.api.nvim_buf_is_valid(buf) then
        M.start(root)
      end
    end)
  end
end

--- A client's process has ended: starts another one where the person has not asked for the end.
---@param id integer
function M.ended(id)
  local root
  state.waiting[id] = nil
  for buf, attached in pairs(state.attached) do
    if attached == id then
      state.attached[buf] = nil
    end
  end
  for _, conversation in pairs(state.conversations) do
    if conversation.client == id then
      root = conversation.root
    end
  end
  require('podd.ask').forget(id)
  if state.leaving or not root then
    return
  end
  local failures = (state.failures[root] or 0) + 1
  state.failures[root] = failures
  if failures > MOST_RESTARTS then
    notify.warn('the program ends again and again; :checkhealth podd says more')
    return
  end
  vim.defer_fn(function()
    if not state.leaving then
      M.start(root)
    end
  end, 100 * 2 ^ failures)
end

--- Sends what was typed and not yet sent, so that the daemon sees it before the next message.
---@param client vim.lsp.Client
function M.flush(client)
  local found, tracking = pcall(require, 'vim.lsp._changetracking')
  if found then
    pcall(tracking.flush, client)
  end
end

--- Goes on once a client is connected and its documents are open there.
---@param client vim.lsp.Client
---@param go_on fun()
function M.when_ready(client, go_on)
  local waiting = state.waiting[client.id]
  if client.initialized and not waiting then
    return go_on()
  end
  state.waiting[client.id] = waiting or {}
  table.insert(state.waiting[client.id], go_on)
end

--- A request of Podd's own.
---@param client vim.lsp.Client
---@param method string
---@param params table
---@param done? fun(problem: lsp.ResponseError?, result: any)
---@return integer? its id, to cancel it
function M.request(client, method, params, done)
  if not client.initialized then
    M.when_ready(client, function()
      M.request(client, method, params, done)
    end)
    return nil
  end
  M.flush(client)
  local handler = function(problem, result)
    if done then
      done(problem, result)
    elseif problem then
      notify.problem(problem, method)
    end
  end
  params = next(params) == nil and vim.empty_dict() or params
  local sent, id
  if vim.fn.has('nvim-0.11') == 1 then
    sent, id = client:request(method, params, handler)
  else
    sent, id = client.request(method, params, handler)
  end
  if not sent then
    handler({ code = require('podd.protocol').errors.internalError, message = 'the program is not running; it is started again' })
  end
  return id
end

--- A request to the client of a root, which is started if need be. A missing program is said once, and nothing is asked.
---@param root string
---@param method string
---@param params table
---@param done? fun(problem: lsp.ResponseError?, result: any)
function M.ask(root, method, params, done)
  local client = M.start(root)
  if client then
    M.request(client, method, params, done)
  end
end

vim.api.nvim_create_autocmd('VimLeavePre', {
  group = vim.api.nvim_create_augroup('podd.client', {}),
  callback = function()
    state.leaving = true
  end,
})

return M
