--- Questions that wait for the person: whether a tool may run, and what a tool asks. A question that is passed over stays open.
local config = require('podd.config')
local events = require('podd.events')
local notify = require('podd.notify')
local state = require('podd.state')

local M = {}

local MOST_PREVIEW = 16

---@class podd.Ask
---@field kind 'approval'|'question'
---@field call string
---@field pod string
---@field client integer
---@field title string
---@field options {option: string, label: string, kind?: string, description?: string}[]
---@field params table as it came
---@field threads thread[] the requests that wait for its answer; more than one where the daemon asked again

---@param call string
---@return podd.Ask?, integer?
local function find(call)
  for at, ask in ipairs(state.asks) do
    if ask.call == call then
      return ask, at
    end
  end
end

---@param ask podd.Ask
---@return podd.Block?, podd.Conversation?
local function block_of(ask)
  local conversation = state.conversations[ask.pod]
  if conversation then
    return conversation.transcript:call(ask.call), conversation
  end
end

---@param ask podd.Ask
---@param block_state string
local function show(ask, block_state)
  local block, conversation = block_of(ask)
  if block and not block.whole then
    block.title = block.title or ask.title
    block.state = block_state
    conversation.transcript:touch(block)
    conversation:draw()
  end
end

---@param ask podd.Ask
---@return boolean
local function is_visible(ask)
  local conversation = state.conversations[ask.pod]
  return conversation ~= nil and conversation.view ~= nil and vim.fn.bufwinid(conversation.view.buf) > 0
end

---@param ask podd.Ask
---@return table
local function wait(ask)
  local known = find(ask.call)
  local thread = coroutine.running()
  if known then
    table.insert(known.threads, thread)
    known.client = ask.client
  else
    ask.threads = { thread }
    table.insert(state.asks, ask)
    show(ask, 'asking')
    if not is_visible(ask) then
      notify.warn(('asks: %s (:Podd approve)'):format(ask.title))
    end
    events.emit('ApprovalRequested', { call = ask.call, title = ask.title, kind = ask.kind })
  end
  return coroutine.yield()
end

---@param ask podd.Ask
---@param answer table
local function settle(ask, answer)
  local _, at = find(ask.call)
  if at then
    table.remove(state.asks, at)
  end
  for _, thread in ipairs(ask.threads) do
    coroutine.resume(thread, answer)
  end
end

---@param ask podd.Ask
---@param answer table
---@param label string
local function reply(ask, answer, label)
  show(ask, 'running')
  settle(ask, answer)
  events.emit('ApprovalAnswered', { call = ask.call, title = ask.title, answer = label })
end

---@param params podd.ApprovalRequestParams
---@param client integer
function M.approval(params, client)
  return wait({
    kind = 'approval',
    call = params.call,
    pod = params.pod,
    client = client,
    title = params.title,
    options = params.options,
    params = params,
  })
end

---@param params podd.QuestionRequestParams
---@param client integer
function M.question(params, client)
  return wait({
    kind = 'question',
    call = params.call,
    pod = params.pod,
    client = client,
    title = params.question,
    options = params.options or {},
    params = params,
  })
end

--- The question needs no answer any more.
---@param params {pod: string, call: string, outcome: string}
function M.resolved(params)
  local ask = find(params.call)
  if ask then
    show(ask, params.outcome == 'reject' and 'denied' or 'running')
    settle(ask, { pending = true })
    events.emit('ApprovalAnswered', { call = ask.call, title = ask.title, answer = params.outcome })
  end
end

--- A client has ended: the daemon asks the next one again.
---@param client integer
function M.forget(client)
  for at = #state.asks, 1, -1 do
    if state.asks[at].client == client then
      table.remove(state.asks, at)
    end
  end
end

--- What is shown under a tool call that waits for an answer: what it would do, and the answers with their keys.
---@param call string
---@return [string, string][][]?
function M.hint(call)
  local ask = find(call)
  if not ask then
    return nil
  end
  local lines = {}
  local preview = ask.params.diff and ask.params.diff:gsub('^%-%-%- [^\n]*\n%+%+%+ [^\n]*\n', '') or ask.params.command
  if preview and not ask.title:find(preview, 1, true) then
    local all = vim.split(vim.trim(preview), '\n', { plain = true })
    for at = 1, math.min(#all, MOST_PREVIEW) do
      local first = all[at]:sub(1, 1)
      local group = ask.params.diff and (first == '+' and 'PoddAdd' or first == '-' and 'PoddDelete') or 'PoddDim'
      table.insert(lines, { { '    ' }, { all[at], group } })
    end
    if #all > MOST_PREVIEW then
      table.insert(lines, { { ('    … %d more lines'):format(#all - MOST_PREVIEW), 'PoddDim' } })
    end
  end
  for at, option in ipairs(ask.options) do
    local line = { { '  g' .. at, 'PoddKey' }, { '  ' .. option.label } }
    if option.description then
      table.insert(line, { '  ' .. option.description:gsub('%s+', ' '), 'PoddDim' })
    end
    table.insert(lines, line)
  end
  local act = config.get().chat.keys.act
  if ask.params.freeText and act then
    table.insert(lines, { { '  ' .. act, 'PoddKey' }, { '  answer in words' } })
  end
  return lines
end

local select_many

---@param ask podd.Ask
---@param option {option: string, label: string, kind?: string}
local function take(ask, option)
  if ask.kind == 'question' and ask.params.multiple then
    return select_many(ask, { [option.option] = true })
  elseif ask.kind == 'question' then
    return reply(ask, { options = { option.option } }, option.label)
  elseif option.kind ~= 'reject' then
    return reply(ask, { option = option.option }, option.label)
  end
  vim.ui.input({ prompt = 'What should it do instead? (may be empty) ' }, function(comment)
    if comment and find(ask.call) then
      reply(ask, { option = option.option, comment = comment ~= '' and comment or nil }, option.label)
    end
  end)
end

---@param ask podd.Ask
local function in_words(ask)
  vim.ui.input({ prompt = ask.title .. ' ' }, function(text)
    if text and text ~= '' and find(ask.call) then
      reply(ask, { text = text }, text)
    end
  end)
end

---@param item {option?: string, label: string, description?: string}
---@return string
local function line_of(item)
  return item.description and ('%s (%s)'):format(item.label, (item.description:gsub('%s+', ' '))) or item.label
end

--- What a question of the model can be answered with beside its options.
---@param ask podd.Ask
---@return table[]
local function other_answers(ask)
  local others = {}
  if ask.kind == 'question' then
    if ask.params.freeText then
      table.insert(others, { label = 'Answer in words …', run = in_words })
    end
    table.insert(others, {
      label = 'No answer: it goes on with what it thinks best',
      run = function()
        reply(ask, {}, 'no answer')
      end,
    })
  end
  return others
end

---@param ask podd.Ask
---@param chosen table<string, boolean>
function select_many(ask, chosen)
  local items = vim.list_extend({}, ask.options)
  if next(chosen) then
    table.insert(items, {
      label = 'Done',
      run = function()
        local options = vim.tbl_filter(function(option)
          return chosen[option.option]
        end, ask.options)
        local function values(key)
          return vim.tbl_map(function(option)
            return option[key]
          end, options)
        end
        reply(ask, { options = values('option') }, table.concat(values('label'), ', '))
      end,
    })
  end
  vim.list_extend(items, other_answers(ask))
  vim.ui.select(items, {
    prompt = ask.title,
    kind = 'podd_question',
    format_item = function(item)
      return (item.run and '' or chosen[item.option] and '[x] ' or '[ ] ') .. line_of(item)
    end,
  }, function(item)
    if not item or not find(ask.call) then
      return
    elseif item.run then
      return item.run(ask)
    end
    chosen[item.option] = not chosen[item.option] or nil
    select_many(ask, chosen)
  end)
end

--- Asks through `vim.ui.select`; closed without a choice, the question stays open.
---@param call? string the oldest question when left out
function M.select(call)
  local ask = call and find(call) or state.asks[1]
  if not ask then
    return notify.info('nothing waits for an answer')
  end
  if #ask.options == 0 then
    return in_words(ask)
  elseif ask.params.multiple then
    return select_many(ask, {})
  end
  vim.ui.select(vim.list_extend(vim.list_extend({}, ask.options), other_answers(ask)), {
    prompt = ask.title,
    kind = 'podd_' .. ask.kind,
    format_item = line_of,
  }, function(item)
    if not item or not find(ask.call) then
      return
    elseif item.run then
      return item.run(ask)
    end
    take(ask, item)
  end)
end

--- Chooses an answer of the question in a chat by its number: that under the cursor, else the oldest.
---@param buf integer
---@param at integer
function M.choose(buf, at)
  local view = state.views[buf]
  local block = view:block_at(vim.api.nvim_win_get_cursor(0)[1] - 1)
  local ask = block and block.state == 'asking' and find(block.id)
  if not ask then
    for _, open in ipairs(state.asks) do
      if open.pod == view.conversation.pod then
        ask = open
        break
      end
    end
  end
  if not ask then
    return notify.info('nothing waits for an answer in this chat')
  elseif ask.options[at] then
    return take(ask, ask.options[at])
  end
  notify.info(('there are %d answers'):format(#ask.options))
end

return M
