--- What the daemon says and asks, passed on to the modules that it concerns.
local M = {}

---@param problem lsp.ResponseError?
---@param message podd.PodEventParams
local function event(problem, message)
  if not problem then
    require('podd.conversation').event(message)
  end
end

M.methods = {
  ['pod/event'] = event,
  ['approval/request'] = function(_, params, context)
    return require('podd.ask').approval(params, context.client_id)
  end,
  ['approval/resolved'] = function(_, params)
    require('podd.ask').resolved(params)
  end,
  ['question/request'] = function(_, params, context)
    return require('podd.ask').question(params, context.client_id)
  end,
  ['editor/query'] = function(_, params)
    return require('podd.query').answer(params)
  end,
  ['changes/changed'] = function(_, params)
    require('podd.changes').changed(params.files)
  end,
  ['inline/update'] = function(_, params)
    require('podd.inline').update(params)
  end,
  ['window/showMessage'] = function(_, params)
    require('podd.notify').brief(params.message, params.type)
  end,
  ['workspace/applyEdit'] = function(_, params, context)
    return require('podd.edit').apply(params, context.client_id)
  end,
}

--- Commands of code actions and lenses that the plugin carries out itself, so that a chat has one writer.
M.commands = {
  ['podd.send'] = function(command, context)
    local arguments = (command.arguments or {})[1] or {}
    local buf = arguments.uri and vim.uri_to_bufnr(arguments.uri) or context.bufnr
    require('podd.chat').send(buf)
  end,
  ['podd.stop'] = function(_, context)
    require('podd.chat').stop(context.bufnr)
  end,
  ['podd.chat'] = function(command)
    require('podd.chat').quote((command.arguments or {})[1] or {})
  end,
}

return M
