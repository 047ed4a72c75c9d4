--- The plugin's only mutable state.
---@class podd.PluginState
---@field conversations table<string, podd.Conversation> by the id of their Pod
---@field views table<integer, podd.View> by buffer
---@field asks podd.Ask[] questions that wait for the person, oldest first
---@field changes table<string, podd.Changed> pending hunks by URI
---@field clients table<string, integer> by root
---@field waiting table<integer, fun()[]> what a client that is starting will send
---@field attached table<integer, integer> client of a buffer
---@field failures table<string, integer> how often in a row a root's client ended by itself
---@field context podd.Part[] what the next prompt takes along
---@field leaving boolean whether Neovim is about to exit
return {
  conversations = {},
  views = {},
  asks = {},
  changes = {},
  clients = {},
  waiting = {},
  attached = {},
  failures = {},
  context = {},
  leaving = false,
}
