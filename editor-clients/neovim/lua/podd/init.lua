--- Podd in Neovim. Works without `setup`; see `:help podd`.
local M = {}

--- Changes the configuration.
---@param config? podd.Config see `:help podd-configuration`
function M.setup(config)
  require('podd.config').set(config)
end

--- Asks in the chat of the current project, opening it if need be.
---@param text string
function M.ask(text)
  require('podd.command').call('ask', text)
end

--- Opens the chat of the current project.
function M.chat()
  require('podd.command').call('chat')
end

--- What Podd is doing, for a statusline; empty when there is nothing to say.
---@return string
function M.statusline()
  return require('podd.status').line()
end

--- Takes the inline completion that is shown over into the text, for a map of yours; see `:help podd-inline-completion`.
---@param part? 'word'|'line' only so much of it
---@return boolean whether one was shown
function M.accept(part)
  return require('podd.completion').accept(part)
end

return M
