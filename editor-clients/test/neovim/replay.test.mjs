// Recorded event logs, shown in a buffer: every way of cutting a log into batches gives the same text, the same signs and the
// same folds, those of the golden file. `GOLDEN=write` writes it instead.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, test } from 'node:test';
import { seeded } from '../../../daemon/src/e2e/random.mjs';
import { Editor, programs } from './editor.mjs';

const logs = new URL('logs/', import.meta.url);

/** A conversation in a buffer, with no daemon behind it. */
const begin = `
  local conversation = require('podd.conversation').new('/project')
  conversation.session = 'recorded'
  local buf = vim.api.nvim_create_buf(true, false)
  vim.api.nvim_set_current_buf(buf)
  vim.bo[buf].buftype = 'nofile'
  _G.view = require('podd.view').new(conversation, buf)
  _G.view:name('recorded')
  _G.view:dress(0)
  require('podd.highlight').setup()
  vim.cmd('normal! G')
  _G.feed = function(line)
    local message = vim.json.decode(line)
    if message.said then
      conversation.sending = conversation.transcript:sent(message.said)
    else
      require('podd.state').conversations[message.pod] = conversation
      require('podd.conversation').event(message)
    end
  end`;

/** All that a person sees: lines, what is drawn over them, and folds. */
const shown = `
  _G.view:flush()
  for at, block in ipairs(_G.view:blocks()) do
    local first, last = _G.view:rows(block)
    local drawn = vim.api.nvim_buf_get_lines(0, first, last, false)
    local due = require('podd.render').lines(_G.view:blocks()[at - 1], block)
    assert(vim.deep_equal(drawn, due), 'block ' .. at .. ' is not where it should be: ' .. vim.inspect({ drawn, due }))
  end
  local lines = {}
  local names = {}
  for name, id in pairs(vim.api.nvim_get_namespaces()) do
    if name:match('^podd') and name ~= 'podd.blocks' then names[id] = name end
  end
  local closed = {}
  for at, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local fold = vim.fn.foldclosed(at)
    table.insert(lines, (fold == -1 and '  ' or fold == at and '+ ' or '| ') .. line)
    for id, name in vim.spairs(names) do
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, id, { at - 1, 0 }, { at - 1, -1 }, { details = true })) do
        if mark[4].virt_text then
          local chunks = vim.tbl_map(function(chunk) return chunk[2] .. ' "' .. chunk[1] .. '"' end, mark[4].virt_text)
          table.insert(lines, ('      %s, %s: %s'):format(name, mark[4].virt_text_pos, table.concat(chunks, ', ')))
        end
      end
    end
  end
  return table.concat(lines, '\\n') .. '\\n'`;

async function replay(program, lines, cut) {
  const editor = await Editor.start({ program, folder: tmpdir() });
  try {
    await editor.lua(begin);
    for (const [at, line] of lines.entries()) {
      await editor.lua(`_G.feed(...)`, line);
      if (cut(at)) await editor.lua('_G.view:flush()');
    }
    return await editor.lua(shown);
  } finally {
    await editor.quit();
  }
}

for (const program of programs) {
  describe(program, () => {
    for (const name of readdirSync(logs).filter((file) => file.endsWith('.jsonl'))) {
      test(`${name}, drawn after each event, at once, and at random`, async () => {
        const lines = readFileSync(new URL(name, logs), 'utf8').trimEnd().split('\n');
        const golden = new URL(name.replace('.jsonl', '.golden.txt'), logs);
        const text = await replay(program, lines, () => true);
        if (process.env.GOLDEN === 'write') writeFileSync(golden, text);
        assert.equal(text, readFileSync(golden, 'utf8'));
        assert.equal(await replay(program, lines, () => false), text);
        const random = seeded(7);
        assert.equal(await replay(program, lines, () => random() < 0.4), text);
        assert.equal(await replay(program, lines.flatMap((line) => [line, line].slice(0, line.includes('"said"') ? 1 : 2)), () => true), text);
      });
    }
  });
}
