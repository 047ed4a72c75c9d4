--- A conversation: a Pod of the daemon, its session, and what was said in it. Outlives the process behind it.
local Transcript = require('podd.transcript')
local client = require('podd.client')
local config = require('podd.config')
local events = require('podd.events')
local notify = require('podd.notify')
local state = require('podd.state')

local errors = require('podd.protocol').errors

--- Items that are asked for when a client connects again; more than one turn makes.
local RESUMED_ITEMS = 400
--- Milliseconds in which the events of a turn's past come; what they announced was announced before.
local REPLAY = 300

---@class podd.Conversation
---@field root string
---@field client? integer
---@field pod? string
---@field session? string
---@field manifest? string
---@field overlay? table
---@field state 'new'|'idle'|'running'|'paused'
---@field seq integer number of the last event
---@field transcript podd.Transcript
---@field queue string[] what was said and the model has not heard yet
---@field sending? podd.Block what was sent and is not known to be recorded
---@field opening? fun()[] what waits until the Pod is open
---@field warned table<string, boolean> warnings that were shown
---@field model? podd.Model
---@field tokens? podd.Tokens
---@field usage? podd.Usage
---@field deaf? boolean whether events are passed over until those of the past come
---@field replaying? boolean whether events of the past come
---@field view? podd.View
local Conversation = {}
Conversation.__index = Conversation

local M = {}

---@param root string
---@param session? string
---@return podd.Conversation
function M.new(root, session)
  local settings = config.get()
  return setmetatable({
    root = root,
    session = session,
    manifest = settings.manifest,
    overlay = settings.overlay,
    state = 'new',
    seq = 0,
    transcript = Transcript.new(),
    queue = {},
    warned = {},
  }, Conversation)
end

--- A message as it is shown.
---@param parts podd.Part[]
---@return string
function M.shown(parts)
  return Transcript.words(parts)
end

function Conversation:draw()
  if self.view then
    self.view:schedule()
  end
end

--- In a few words: what goes on, how full the context is, what it cost.
---@return string
function Conversation:describe()
  local words = {}
  if self.state == 'running' then
    table.insert(words, config.get().icons.running .. ' running')
  elseif self.state == 'paused' then
    table.insert(words, 'paused')
  end
  if self.model then
    table.insert(words, self.model.id)
  end
  if self.tokens and self.tokens.window then
    table.insert(words, ('%d%% full'):format(math.floor(100 * self.tokens.used / self.tokens.window + 0.5)))
  end
  if self.usage and self.usage.cost then
    table.insert(words, ('$%.2f'):format(self.usage.cost))
  end
  return table.concat(words, ' · ')
end

---@param opened podd.Pod
---@param id integer
function Conversation:opened(opened, id)
  if self.pod ~= opened.pod then
    if self.pod then
      state.conversations[self.pod] = nil
    end
    self.seq = 0
  end
  self.pod, self.session, self.client = opened.pod, opened.session, id
  self.model, self.state, self.manifest_name = opened.model, opened.state, opened.manifest
  self.scope = opened.scope
  state.conversations[opened.pod] = self
  if self.view then
    self.view:name(opened.session)
  end
  for _, warning in ipairs(opened.warnings or {}) do
    if not self.warned[warning] then
      self.warned[warning] = true
      self.transcript:notice(warning)
    end
  end
end

--- Asks for the Pod with its session, if it has one.
---@param running vim.lsp.Client
---@param params table what is asked for beside that
---@param done fun(problem: lsp.ResponseError?, opened: podd.Pod)
function Conversation:request_open(running, params, done)
  params.session = self.session
  params.overlay = self.overlay
  if not self.session then
    params.workspaceFolder = vim.uri_from_fname(self.root)
    params.manifest = self.manifest
  elseif not params.itemsLimit and config.get().chat.history > 0 then
    params.itemsLimit = config.get().chat.history
  end
  client.request(running, 'pod/open', params, function(problem, opened)
    if problem and problem.code == errors.podBusy and params.overlay then
      -- Somebody has it open with another overlay, which counts then.
      params.overlay = nil
      return client.request(running, 'pod/open', params, done)
    end
    done(problem, opened)
  end)
end

--- Opens the Pod if it is not open, and goes on then.
---@param done? fun()
function Conversation:open(done)
  if self.pod and state.conversations[self.pod] == self then
    return done and done()
  end
  if self.opening then
    return table.insert(self.opening, done)
  end
  self.opening = { done }
  local running = client.start(self.root)
  if not running then
    self.opening = nil
    return self:failed()
  end
  self:request_open(running, {}, function(problem, opened)
    local waiting = self.opening or {}
    self.opening = nil
    if problem then
      notify.problem(problem, 'pod/open')
      return self:failed()
    end
    self:opened(opened, running.id)
    if opened.items then
      self.transcript:merge(opened.items)
      self:catch_up()
    end
    self:draw()
    for _, go_on in ipairs(waiting) do
      go_on()
    end
  end)
end

--- Opened in mid-turn: asks for the events so far, since the answer that is being written is among no items. Until they come,
--- events are passed over.
function Conversation:catch_up()
  if self.state ~= 'running' then
    return
  end
  self.deaf = true
  client.ask(self.root, 'pod/open', { session = self.session, itemsLimit = 0, afterSeq = 0 }, function(problem)
    self.deaf, self.replaying, self.seq = false, true, 0
    if problem then
      notify.problem(problem, 'pod/open')
    end
    for _, block in ipairs(self.transcript.blocks) do
      if not block.whole and (block.kind == 'answer' or block.kind == 'reasoning') then
        block.text, block.fresh, block.redraw = '', {}, true
      end
    end
    vim.defer_fn(function()
      self.replaying = false
    end, REPLAY)
  end)
end

--- Shows the session anew, as after a rewind.
---@param session string
---@param done fun()
function Conversation:again(session, done)
  client.ask(self.root, 'pod/open', { session = session }, function(problem, opened)
    if problem then
      return notify.problem(problem, 'pod/open')
    end
    if self.view then
      self.view:clear()
    end
    self.transcript, self.queue = Transcript.new(), {}
    self:opened(opened, self.client)
    self.transcript:merge(opened.items)
    if self.view then
      self.view:flush()
    end
    done()
  end)
end

--- Gives the person back what could not be sent.
function Conversation:failed()
  local block = self.sending
  self.sending = nil
  if self.state == 'running' then
    self.state = 'idle'
  end
  if block and self.view then
    self.view:remove(block)
    local draft = self.view:draft()
    self.view:set_draft(draft == '' and block.text or block.text .. '\n\n' .. draft)
  end
  self:draw()
end

---@param method string
---@param params? table
---@param done? fun(problem: lsp.ResponseError?, result: any)
function Conversation:request(method, params, done)
  self:open(function()
    params = params or {}
    params.pod = self.pod
    client.ask(self.root, method, params, done)
  end)
end

--- A turn was not begun: the person gets back what they said. Of one that began, `turnDone` tells.
---@param problem lsp.ResponseError
---@param block podd.Block? what was sent
function Conversation:refused(problem, block)
  if block and self.sending == block then
    self:failed()
    self.transcript:notice(problem.message)
    self:draw()
  end
end

---@param input podd.Part[]
function Conversation:run(input)
  local block = self.sending
  self.state = 'running'
  self:draw()
  self:request('pod/run', { input = input }, function(problem, turn)
    if problem then
      self:refused(problem, block)
    elseif turn.session and turn.session ~= self.session then
      self.session = turn.session
    end
  end)
end

--- Says something: begins a turn, or is heard by the one that runs before its next step.
---@param input podd.Part[]
---@param text string as it is shown
function Conversation:say(input, text)
  if self.state ~= 'running' then
    self.sending = self.transcript:sent(text)
    return self:run(input)
  end
  table.insert(self.queue, text)
  self:draw()
  self:request('pod/steer', { input = input }, function(problem)
    if not problem then
      return
    end
    for at, waiting in ipairs(self.queue) do
      if waiting == text then
        table.remove(self.queue, at)
        break
      end
    end
    if problem.code == errors.notRunning then
      self.sending = self.transcript:sent(text)
      return self:run(input)
    end
    notify.problem(problem, 'pod/steer')
    if self.view then
      self.view:set_draft(text)
    end
    self:draw()
  end)
end

function Conversation:stop()
  if self.state == 'running' then
    self:request('pod/cancel')
  else
    notify.info('nothing runs in this chat')
  end
end

function Conversation:resume()
  self:request('pod/resume', {}, function(problem)
    if problem then
      notify.problem(problem, 'pod/resume')
    end
  end)
end

--- Changes the overlay, as for another model; in mid-turn from its end on.
---@param overlay table
function Conversation:configure(overlay)
  if not self.pod then
    self.overlay = overlay
    return notify.info('from the first message on')
  end
  self:request('pod/configure', { overlay = overlay }, function(problem, pod)
    if problem then
      return notify.problem(problem, 'pod/configure')
    end
    self.overlay, self.model = overlay, pod.model
    self:draw()
  end)
end

--- Says what waits to be heard, or takes it back into the draft.
---@param take_back? boolean
function Conversation:show_queue(take_back)
  self:request('pod/queue', { clear = take_back or nil }, function(problem, result)
    if problem then
      return notify.problem(problem, 'pod/queue')
    elseif #result.inputs == 0 then
      return notify.info('nothing waits')
    end
    local texts = vim.tbl_map(function(item)
      return Transcript.words(item.parts)
    end, result.inputs)
    if take_back and self.view then
      self.queue = {}
      self.view:set_draft(table.concat(texts, '\n'))
      return self:draw()
    end
    notify.info('waits: ' .. table.concat(texts, ' / '))
  end)
end

--- What another window has said, which comes with no event.
function Conversation:fetch_input()
  local block = self.transcript:sent('…')
  client.ask(self.root, 'pod/open', { session = self.session, itemsLimit = 20 }, function(problem, opened)
    if problem then
      return
    end
    for at = #opened.items, 1, -1 do
      local item = opened.items[at]
      if item.type == 'message' and item.role == 'user' then
        block.text, block.id, block.redraw = Transcript.words(item.parts), item.id, true
        self.transcript.by_id[item.id] = block
        self.transcript:touch(block)
        return self:draw()
      end
    end
  end)
end

---@param name string
---@param data table
function Conversation:emit(name, data)
  if not self.replaying then
    events.emit(name, vim.tbl_extend('keep', { session = self.session, buf = self.view and self.view.buf }, data))
  end
end

local on = {}

function on.turnStarted(self)
  if self.sending then
    self.sending = nil
  elseif #self.queue == 0 and self.state ~= 'running' and not self.replaying then
    self:fetch_input()
  end
  self.state = 'running'
  self:emit('TurnStarted', {})
end

function on.steered(self, event)
  local text = Transcript.words(event.item.parts)
  for at, waiting in ipairs(self.queue) do
    if waiting == text then
      return table.remove(self.queue, at)
    end
  end
end

function on.usage(self, event)
  self.tokens, self.usage = event.tokens, event.session
end

function on.toolCallDone(self, event)
  local block = self.transcript.by_id[event.call]
  if block and block.tool == 'execute' then
    vim.cmd.checktime()
  end
  if event.outcome == 'ok' and event.diff then
    for _, location in ipairs(block and block.locations or {}) do
      self:emit('FileEdited', {
        path = vim.uri_to_fname(location.uri),
        hunks = require('podd.changes').of(location.uri),
      })
    end
    vim.cmd.checktime()
  end
end

function on.sessionForked(self, event)
  self.session = event.session
  if self.view then
    self.view:name(event.session)
  end
end

function on.compactionDone(self, event)
  self:emit('CompactionDone', { before = event.before, after = event.after })
end

function on.turnDone(self, event)
  self.state = event.outcome == 'paused' and 'paused' or 'idle'
  self.sending = nil
  self:emit('TurnDone', { outcome = event.outcome })
end

--- An event of some Pod. One that came before is passed over.
---@param message podd.PodEventParams
function M.event(message)
  local self = state.conversations[message.pod]
  if not self or self.deaf or message.seq <= self.seq then
    return
  end
  self.seq = message.seq
  self.transcript.quiet = self.replaying
  local handler = on[message.event.type]
  if message.event.type == 'turnStarted' and handler then
    handler(self, message.event)
    self.transcript:event(message.event)
  else
    self.transcript:event(message.event)
    if handler then
      handler(self, message.event)
    end
  end
  self:draw()
end

--- Opens the conversations of a project again after its client has ended: what happened meanwhile is shown once.
---@param running vim.lsp.Client
function M.reconnect(running)
  local root = running.config.root_dir
  local lost = {}
  for pod, conversation in pairs(state.conversations) do
    if conversation.root == root and conversation.client ~= running.id then
      lost[pod] = conversation
    end
  end
  for pod, conversation in pairs(lost) do
    local params = { afterSeq = conversation.seq, itemsLimit = RESUMED_ITEMS }
    conversation:request_open(running, params, function(problem, opened)
      if problem and problem.code == errors.sessionNotFound then
        state.conversations[pod] = nil
        conversation.pod, conversation.session, conversation.state = nil, nil, 'new'
        return conversation:failed()
      elseif problem then
        return notify.problem(problem, 'pod/open')
      end
      conversation:opened(opened, running.id)
      conversation.transcript:merge(opened.items)
      if conversation.sending and conversation.sending.id then
        conversation.sending = nil
      elseif conversation.sending then
        conversation:failed()
      end
      if opened.state ~= 'running' then
        conversation.transcript:close()
      elseif opened.pod ~= pod then
        conversation:catch_up()
      end
      conversation:draw()
    end)
  end
end

return M
