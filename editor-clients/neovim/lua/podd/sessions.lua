--- Sessions: which there are, and how a chat forks one or goes back in it.
local chat = require('podd.chat')
local client = require('podd.client')
local notify = require('podd.notify')
local state = require('podd.state')

local M = {}

---@param at integer milliseconds since 1970
---@return string
local function age(at)
  local minutes = math.floor((os.time() - at / 1000) / 60)
  if minutes < 60 then
    return minutes <= 0 and 'now' or minutes .. ' min ago'
  elseif minutes < 60 * 24 then
    return math.floor(minutes / 60) .. ' h ago'
  end
  return os.date('%Y-%m-%d', math.floor(at / 1000)) --[[@as string]]
end

---@param session podd.SessionSummary
---@return string
local function line(session)
  local needs = { running = ' · running', needsYou = ' · waits for you', unread = ' · new' }
  local turns = session.turns == 1 and '1 turn' or session.turns .. ' turns'
  return ('%s · %s, %s%s'):format(session.title, turns, age(session.updatedAt), needs[session.attention] or '')
end

--- Lets the person choose a session of the project and opens it.
---@param query? string a phrase that it contains
function M.pick(query)
  local root = client.root()
  local params = { workspaceFolder = vim.uri_from_fname(root), limit = 200, query = query ~= '' and query or nil }
  client.ask(root, 'session/list', params, function(problem, result)
    if problem then
      return notify.problem(problem, 'session/list')
    elseif #result.sessions == 0 then
      return notify.info(query and ('no session here has %q'):format(query) or 'no session here yet')
    end
    vim.ui.select(result.sessions, { prompt = 'Session', kind = 'podd_session', format_item = line }, function(session)
      if session then
        chat.open(false, session.session)
      end
    end)
  end)
end

--- What the person said in a session, newest first, each with the entry before it.
---@param root string
---@param session string
---@param done fun(inputs: {before?: string, entry: string, text: string}[])
function M.inputs(root, session, done)
  local inputs, before = {}, nil
  local words = require('podd.transcript').words
  local function page(after)
    client.ask(root, 'session/read', { session = session, after = after, limit = 1000 }, function(problem, result)
      if problem then
        return notify.problem(problem, 'session/read')
      end
      for _, entry in ipairs(result.entries) do
        if entry.kind == 'user_input' and entry.payload.item then
          table.insert(inputs, 1, { before = before, entry = entry.entry, text = words(entry.payload.item.parts) })
        end
        before = entry.entry
      end
      if result.more then
        return page(before)
      end
      done(inputs)
    end)
  end
  page()
end

---@param buf integer
---@param prompt string
---@param done fun(view: podd.View, input: {before?: string, entry: string, text: string})
local function pick_input(buf, prompt, done)
  local view = chat.of(buf)
  local session = view and view.conversation.session
  if not view or not session then
    return notify.info('this chat has no session yet')
  end
  M.inputs(view.conversation.root, session, function(inputs)
    vim.ui.select(inputs, {
      prompt = prompt,
      kind = 'podd_turn',
      format_item = function(input)
        return (input.text:gsub('%s+', ' '):sub(1, 100))
      end,
    }, function(input)
      if input then
        done(view, input)
      end
    end)
  end)
end

--- A new chat that knows what came before one of the person's messages, which becomes its draft.
---@param buf integer
function M.fork(buf)
  pick_input(buf, 'Fork before', function(view, input)
    local root = view.conversation.root
    local params = { session = view.conversation.session, at = input.before }
    client.ask(root, 'session/fork', params, function(problem, result)
      if problem then
        return notify.problem(problem, 'session/fork')
      end
      local forked = chat.open(true, result.session)
      forked:set_draft(input.text)
      chat.to_draft(forked)
    end)
  end)
end

---@param paths string[]
---@return string
local function names(paths)
  return table.concat(vim.tbl_map(function(path)
    return vim.fn.fnamemodify(path, ':.')
  end, paths), ', ')
end

---@param preview {restored: string[], kept: string[]}
---@return {label: string, files?: boolean, go: boolean}[]
local function choices(preview)
  local kept = #preview.kept > 0 and ('; stay as they are: ' .. names(preview.kept)) or ''
  local list = {}
  if #preview.restored > 0 then
    table.insert(list, { label = 'Rewind, and take back ' .. names(preview.restored) .. kept, files = true, go = true })
  end
  table.insert(list, { label = 'Rewind the conversation only', go = true })
  table.insert(list, { label = 'Leave all as it is', go = false })
  return list
end

---@param view podd.View
---@param input {before?: string, entry: string, text: string}
---@param files boolean?
local function rewind(view, input, files)
  local conversation = view.conversation
  conversation:request('session/rewind', { to = input.before, files = files or nil }, function(problem, result)
    if problem then
      return notify.problem(problem, 'session/rewind')
    end
    conversation:again(result.session, function()
      view:set_draft(input.text)
      chat.to_draft(view)
    end)
    vim.cmd.checktime()
    if #result.kept > 0 then
      notify.info('stay as they are: ' .. names(result.kept))
    end
  end)
end

--- Takes the conversation back to before one of the person's messages, once they have seen what that does to files.
---@param buf integer
function M.rewind(buf)
  pick_input(buf, 'Rewind to before', function(view, input)
    local params = { to = input.before, files = true, preview = true }
    view.conversation:request('session/rewind', params, function(problem, preview)
      if problem then
        return notify.problem(problem, 'session/rewind')
      end
      vim.ui.select(choices(preview), {
        prompt = 'Rewind',
        kind = 'podd_rewind',
        format_item = function(choice)
          return choice.label
        end,
      }, function(choice)
        if choice and choice.go and state.views[view.buf] then
          rewind(view, input, choice.files)
        end
      end)
    end)
  end)
end

return M
