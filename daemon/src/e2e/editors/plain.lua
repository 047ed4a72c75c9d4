-- What a person does with Podd in a Neovim that has no plugin: code actions, and the editor's own undo.
local function text(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer or 0, 0, -1, false), '\n')
end

local function wait(what, fits, limit)
  if not vim.wait(limit or 20000, fits, 20) then
    error('no ' .. what .. '; the buffer is:\n' .. text(), 2)
  end
end

local function same(found, due, what)
  if found ~= due then
    error(what .. '\ndue:\n' .. due .. '\nfound:\n' .. found, 2)
  end
end

local function attached(name)
  wait(name .. ' in ' .. vim.fn.expand('%'), function()
    local clients = vim.lsp.get_clients({ bufnr = 0, name = name })
    return clients[1] and clients[1].initialized and next(clients[1].server_capabilities or {}) ~= nil
  end)
end

-- What is due a moment later is waited for: an answer stands in its chat before its turn has ended.
local function offered(title, diagnostics)
  for _ = 1, 100 do
    local params = vim.lsp.util.make_range_params(0, 'utf-16')
    params.context = { diagnostics = diagnostics }
    for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 2000) or {}) do
      if vim.iter(answer.result or {}):any(function(action) return action.title == title end) then
        return
      end
    end
    vim.wait(50)
  end
end

-- As the mapping of README.md does, without the menu.
local function act(title)
  local said = vim.iter(vim.diagnostic.get(0, { lnum = vim.fn.line('.') - 1 }))
    :map(function(each) return vim.tbl_get(each, 'user_data', 'lsp') end):totable()
  offered(title, said)
  vim.lsp.buf.code_action({ context = { diagnostics = said }, apply = true,
    filter = function(action) return action.title == title end })
end

local function disk(name)
  return table.concat(vim.fn.readfile(name), '\n')
end

local function send(words)
  local last = vim.api.nvim_buf_line_count(0)
  vim.api.nvim_buf_set_lines(0, last, last, false, { words })
  act('Podd: send')
end

local function answered(times)
  wait('answer', function()
    local _, podd = text():gsub('\n## Podd\n', '')
    local _, you = text():gsub('## You\n', '')
    return podd == times and you == times + 1
  end)
end

local ok, problem = xpcall(function()
  -- chat in a file that was never saved
  vim.cmd.edit('talk.pod.md')
  attached('podd')
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { '## You', '', 'Tell me a long story' })
  vim.api.nvim_win_set_cursor(0, { 3, 4 })
  act('Podd: send')
  wait('beginning of the story', function() return text():find('word 3 ') end)
  local cursor = vim.api.nvim_win_get_cursor(0)
  same(vim.api.nvim_get_current_line(), 'Tell me a long story', 'the cursor moved to another line')
  same(tostring(cursor[2]), '4', 'the cursor moved')
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { 'typed meanwhile' })
  answered(1)
  local story = {}
  for i = 1, 60 do story[i] = 'word ' .. i .. ' ' end
  local session = text():match('^<!%-%- podd: session ([%w_-]+) %-%->\n')
  assert(session, 'no session in the first line:\n' .. text())
  same(text(), '<!-- podd: session ' .. session .. ' -->\n\n## You\n\nTell me a long story\n\n## Podd\n\n'
    .. table.concat(story) .. '\n\n## You\n\ntyped meanwhile', 'the chat')

  -- an edit of a buffer with unsaved changes, undone by the editor's own undo
  local chat = vim.api.nvim_get_current_buf()
  vim.cmd('hide edit notes.md')
  attached('podd')
  local notes = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(0, 0, 1, false, { 'ONE, unsaved' })
  local unsaved = text()
  vim.cmd.buffer(chat)
  send('translate the third line')
  answered(2)
  same(text(notes), 'ONE, unsaved\ntwo teh\ndrei', 'the agent\'s edit')
  same(disk('notes.md'), 'one\ntwo teh\nthree', 'the file on the disk')
  vim.cmd.buffer(notes)
  vim.cmd('silent undo')
  same(text(), unsaved, 'one undo')

  -- an edit of a buffer that was never changed, into which someone types before the edit comes
  vim.cmd('hide edit fresh.md')
  attached('podd')
  local fresh = vim.api.nvim_get_current_buf()
  local apply = vim.lsp.handlers['workspace/applyEdit']
  local typed = false
  vim.lsp.handlers['workspace/applyEdit'] = function(err, params, ctx)
    if not typed and params.edit.documentChanges[1].textDocument.uri:find('fresh.md', 1, true) then
      typed = true
      vim.api.nvim_buf_set_lines(fresh, 0, 0, false, { 'typed' })
    end
    return apply(err, params, ctx)
  end
  vim.cmd.buffer(chat)
  send('translate the fresh line')
  answered(3)
  vim.lsp.handlers['workspace/applyEdit'] = apply
  same(text(fresh), 'typed\none\ndeux\nthree', 'an edit of a buffer with no version')

  -- a hunk undone by code action
  vim.cmd.buffer(chat)
  send('translate the third line')
  answered(4)
  vim.cmd.buffer(notes)
  same(text(), 'ONE, unsaved\ntwo teh\ndrei', 'the agent\'s second edit')
  vim.api.nvim_win_set_cursor(0, { 3, 0 })
  act('Podd: undo this change')
  wait('undone hunk', function() return text() == unsaved end)

  -- a fix from a diagnostic of another server
  vim.lsp.start({ name = 'lint', cmd = { 'node', vim.env.LINT }, root_dir = vim.fn.getcwd() })
  wait('diagnostic', function() return #vim.diagnostic.get(0) > 0 end)
  vim.api.nvim_win_set_cursor(0, { 2, 5 })
  act('Podd: fix this')
  wait('fix', function() return text() == 'ONE, unsaved\ntwo the\nthree' end)

  -- an instruction in a comment
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { '<!-- @podd add a line -->' })
  vim.api.nvim_win_set_cursor(0, { 4, 0 })
  act('Podd: add a line')
  wait('line that the comment asks for', function() return text() == 'ONE, unsaved\ntwo the\nthree\nadded' end)
end, debug.traceback)

if ok then
  io.stdout:write('ALL DONE\n')
  vim.cmd('qa!')
else
  io.stderr:write(tostring(problem) .. '\n')
  vim.cmd('cq!')
end
