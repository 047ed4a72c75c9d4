--- The command `:Podd` and its subcommands.
local chat = require('podd.chat')
local client = require('podd.client')
local notify = require('podd.notify')

require('podd.highlight').setup()

--- Milliseconds that a completion waits for the program.
local MOST_WAIT = 500

local M = {}

---@class podd.Command
---@field text string what follows the subcommand
---@field first? integer
---@field last? integer
---@field bang? boolean

---@class podd.Subcommand
---@field run fun(command: podd.Command)
---@field about string
---@field needs? string what has to follow it

---@param command podd.Command
---@return string text with the place that was selected
local function with_place(command)
  if not command.first then
    return command.text
  end
  local mention = require('podd.context').mention(vim.api.nvim_get_current_buf(), command.first, command.last)
  return command.text == '' and mention or command.text .. '\n' .. mention
end

--- Names a place in the draft, which thereby goes along with the next message.
---@param buf integer
---@param first? integer
---@param last? integer
function M.add(buf, first, last)
  local mention = require('podd.context').mention(buf, first, last)
  local view = chat.of(buf) or chat.create(client.root(buf))
  local draft = view:draft()
  view:set_draft(draft == '' and mention .. ' ' or draft .. '\n' .. mention .. ' ')
  notify.info('added ' .. mention)
end

---@param method 'changes/keep'|'changes/undo'
---@return fun(command: podd.Command)
local function settle(method)
  return function(command)
    local changes = require('podd.changes')
    if command.bang then
      changes.settle_project(method)
    elseif command.text == 'file' then
      changes.settle_file(method)
    else
      changes.settle(method, command.first, command.last)
    end
  end
end

---@return podd.Conversation?
local function current()
  local view = chat.of()
  if not view then
    notify.info('there is no chat here; :Podd chat opens one')
  end
  return view and view.conversation
end

---@param model podd.KnownModel
---@return string
local function model_line(model)
  local window = model.contextWindow and (' · %dk'):format(model.contextWindow / 1000) or ''
  local price = model.inputPrice and (' · $%g in, $%g out'):format(model.inputPrice, model.outputPrice or 0) or ''
  return ('%s · %s%s%s%s'):format(model.id, model.provider, window, price, model.available and '' or ' · no key')
end

---@param done fun(result: podd.ModelListResult)
local function list_models(done)
  local root = client.root()
  client.ask(root, 'model/list', { workspaceFolder = vim.uri_from_fname(root) }, function(problem, result)
    if problem then
      return notify.problem(problem, 'model/list')
    end
    done(result)
  end)
end

---@param model {provider: string, id: string}
local function use_model(model)
  local conversation = current()
  if not conversation then
    return
  end
  local overlay = vim.tbl_deep_extend('force', conversation.overlay or {}, {
    provider = { kind = model.provider, model = model.id },
  })
  conversation:configure(overlay)
end

---@type table<string, podd.Subcommand>
local subcommands = {
  chat = {
    about = 'open the chat of this project; with ! a new one',
    run = function(command)
      local view = chat.open(command.bang)
      if command.first then
        view:set_draft(vim.trim(view:draft() .. '\n' .. with_place(command)) .. ' ')
        chat.to_draft(view)
      end
    end,
  },
  ask = {
    about = 'ask in the chat; a range goes along',
    needs = 'a question',
    run = function(command)
      chat.ask(with_place(command))
    end,
  },
  send = {
    about = 'send the draft of the chat',
    run = function()
      chat.send()
    end,
  },
  steer = {
    about = 'say more to the turn that runs',
    needs = 'words',
    run = function(command)
      local view = chat.of()
      if view then
        chat.say(view, with_place(command))
      else
        current()
      end
    end,
  },
  stop = {
    about = 'stop the turn that runs, or the inline edit of this buffer',
    run = function()
      if not require('podd.inline').stop(vim.api.nvim_get_current_buf()) then
        chat.stop()
      end
    end,
  },
  resume = {
    about = 'go on with a turn that was paused or came to its limit',
    run = function()
      local conversation = current()
      if conversation then
        conversation:resume()
      end
    end,
  },
  queue = {
    about = 'show what waits to be heard; with ! take it back into the draft',
    run = function(command)
      local conversation = current()
      if conversation then
        conversation:show_queue(command.bang)
      end
    end,
  },
  approve = {
    about = 'answer the question that waits longest',
    run = function()
      require('podd.ask').select()
    end,
  },
  edit = {
    about = 'rewrite the lines of the range',
    run = function(command)
      local buf = vim.api.nvim_get_current_buf()
      local first = command.first or vim.api.nvim_win_get_cursor(0)[1]
      local last = command.last or first
      if command.text ~= '' then
        return require('podd.inline').start(buf, first, last, command.text)
      end
      vim.ui.input({ prompt = 'Rewrite how? ' }, function(text)
        if text and text ~= '' then
          require('podd.inline').start(buf, first, last, text)
        end
      end)
    end,
  },
  ['do'] = {
    about = 'do what the @podd comment on this line says',
    run = function()
      local line = vim.api.nvim_win_get_cursor(0)[1] - 1
      client.ask(client.root(), 'workspace/executeCommand', {
        command = 'podd.do',
        arguments = { { uri = vim.uri_from_bufnr(0), line = line } },
      }, function(problem)
        if problem then
          notify.problem(problem, '@podd comments')
        end
      end)
    end,
  },
  add = {
    about = 'name the file or the range in the draft',
    run = function(command)
      M.add(vim.api.nvim_get_current_buf(), command.first, command.last)
    end,
  },
  changes = {
    about = 'list the pending changes of the project',
    run = function()
      require('podd.changes').list()
    end,
  },
  keep = { about = 'keep the change here, of a range, of the `file`, or with ! all', run = settle('changes/keep') },
  undo = { about = 'undo the change here, of a range, of the `file`, or with ! all', run = settle('changes/undo') },
  next = {
    about = 'go to the next pending change',
    run = function()
      require('podd.changes').go(1)
    end,
  },
  previous = {
    about = 'go to the pending change before',
    run = function()
      require('podd.changes').go(-1)
    end,
  },
  diff = {
    about = 'show the file beside its text before the pending changes',
    run = function()
      require('podd.changes').diff()
    end,
  },
  sessions = {
    about = 'go on with an earlier session; words that follow are searched for',
    run = function(command)
      require('podd.sessions').pick(command.text)
    end,
  },
  fork = {
    about = 'a new chat that goes on from before one of your messages',
    run = function()
      require('podd.sessions').fork(0)
    end,
  },
  rewind = {
    about = 'go back to before one of your messages',
    run = function()
      require('podd.sessions').rewind(0)
    end,
  },
  compact = {
    about = 'summarise older history now',
    run = function()
      local conversation = current()
      if conversation then
        conversation:request('pod/compact', {}, function(problem)
          if problem then
            notify.problem(problem, 'pod/compact')
          end
        end)
      end
    end,
  },
  model = {
    about = 'choose the model of this chat',
    run = function()
      list_models(function(result)
        vim.ui.select(result.models, { prompt = 'Model', kind = 'podd_model', format_item = model_line }, function(model)
          if model then
            use_model(model)
          end
        end)
      end)
    end,
  },
  manifest = {
    about = 'open a new chat with another manifest',
    run = function(command)
      local function open(name)
        local view = chat.create(client.root())
        view.conversation.manifest = name
        vim.api.nvim_win_set_buf(vim.fn.bufwinid(chat.open().buf), view.buf)
        chat.to_draft(view)
      end
      if command.text ~= '' then
        return open(command.text)
      end
      list_models(function(result)
        vim.ui.select(result.manifests, {
          prompt = 'Manifest',
          kind = 'podd_manifest',
          format_item = function(manifest)
            return ('%s · %s'):format(manifest.name, manifest.description or '')
          end,
        }, function(manifest)
          if manifest then
            open(manifest.name)
          end
        end)
      end)
    end,
  },
  permissions = {
    about = 'the rules you gave; choose one to take it back',
    run = function()
      require('podd.permissions').pick()
    end,
  },
  log = {
    about = "the daemon's log",
    run = function()
      require('podd.log').open()
    end,
  },
  status = {
    about = 'what Podd is doing here',
    run = function()
      require('podd.log').status()
    end,
  },
}

---@param name string
---@param command podd.Command
local function call(name, command)
  local subcommand = subcommands[name]
  if not subcommand then
    return notify.warn(('no subcommand %q; there are %s'):format(name, table.concat(M.names(), ', ')))
  elseif subcommand.needs and command.text == '' and not command.first then
    return notify.warn((':Podd %s needs %s'):format(name, subcommand.needs))
  end
  local missing = client.missing()
  if missing then
    return notify.warn(missing)
  end
  subcommand.run(command)
end

---@return string[]
function M.names()
  return vim.fn.sort(vim.tbl_keys(subcommands))
end

---@return table<string, string> what each subcommand does
function M.about()
  return vim.tbl_map(function(subcommand)
    return subcommand.about
  end, subcommands)
end

--- From the plugin's own maps and functions.
---@param name string
---@param text? string
function M.call(name, text)
  call(name, { text = text or '' })
end

--- From the command line.
---@param command vim.api.keyset.create_user_command.command_args
function M.run(command)
  local name, text = command.args:match('^(%S*)%s*(.-)$')
  local bang = command.bang
  if name:sub(-1) == '!' then
    name, bang = name:sub(1, -2), true
  end
  call(name == '' and 'chat' or name, {
    text = text,
    bang = bang,
    first = command.range > 0 and command.line1 or nil,
    last = command.range > 0 and command.line2 or nil,
  })
end

--- The commands of the prompts of MCP servers, where the program says them at once.
---@return string[]
local function prompts()
  local root, found = client.root(), nil
  client.ask(root, 'prompt/list', { workspaceFolder = vim.uri_from_fname(root) }, function(problem, result)
    found = problem and {} or result.prompts
  end)
  vim.wait(MOST_WAIT, function()
    return found ~= nil
  end, 10)
  return vim.tbl_map(function(prompt)
    return prompt.command
  end, found or {})
end

---@param lead string
---@param line string
---@return string[]
function M.complete(lead, line)
  local words = line:match('Podd!?%s+(.*)$') or ''
  if not words:find('%s') then
    return vim.tbl_filter(function(name)
      return vim.startswith(name, lead)
    end, M.names())
  elseif words:match('^keep%s') or words:match('^undo%s') then
    return { 'file' }
  elseif words:match('^ask%s') or words:match('^steer%s') then
    if vim.startswith(lead, '@') then
      return vim.tbl_map(function(path)
        return '@' .. path
      end, vim.fn.getcompletion(lead:sub(2), 'file'))
    elseif vim.startswith(lead, '/') then
      return vim.tbl_filter(function(command)
        return vim.startswith(command, lead)
      end, prompts())
    end
  end
  return {}
end

return M
