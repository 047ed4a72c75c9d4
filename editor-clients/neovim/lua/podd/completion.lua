--- Inline completion: grey text at the cursor while one types, on Neovim 0.12. Each is a request to the model, so it is off until
--- `inline_completion` is set.
local config = require('podd.config')

local M = {}

local METHOD = 'textDocument/inlineCompletion'

--- Whether this Neovim can show them.
---@return boolean
function M.is_possible()
  return vim.fn.has('nvim-0.12') == 1
end

--- Whether the person wants them and this Neovim can show them.
---@return boolean
function M.is_wanted()
  return config.get().inline_completion and M.is_possible()
end

--- Stops what is being asked: the person types on, so nobody needs the answer.
---@param client vim.lsp.Client
---@param buf integer
local function stop(client, buf)
  for id, request in pairs(client.requests) do
    if request.type == 'pending' and request.method == METHOD and request.bufnr == buf then
      client:cancel_request(id)
    end
  end
end

--- A client follows a buffer from here on.
---@param client vim.lsp.Client
---@param buf integer
function M.attached(client, buf)
  if not M.is_wanted() or vim.bo[buf].buftype ~= '' then
    return
  end
  vim.lsp.inline_completion.enable(true, { bufnr = buf, client_id = client.id })
  vim.api.nvim_create_autocmd({ 'TextChangedI', 'TextChangedP' }, {
    group = vim.api.nvim_create_augroup('podd.completion.' .. buf, {}),
    buffer = buf,
    callback = function()
      stop(client, buf)
    end,
  })
end

---@param text string
---@param part 'word'|'line'
---@return string
local function first(text, part)
  if part == 'word' then
    return text:match('^%s*[%w_\128-\255]+') or text:match('^%s*%p') or text
  end
  return text:match('^\n*[^\n]*')
end

--- Takes what is shown over into the text.
---@param part? 'word'|'line' only so much of it
---@return boolean whether something was shown
function M.accept(part)
  if not M.is_possible() then
    return false
  end
  return vim.lsp.inline_completion.get({
    on_accept = part and function(item)
      local text = item.insert_text
      item.insert_text = first(type(text) == 'string' and text or text.value, part)
      return item
    end or nil,
  })
end

return M
