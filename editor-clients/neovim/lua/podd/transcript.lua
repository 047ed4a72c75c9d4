--- A conversation as a list of blocks, made of events and of items. Each may come twice and changes nothing then: a client
--- that connects again asks for everything that it may have missed. Knows nothing of buffers.
---@class podd.Transcript
---@field blocks podd.Block[]
---@field dirty table<podd.Block, boolean> those to be drawn anew
---@field by_id table<string, podd.Block>
---@field unnamed podd.Block[] what the person said and no item has named yet
---@field accept? fun(items: podd.Item[]): podd.Item[] which of the first items are shown; used once
---@field quiet? boolean whether notices are left out: they are of the past
local Transcript = {}
Transcript.__index = Transcript

---@class podd.Block
---@field kind 'user'|'answer'|'reasoning'|'tool'|'notice'
---@field id? string of its item, or of its call
---@field text string what a view has taken
---@field fresh string[] what follows it and no view has taken yet
---@field whole boolean whether nothing more will come
---@field redraw? boolean whether `text` was replaced
---@field incomplete? boolean of an answer whose rest was lost
---@field state? 'running'|'asking'|'ok'|'error'|'denied'|'cancelled' of a tool call
---@field title? string of a tool call
---@field summary? string of a tool call
---@field diff? string of a tool call
---@field locations? podd.Location[]
---@field drawn? podd.Drawn where the view has put it

---@return podd.Transcript
function Transcript.new()
  return setmetatable({ blocks = {}, dirty = {}, by_id = {}, unnamed = {} }, Transcript)
end

---@param block podd.Block
function Transcript:touch(block)
  self.dirty[block] = true
end

---@param kind string
---@param id? string
---@param text? string
---@return podd.Block
function Transcript:add(kind, id, text)
  local block = { kind = kind, id = id, text = text or '', fresh = {}, whole = false }
  table.insert(self.blocks, block)
  if id then
    self.by_id[id] = block
  end
  self:touch(block)
  return block
end

---@param text string
function Transcript:notice(text)
  if self.quiet then
    return
  end
  self:add('notice', nil, text).whole = true
end

--- What the person sends, before the daemon has said anything about it.
---@param text string
---@return podd.Block
function Transcript:sent(text)
  local block = self:add('user', nil, text)
  block.whole = true
  table.insert(self.unnamed, block)
  return block
end

--- Joins what is fresh to the text, and returns it.
---@param block podd.Block
---@return string
function Transcript.take(block)
  if #block.fresh == 0 then
    return ''
  end
  local fresh = table.concat(block.fresh)
  block.text, block.fresh = block.text .. fresh, {}
  return fresh
end

---@param kind 'answer'|'reasoning'
---@param id string
---@param text string
function Transcript:delta(kind, id, text)
  local block = self.by_id[id] or self:add(kind, id)
  if not block.whole then
    table.insert(block.fresh, text)
    self:touch(block)
  end
end

--- What a half-written item has lost on its way through the log, and the person has already read, stays.
---@param block podd.Block
---@param text string
function Transcript:finish(block, text)
  local shown = block.text .. table.concat(block.fresh)
  if block.whole and shown == text or block.incomplete and vim.startswith(shown, text) then
    block.whole = true
    self:touch(block)
    return
  end
  if vim.startswith(text, shown) then
    table.insert(block.fresh, text:sub(#shown + 1))
  else
    block.text, block.fresh, block.redraw = text, {}, true
  end
  block.whole = true
  self:touch(block)
end

---@param uri string
---@param range? lsp.Range
---@return string
local function mention(uri, range)
  local path = vim.uri_to_fname(uri)
  path = vim.fn.fnamemodify(path, ':.')
  return range and ('@%s:%d-%d'):format(path, range.start.line + 1, range['end'].line + 1) or '@' .. path
end

--- Parts of a message as the person would have typed them.
---@param parts podd.Part[]
---@return string
function Transcript.words(parts)
  local words, taken = {}, {}
  for _, part in ipairs(parts) do
    if part.type == 'text' then
      table.insert(words, part.text)
    end
  end
  local text = table.concat(words, '\n')
  for _, part in ipairs(parts) do
    local shown
    if part.type == 'file' or part.type == 'selection' then
      shown = mention(part.uri, part.range)
    elseif part.type == 'diagnostics' then
      shown = '@problems'
    elseif part.type == 'image' then
      shown = '[image]'
    end
    if shown and not text:find(shown, 1, true) then
      table.insert(taken, shown)
    end
  end
  if #taken > 0 then
    text = text .. (text == '' and '' or '\n') .. table.concat(taken, ' ')
  end
  return text
end

---@param call string
---@return podd.Block
function Transcript:call(call)
  local block = self.by_id[call]
  if not block then
    block = self:add('tool', call)
    block.state = 'running'
  end
  return block
end

---@param name string
---@param arguments any
---@return string
local function title(name, arguments)
  if type(arguments) == 'table' then
    local what = arguments.path or arguments.command or arguments.pattern or arguments.url
    if type(what) == 'string' then
      return name .. ' ' .. what:gsub('%s+', ' ')
    end
  end
  return name
end

---@param result {call: string, outcome: string, summary: string, body?: string, diff?: string}
function Transcript:result(result)
  local block = self:call(result.call)
  if block.whole and block.state == result.outcome and block.summary == result.summary then
    return
  end
  block.state, block.summary, block.diff = result.outcome, result.summary, result.diff or block.diff
  block.text = result.body or ''
  block.output = nil
  block.whole = true
  self:touch(block)
end

--- An item of the conversation, whole.
---@param item podd.Item
function Transcript:item(item)
  if item.type == 'message' and item.role == 'user' then
    if self.by_id[item.id] then
      return
    end
    local text = Transcript.words(item.parts)
    for at, block in ipairs(self.unnamed) do
      if block.text == text then
        block.id = item.id
        self.by_id[item.id] = block
        table.remove(self.unnamed, at)
        return
      end
    end
    self:add('user', item.id, text).whole = true
  elseif item.type == 'message' and item.role == 'assistant' then
    local block = self.by_id[item.id] or self:add('answer', item.id)
    block.incomplete = item.incomplete
    self:finish(block, Transcript.words(item.parts))
  elseif item.type == 'message' then
    if not self.by_id[item.id] then
      local block = self:add('reasoning', item.id, Transcript.words(item.parts))
      block.title, block.whole = 'note', true
    end
  elseif item.type == 'reasoning' then
    self:finish(self.by_id[item.id] or self:add('reasoning', item.id), item.text)
  elseif item.type == 'toolCall' then
    local block = self:call(item.call)
    block.title = block.title or title(item.name, item.arguments)
    self:touch(block)
  elseif item.type == 'toolResult' then
    self:result(item)
  end
end

--- Items of a session, oldest first. Those before the first that is known are older than what is shown.
---@param items podd.Item[]
function Transcript:merge(items)
  if self.accept then
    items, self.accept = self.accept(items), nil
  end
  local first = 1
  for at, item in ipairs(items) do
    if self.by_id[item.call or item.id] then
      first = at
      break
    end
  end
  for at = first, #items do
    self:item(items[at])
  end
end

--- A turn has ended: nothing more comes of what is not whole.
function Transcript:close()
  for _, block in ipairs(self.blocks) do
    if not block.whole then
      block.whole = true
      if block.state == 'running' or block.state == 'asking' then
        block.state = 'cancelled'
      end
      self:touch(block)
    end
  end
end

local endings = {
  paused = 'Paused; `:Podd resume` goes on',
  limitReached = 'Stopped at the limit of requests; `:Podd resume` goes on',
  cancelled = 'Stopped',
  error = 'Failed',
}

local on = {}

function on.textDelta(self, event)
  self:delta('answer', event.item, event.text)
end

function on.reasoningDelta(self, event)
  self:delta('reasoning', event.item, event.text)
end

function on.itemDone(self, event)
  self:item(event.item)
end

function on.steered(self, event)
  self:item(event.item)
end

function on.toolCallStarted(self, event)
  local block = self:call(event.call)
  block.title, block.locations, block.tool = event.title, event.locations, event.kind
  self:touch(block)
end

function on.toolCallOutput(self, event)
  local block = self:call(event.call)
  if not block.whole then
    block.output = ((block.output or '') .. event.text):sub(-4000)
    self:touch(block)
  end
end

function on.toolCallDone(self, event)
  self:result(event)
end

function on.retry(self, event)
  self:notice(('Asked again in %d s: %s'):format(math.ceil(event.after / 1000), event.reason))
end

function on.compactionDone(self, event)
  self:notice(('Older history summarised: %d → %d tokens'):format(event.before, event.after))
end

function on.compactionFailed(self, event)
  self:notice('No summary of older history: ' .. event.reason)
end

function on.sessionForked(self)
  self:notice('Someone else went on with this session; this chat goes on in one of its own')
end

function on.warning(self, event)
  self:notice(event.message)
end

function on.turnDone(self, event)
  self:close()
  local words = endings[event.outcome]
  if words then
    self:notice(words .. (event.error and ': ' .. event.error.message or ''))
  end
end

--- Takes an event in; one of a kind that is not known is passed over.
---@param event podd.Event
function Transcript:event(event)
  local handler = on[event.type]
  if handler then
    handler(self, event)
  end
end

return Transcript
