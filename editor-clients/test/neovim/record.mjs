// Records the event logs that `replay.test.mjs` replays, from the real daemon: `node neovim/record.mjs`.
import { writeFileSync } from 'node:fs';
import { newestPrompt, resultsSincePrompt } from '../../../daemon/src/e2e/model.mjs';
import { programs } from './editor.mjs';
import { Scene } from './scene.mjs';

const call = (name, args) => ({ calls: [{ name, arguments: args }] });
const chunk = (delta, finish) => `data: ${JSON.stringify({ id: 'r', model: 'scripted', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

/** Thinks aloud first, as a service streams it. */
function thinks(thought, words) {
  return { raw: async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const piece of thought) response.write(chunk({ reasoning_content: piece }));
    for (const piece of words) response.write(chunk({ content: piece }));
    response.end(`${chunk({}, 'stop')}data: ${JSON.stringify({ id: 'r', choices: [], usage: { prompt_tokens: 1200, completion_tokens: 40 } })}\n\ndata: [DONE]\n\n`);
  } };
}

const conversations = {
  tools: { prompts: ['Translate two and five', 'Run it'], script(messages) {
    const done = resultsSincePrompt(messages);
    if (newestPrompt(messages).includes('Run it')) {
      return [call('shell', { command: 'echo running; false' }), call('glob', { pattern: '*.txt' }),
        { text: ['It ', 'failed', ':\n\n', '- with status 1\n- and **no** output\n'] }][done];
    }
    return [{ calls: [{ name: 'read', arguments: { path: 'a.txt' } }, { name: 'grep', arguments: { pattern: 'five', path: '.' } }] }, ,
      call('edit', { path: 'a.txt', edits: [{ old_string: 'two', new_string: 'zwei' }] }),
      call('edit', { path: 'a.txt', edits: [{ old_string: 'nowhere', new_string: 'x' }] }),
      { text: ['Done', '. The file:\n\n', '```text\none\n', 'zwei\n```', '\n\nAnything else?\n'] }][done];
  } },
  thinking: { prompts: ['Why?', 'And headings?'], script(messages) {
    return newestPrompt(messages).includes('headings')
      ? { text: ['## You\n', '\nare not asked here.\n\n## Po', 'dd\n\nis.'] }
      : thinks(['The person ', 'wants a reason.\n', 'Give one.'], ['Because ', 'it is **so**', '.\n\n']);
  } },
};

for (const [name, { prompts, script }] of Object.entries(conversations)) {
  const scene = await Scene.begin(script, { 'a.txt': 'one\ntwo\nthree\nfour\nfive\n' });
  const editor = await scene.editor(programs[0]);
  await editor.command('edit a.txt');
  await editor.lua(`
    local conversation = require('podd.conversation')
    local event = conversation.event
    _G.log = {}
    conversation.event = function(message)
      table.insert(_G.log, vim.json.encode(message))
      event(message)
    end
    local say = getmetatable(conversation.new('/')).__index.say
    getmetatable(conversation.new('/')).__index.say = function(self, input, text)
      table.insert(_G.log, vim.json.encode({ said = text }))
      say(self, input, text)
    end`);
  for (const [at, prompt] of prompts.entries()) {
    await editor.command(`Podd ask ${prompt}`);
    await editor.until(() => editor.lua(`
      return #vim.tbl_filter(function(line) return line:find('"turnDone"', 1, true) end, _G.log) > ...`, at), 'end of a turn');
  }
  const log = (await editor.lua('return _G.log')).map((line) => line.replaceAll(scene.folder, '/project'));
  writeFileSync(new URL(`logs/${name}.jsonl`, import.meta.url), `${log.join('\n')}\n`);
  await scene.end();
}
