--- `workspace/applyEdit`: an edit of a tool, made in the buffer as one undo step.
local M = {}

--- Ends the undo step that is open, such as that of a person who is typing.
---@param buf integer
local function break_undo(buf)
  vim.api.nvim_buf_call(buf, function()
    vim.cmd('let &l:undolevels = &l:undolevels')
  end)
end

--- Unlike Neovim's own handler this one says so when the text has moved on meanwhile, and the daemon then makes the edit anew.
---@param params lsp.ApplyWorkspaceEditParams
---@param id integer
---@return lsp.ApplyWorkspaceEditResult
function M.apply(params, id)
  local client = vim.lsp.get_client_by_id(id)
  if not client then
    return { applied = false, failureReason = 'the client has ended' }
  end
  require('podd.client').flush(client)
  for _, change in ipairs(params.edit.documentChanges or {}) do
    local document = change.textDocument
    if document then
      local buf = vim.uri_to_bufnr(document.uri)
      local now = vim.lsp.util.buf_versions[buf]
      -- Of a document at version 0 the daemon names 1, since Neovim itself looks at no version 0.
      if type(document.version) == 'number' and now and now > document.version then
        return { applied = false, failureReason = 'the document has changed' }
      end
      if vim.api.nvim_buf_is_loaded(buf) and not vim.bo[buf].modifiable then
        return { applied = false, failureReason = 'the buffer is not modifiable' }
      end
      if vim.api.nvim_buf_is_loaded(buf) then
        break_undo(buf)
      end
    end
  end
  local applied, problem = pcall(vim.lsp.util.apply_workspace_edit, params.edit, client.offset_encoding)
  for _, change in ipairs(params.edit.documentChanges or {}) do
    if change.textDocument then
      break_undo(vim.uri_to_bufnr(change.textDocument.uri))
    end
  end
  require('podd.client').flush(client)
  return { applied = applied, failureReason = not applied and tostring(problem) or nil }
end

return M
