// Questions of the model: answered in the chat by a key, through vim.ui.select with one or several, in words, or not at all.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newestPrompt, resultsSincePrompt } from '../../../daemon/src/e2e/model.mjs';
import { programs } from './editor.mjs';
import { inScene } from './scene.mjs';

const options = [{ label: 'SQLite', description: 'One file.' }, { label: 'PostgreSQL' }, { label: 'none' }];
const asking = {
  one: { question: 'Which database?', options },
  many: { question: 'Which of these?', options, multiple: true },
  words: { question: 'What is it called?' },
};

/** Asks what the prompt names, and says what it heard. */
function asker(messages) {
  const prompt = newestPrompt(messages).trim();
  return resultsSincePrompt(messages) === 0 ? { calls: [{ name: 'ask', arguments: asking[prompt] }] } : { text: [`heard ${prompt}`] };
}

const stubs = `
  _G.picks, _G.shown = {}, {}
  vim.ui.select = function(items, options, choose)
    local lines = vim.tbl_map(options.format_item or tostring, items)
    table.insert(_G.shown, lines)
    local pick = table.remove(_G.picks, 1)
    for at, line in ipairs(lines) do
      if pick and line:find(pick, 1, true) then return choose(items[at], at) end
    end
    choose(nil)
  end
  vim.ui.input = function(options, done) done(_G.words) end`;

for (const program of programs) {
  describe(program, () => {
    test('a question of the model waits in the chat and is answered by a key', () =>
      inScene(asker, undefined, async (scene) => {
        const editor = await scene.editor(program, { before: stubs });
        await editor.command('Podd ask one');
        await editor.untilScreen('g1  SQLite  One file.');
        await editor.untilScreen('g2  PostgreSQL');
        assert.equal(await editor.lua(`return require('podd').statusline()`), 'podd: running, 1 waits for your answer');
        await editor.command('wincmd l');
        await editor.type('g2');
        await editor.untilChat('heard one');
        assert.match(await editor.chatText(), /- ask: Which database\? · chosen: "PostgreSQL"/);
        assert.equal(await editor.lua('return #require("podd.state").asks'), 0);
      }));

    test('several are chosen one after the other; closed without a choice, the question stays open', () =>
      inScene(asker, undefined, async (scene) => {
        const editor = await scene.editor(program, { before: stubs });
        await editor.command('Podd ask many');
        await editor.untilScreen('g1  SQLite');
        await editor.command('Podd approve');
        assert.equal(await editor.lua('return #require("podd.state").asks'), 1);
        await editor.lua(`_G.shown = {}; _G.picks = { 'none', 'SQLite', 'Done' }`);
        await editor.command('Podd approve');
        await editor.untilChat('heard many');
        assert.match(await editor.chatText(), /· chosen: "SQLite", "none"/);
        assert.deepEqual(await editor.lua('return _G.shown[2]'), ['[ ] SQLite (One file.)', '[ ] PostgreSQL', '[x] none', 'Done',
          'Answer in words …', 'No answer: it goes on with what it thinks best']);
      }));

    test('an answer in words, and none', () =>
      inScene(asker, undefined, async (scene) => {
        const editor = await scene.editor(program, { before: stubs });
        await editor.command('Podd ask words');
        await editor.untilScreen('answer in words');
        await editor.lua(`_G.words = 'depot, for now'`);
        await editor.command('Podd approve');
        await editor.untilChat('heard words');
        assert.match(await editor.chatText(), /· answered: depot, for now/);
        await editor.command('Podd ask one');
        await editor.untilScreen('g1  SQLite');
        await editor.lua(`_G.picks = { 'No answer' }`);
        await editor.command('Podd approve');
        await editor.untilChat('heard one');
        assert.match(await editor.chatText(), /· No answer: the person closed the question/);
      }));

    test('a stopped turn asks nothing any more', () =>
      inScene(asker, undefined, async (scene) => {
        const editor = await scene.editor(program, { before: stubs });
        await editor.command('Podd ask one');
        await editor.untilScreen('g1  SQLite');
        await editor.command('Podd stop');
        await editor.until(async () => (await editor.lua('return #require("podd.state").asks')) === 0, 'no question is left');
        await editor.untilChat('· The turn was stopped before the person answered.');
      }));
  });
}
