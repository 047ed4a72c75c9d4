// How much of Neovim's time a long chat takes: 2,000 turns, then an answer of 10,000 deltas with a person typing below it and
// the window resized all the while. `NVIM=… node neovim/long.mjs` prints processor time per step and batch, drawing included;
// exit 1 when one takes more than 50 ms.
import { tmpdir } from 'node:os';
import { Editor, programs } from './editor.mjs';
import { watch, watched } from './session.mjs';

const LIMIT = 50;

const begin = `
  local conversation = require('podd.conversation').new('/project')
  conversation.session = 'long'
  local buf = vim.api.nvim_create_buf(true, false)
  vim.api.nvim_set_current_buf(buf)
  vim.bo[buf].buftype = 'nofile'
  vim.bo[buf].filetype = 'markdown'
  if vim.fn.has('nvim-0.11') == 1 then pcall(vim.treesitter.start, buf, 'markdown') end
  _G.view = require('podd.view').new(conversation, buf)
  _G.view:name('long')
  _G.view:dress(0)
  require('podd.highlight').setup()
  local items = {}
  local function add(item) table.insert(items, item) end
  for turn = 1, 2000 do
    add({ type = 'message', id = 'u' .. turn, role = 'user', parts = { { type = 'text', text = 'Question ' .. turn } } })
    add({ type = 'toolCall', id = 'i' .. turn, call = 'c' .. turn, name = 'read', arguments = { path = 'src/file' .. turn .. '.lua' } })
    add({ type = 'toolResult', id = 'r' .. turn, call = 'c' .. turn, outcome = 'ok', summary = '3 lines', body = '1\\tlocal x = 1\\n2\\tlocal y = 2\\n3\\treturn x' })
    add({ type = 'message', id = 'a' .. turn, role = 'assistant', parts = { { type = 'text',
      text = 'It is **so**, see:\\n\\n\`\`\`lua\\nlocal x = 1\\nreturn x\\n\`\`\`\\n\\n- one\\n- two with \`code\`' } } })
  end
  ${watch}
  conversation.transcript:merge(items)
  _G.view:flush()
  vim.cmd('normal! G')`;

const batch = `
  local first, count, columns = ...
  local conversation = _G.view.conversation
  local words = { 'word ', '**bold** ', 'line\\n', '\`code\` ', '\\n\\n- item ', '\\n\`\`\`lua\\nlocal x = ' }
  for n = first, first + count - 1 do
    conversation.transcript:event({ type = 'textDelta', item = 'last', text = words[n % #words + 1] })
  end
  vim.o.columns = columns
  local clock = os.clock()
  _G.view:flush()
  vim.cmd.redraw()
  local drawn = (os.clock() - clock) * 1000
  clock = os.clock()
  vim.api.nvim_put({ 'x' }, 'c', true, true)
  vim.cmd.redraw()
  return { drawn, (os.clock() - clock) * 1000 }`;

for (const program of programs) {
  const editor = await Editor.start({ program, folder: tmpdir(), columns: 100, lines: 45 });
  await editor.lua(begin);
  await editor.until(() => editor.lua('return _G.view.top == 1'), 'the whole session');
  const opened = await editor.lua(watched);
  const lines = await editor.lua('return vim.api.nvim_buf_line_count(0)');
  const drawn = [];
  const typed = [];
  for (let n = 0; n < 10000; n += 25) {
    const [draw, key] = await editor.lua(batch, n, 25, n % 1000 === 0 ? 80 + (n % 40) : 100);
    drawn.push(draw);
    typed.push(key);
  }
  const figures = (list) => {
    const sorted = [...list].sort((a, b) => a - b);
    return `median ${sorted[sorted.length >> 1].toFixed(1)}, 99 % ${sorted[Math.floor(sorted.length * 0.99)].toFixed(1)}, most ${sorted.at(-1).toFixed(1)}`;
  };
  console.log(`${program}: ${lines} lines, at most ${opened.toFixed(0)} ms in one go; a batch of 25 deltas: ${figures(drawn)} ms; a key: ${figures(typed)} ms`);
  if (Math.max(opened, ...drawn, ...typed) > LIMIT) process.exitCode = 1;
  await editor.quit();
}
process.exit();
