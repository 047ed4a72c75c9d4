--- Chats: where they open, their keys, and what the commands do in them.
local client = require('podd.client')
local config = require('podd.config')
local context = require('podd.context')
local conversation = require('podd.conversation')
local notify = require('podd.notify')
local state = require('podd.state')
local view = require('podd.view')

local M = {}

local SESSION = '^<!%-%- podd: session (%S+) %-%->'

---@param buf integer
local function map_keys(buf)
  local actions = {
    send = { { 'n', 'i' }, M.send, 'send the draft' },
    act = { 'n', M.act, 'send, open a fold, or answer a question' },
    stop = { 'n', M.stop, 'stop the turn' },
    next = { { 'n', 'x' }, function() M.turn(1) end, 'next turn' },
    previous = { { 'n', 'x' }, function() M.turn(-1) end, 'previous turn' },
    fork = { 'n', function() require('podd.sessions').fork(buf) end, 'fork at a turn' },
    rewind = { 'n', function() require('podd.sessions').rewind(buf) end, 'rewind to a turn' },
  }
  for name, key in pairs(config.get().chat.keys) do
    local action = actions[name]
    if key and action then
      vim.keymap.set(action[1], key, function() action[2](buf) end, { buffer = buf, desc = 'Podd: ' .. action[3] })
    end
  end
  for at = 1, 9 do
    vim.keymap.set('n', 'g' .. at, function() require('podd.ask').choose(buf, at) end, {
      buffer = buf,
      desc = 'Podd: choose answer ' .. at,
    })
  end
end

--- Makes a buffer a chat.
---@param buf integer
---@param root string
---@param session? string
---@return podd.View
local function adopt(buf, root, session)
  local chat = view.new(conversation.new(root, session), buf)
  map_keys(buf)
  for _, window in ipairs(vim.fn.win_findbuf(buf)) do
    chat:dress(window)
  end
  -- Before 0.11 a tree is parsed anew at each redraw, which a long chat makes slow: there the old syntax file colours it.
  if vim.fn.has('nvim-0.11') == 1 then
    pcall(vim.treesitter.start, buf, 'markdown')
  end
  local running = client.start(root)
  if running then
    vim.lsp.buf_attach_client(buf, running.id)
  end
  return chat
end

---@param chat podd.View
local function open_window(chat)
  local window = vim.fn.bufwinid(chat.buf)
  if window > 0 then
    vim.api.nvim_set_current_win(window)
    return
  end
  local settings = config.get().chat
  local is_row = settings.position == 'below' or settings.position == 'above'
  local size = settings.size
  if size < 1 then
    size = math.floor(size * (is_row and vim.o.lines or vim.o.columns))
  end
  if settings.position == 'current' then
    vim.api.nvim_set_current_buf(chat.buf)
  elseif settings.position == 'tab' then
    vim.cmd.tabnew()
    vim.api.nvim_set_current_buf(chat.buf)
  else
    vim.api.nvim_open_win(chat.buf, true, {
      split = settings.position,
      win = -1,
      width = not is_row and size or nil,
      height = is_row and size or nil,
    })
  end
  chat:dress(vim.api.nvim_get_current_win())
  M.to_draft(chat)
end

--- Puts the cursor where the draft ends.
---@param chat podd.View
function M.to_draft(chat)
  local window = vim.fn.bufwinid(chat.buf)
  if window > 0 then
    vim.api.nvim_win_set_cursor(window, { vim.api.nvim_buf_line_count(chat.buf), 0 })
  end
end

--- A new chat in a buffer of its own.
---@param root string
---@param session? string
---@return podd.View
function M.create(root, session)
  local buf = vim.api.nvim_create_buf(true, false)
  state.count = (state.count or 0) + 1
  vim.api.nvim_buf_set_name(buf, ('podd://chat/%d.pod.md'):format(state.count))
  vim.bo[buf].buftype = 'nofile'
  vim.bo[buf].bufhidden = 'hide'
  vim.bo[buf].swapfile = false
  local chat = adopt(buf, root, session)
  vim.bo[buf].filetype = 'markdown' -- last, so that a person's own settings for it count
  return chat
end

--- The chat of a buffer: itself if it is one, else the one of its project that was used last.
---@param buf? integer
---@return podd.View?
function M.of(buf)
  buf = buf and buf > 0 and buf or vim.api.nvim_get_current_buf()
  if state.views[buf] then
    return state.views[buf]
  end
  local root = client.root(buf)
  local newest, found = -1, nil
  for other, chat in pairs(state.views) do
    local used = vim.api.nvim_buf_is_valid(other) and vim.fn.getbufinfo(other)[1].lastused or -1
    if chat.conversation.root == root and (used > newest or used == newest and found and other > found.buf) then
      newest, found = used, chat
    end
  end
  return found
end

--- Opens the chat of the current project, or a new one.
---@param fresh? boolean
---@param session? string
---@return podd.View
function M.open(fresh, session)
  local chat = not fresh and not session and M.of() or nil
  if session then
    for _, other in pairs(state.views) do
      if other.conversation.session == session then
        chat = other
      end
    end
  end
  local is_new = not chat
  chat = chat or M.create(client.root(), session)
  open_window(chat)
  if is_new and session then
    chat.conversation:open(function()
      chat:flush()
      M.to_draft(chat)
    end)
  end
  return chat
end

--- Takes a chat file up where it was left.
---@param buf integer
function M.read(buf)
  if state.views[buf] or state.leaving then
    return
  end
  local session = (vim.api.nvim_buf_get_lines(buf, 0, 1, false)[1] or ''):match(SESSION)
  local chat = adopt(buf, client.root(buf), session)
  if session and not client.missing() then
    M.resume_file(chat)
  end
end

--- The text of a chat file stays; its last turn is drawn anew, since it may have been saved half written.
---@param chat podd.View
function M.resume_file(chat)
  local buf = chat.buf
  local prompt = chat:prompt_row()
  local lines = vim.api.nvim_buf_get_lines(buf, 0, prompt, false)
  local last
  for row = #lines, 1, -1 do
    if lines[row] == '## You' then
      last = row
      break
    end
  end
  local words = {}
  for row = (last or #lines) + 1, #lines do
    if lines[row] == '## Podd' then
      break
    end
    table.insert(words, lines[row])
  end
  local said = vim.trim(table.concat(words, '\n'))
  chat.conversation.transcript.accept = function(items)
    for at = #items, 1, -1 do
      local item = items[at]
      if item.type == 'message' and item.role == 'user' then
        if last and vim.trim(chat.conversation.transcript.words(item.parts)) == said then
          chat:write(function()
            local from = math.max(last - 1, 1)
            if lines[from] == '' then
              from = from - 1
            end
            vim.api.nvim_buf_set_lines(buf, from, chat:end_row(), false, {})
          end)
          return vim.list_slice(items, at)
        end
        return {}
      end
    end
    return items
  end
  chat.conversation:open()
end

--- Sends the draft of a chat.
---@param buf? integer
function M.send(buf)
  local chat = M.of(buf)
  if not chat then
    return notify.info('there is no chat here; :Podd chat opens one')
  end
  local text = chat:draft()
  if text == '' then
    return notify.info('there is nothing under the last "## You"')
  end
  M.say(chat, text)
  chat:set_draft('')
  M.to_draft(chat)
end

---@param chat podd.View
---@param text string
function M.say(chat, text)
  local parts = context.parts(text, chat.conversation.root)
  state.context = {}
  chat.conversation:say(parts, conversation.shown(parts))
  chat:flush()
end

--- Asks in the chat of the current project.
---@param text string
function M.ask(text)
  local from = vim.api.nvim_get_current_win()
  local chat = M.open()
  if vim.api.nvim_win_is_valid(from) and config.get().chat.position ~= 'current' then
    vim.api.nvim_set_current_win(from)
  end
  M.say(chat, text)
end

--- What a code action quotes: opens a chat whose draft names the place.
---@param place {uri?: string, range?: lsp.Range}
function M.quote(place)
  local mention
  if place.uri then
    local buf = vim.uri_to_bufnr(place.uri)
    local range = place.range
    mention = context.mention(buf, range and range.start.line + 1, range and range['end'].line + 1)
  end
  local chat = M.open()
  if mention then
    chat:set_draft(vim.trim(chat:draft() .. '\n' .. mention .. ' '))
  end
  M.to_draft(chat)
end

---@param buf? integer
function M.stop(buf)
  local chat = M.of(buf)
  if chat then
    chat.conversation:stop()
  else
    notify.info('there is no chat here')
  end
end

--- What Enter does: below the last heading it sends; on a question it asks; on a tool call it opens or closes its fold.
---@param buf integer
function M.act(buf)
  local chat = state.views[buf]
  local row = vim.api.nvim_win_get_cursor(0)[1] - 1
  if row >= chat:prompt_row() then
    return M.send(buf)
  end
  local block = chat:block_at(row)
  if block and block.state == 'asking' then
    return require('podd.ask').select(block.id)
  end
  pcall(vim.cmd, 'normal! za')
end

---@param direction 1|-1
function M.turn(direction)
  for _ = 1, vim.v.count1 do
    vim.fn.search('^## You$', direction > 0 and 'W' or 'bW')
  end
end

return M
