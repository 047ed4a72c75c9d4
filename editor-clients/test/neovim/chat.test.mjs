import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, test } from 'node:test';
import { newestPrompt, resultsSincePrompt } from '../../../daemon/src/e2e/model.mjs';
import { programs } from './editor.mjs';
import { inScene } from './scene.mjs';

const numbers = (from, to) => Array.from({ length: to - from }, (_, n) => `w${from + n} `);
const edit = (path, old, text) => ({ name: 'edit', arguments: { path, edits: [{ old_string: old, new_string: text }] } });

/** Reads a file, changes a word in it, and says so. */
function translator(messages) {
  const steps = [
    { calls: [{ name: 'read', arguments: { path: 'a.txt' } }] },
    { calls: [edit('a.txt', 'two', 'zwei')] },
    { text: ['It is ', '**zwei**', ' now.\n\n', '```txt\nzwei\n', '```\n'], every: 5 },
  ];
  return steps[resultsSincePrompt(messages)];
}

/** Says a hundred words slowly, or a few at once. */
function talker(messages) {
  const prompt = newestPrompt(messages).trim();
  return prompt.includes('long') ? { text: numbers(0, 100), every: 15 } : { text: [`You said: ${prompt}`] };
}

const words = (text) => [...text.matchAll(/\bw(\d+)\b/g)].map(([, n]) => Number(n));
const upTo = (count) => Array.from({ length: count }, (_, n) => n);

for (const program of programs) {
  describe(program, () => {
    test('a question is asked, answered and shown as Markdown; an edit is one undo step of the unsaved buffer', () =>
      inScene(translator, undefined, async (scene) => {
        const editor = await scene.editor(program);
        await editor.command('edit a.txt');
        await editor.type('GoFour<Esc>');
        await editor.command('Podd ask Translate @a.txt');
        await editor.untilChat('zwei\n```\n\n## You');
        const text = await editor.chatText();
        assert.match(text, /^<!-- podd: session \S+ -->\n\n## You\n\nTranslate @a\.txt\n\n## Podd\n\n- read a\.txt · /);
        assert.ok(text.endsWith('It is **zwei** now.\n\n```txt\nzwei\n```\n\n## You\n\n'), text);
        assert.deepEqual(await editor.lines(), ['one', 'zwei', 'three', 'Four']);
        assert.equal(scene.read('a.txt'), 'one\ntwo\nthree\n');
        await editor.type('u');
        await editor.until(async () => (await editor.lines())[1] === 'two', 'undo');
        assert.deepEqual(await editor.lines(), ['one', 'two', 'three', 'Four']);
        await editor.type('u');
        await editor.until(async () => (await editor.lines()).length === 3, 'second undo');
      }));

    test('a tool call is one line with a sign and a fold', () =>
      inScene(translator, undefined, async (scene) => {
        const editor = await scene.editor(program);
        await editor.command('edit a.txt');
        await editor.command('Podd ask Translate');
        await editor.untilChat('zwei\n```\n\n## You');
        await editor.untilScreen('✓ edit a.txt');
        assert.doesNotMatch(editor.screen.text(), /\+zwei/);
        await editor.command('wincmd l');
        const row = (await editor.lines()).findIndex((line) => line.startsWith('- edit a')) + 1;
        await editor.type(`${row}G<CR>`);
        await editor.untilScreen('+zwei');
      }));

    test('a tool waits for the person: keys in the chat, a select that may be closed, the statusline', () =>
      inScene(translator, undefined, async (scene) => {
        const editor = await scene.editor(program, { permissions: [{ tool: 'edit', action: 'ask' }], before: `
          _G.selects = 0
          vim.ui.select = function(items, options, choose) _G.selects = _G.selects + 1; choose(_G.choice and items[_G.choice]) end` });
        await editor.command('edit a.txt');
        await editor.command('Podd ask Translate');
        await editor.untilScreen('g1  Allow once');
        await editor.untilScreen('+zwei');
        assert.equal(await editor.lua(`return require('podd').statusline()`), 'podd: running, 1 waits for your answer');
        await editor.command('Podd approve');
        assert.equal(await editor.lua('return _G.selects'), 1);
        assert.equal(await editor.lua(`return require('podd').statusline()`), 'podd: running, 1 waits for your answer');
        assert.deepEqual(await editor.lines(), ['one', 'two', 'three']);
        await editor.command('wincmd l');
        await editor.type('g1');
        await editor.untilChat('zwei\n```\n\n## You');
        await editor.command('wincmd h');
        assert.deepEqual(await editor.lines(), ['one', 'zwei', 'three']);
        assert.equal(await editor.lua('return #require("podd.state").asks'), 0);
      }));

    test('what is typed while an answer comes stays, is undone alone, and the cursor stays with it', () =>
      inScene(talker, undefined, async (scene) => {
        const editor = await scene.editor(program);
        await editor.command('Podd chat');
        await editor.type('ilong<C-s>');
        await editor.untilChat('w10 ');
        for (const key of 'my next words') {
          await editor.type(key);
          await pause(25);
        }
        await editor.untilChat('w99');
        await editor.untilChat(/w99\s+## You/);
        const text = await editor.chatText();
        assert.deepEqual(words(text), upTo(100));
        assert.ok(text.endsWith('## You\nmy next words') || text.endsWith('## You\n\nmy next words'), text);
        await editor.type(' more<Esc>u');
        await pause(100);
        assert.deepEqual(words(await editor.chatText()), upTo(100));
        await editor.type('i<C-s>');
        await editor.untilChat('You said: my');
      }));

    test('more is said to a turn that runs, and a turn is stopped', () =>
      inScene((messages) => (newestPrompt(messages).includes('In Latin') ? { text: ['Salve'] }
        : { text: numbers(0, 60), every: 15 }), undefined, async (scene) => {
        const editor = await scene.editor(program);
        await editor.command('Podd ask Speak');
        await editor.untilChat('w3 ');
        await editor.command('Podd steer In Latin');
        await editor.untilScreen('waits: In Latin');
        await editor.untilChat('Salve');
        const text = await editor.chatText();
        assert.match(text, /w59\s+## You\n\nIn Latin\n\n## Podd\n\nSalve\n\n## You\n\n$/);
        await editor.command('Podd ask Again');
        await editor.untilChat(/Again\s+## Podd\s+w0 w1 w2/);
        await editor.command('Podd stop');
        await editor.untilChat('*Stopped*');
      }));

    test('an editor that is killed in mid-answer goes on where it was', () =>
      inScene(talker, undefined, async (scene) => {
        const first = await scene.editor(program);
        await first.command('Podd ask long');
        await first.untilChat('w10 ');
        await first.kill();
        const second = await scene.editor(program, { before: 'vim.ui.select = function(items, _, choose) choose(items[1]) end' });
        await second.command('Podd sessions');
        await second.untilChat(/w99\s+## You/);
        assert.deepEqual(words(await second.chatText()), upTo(100));
        await second.command('Podd ask hello');
        await second.untilChat('You said: hello');
      }));

    test('a daemon that is killed in mid-answer, and then the client too, lose nothing and double nothing', () =>
      inScene(talker, undefined, async (scene) => {
        const editor = await scene.editor(program);
        await editor.command('Podd ask hello');
        await editor.untilChat('You said: hello');
        await editor.command('Podd ask long');
        await editor.untilChat('w10 ');
        const { pid } = JSON.parse(scene.podd('daemon', 'status', '--json').stdout);
        process.kill(pid, 'SIGKILL');
        await editor.until(() => editor.lua(`
          for _, one in pairs(require('podd.state').conversations) do return one.state ~= 'running' end`), 'end of the turn', 30000);
        const text = await editor.chatText();
        const kept = words(text);
        assert.deepEqual(kept, upTo(kept.length));
        assert.ok(kept.length > 10, text);
        await editor.command('Podd ask long again');
        await editor.untilChat(/again\s+## Podd\s+w0 w1 /);
        const relays = await editor.lua(`
          local pids = {}
          for _, child in ipairs(vim.api.nvim_get_proc_children(vim.fn.getpid())) do table.insert(pids, child) end
          return pids`);
        for (const relay of relays) process.kill(relay, 'SIGKILL');
        await editor.untilChat(/again\s+## Podd\s+w0 [^#]*w99\s+## You/, 30000);
        assert.deepEqual(words((await editor.chatText()).split('again').at(-1)), upTo(100));
        await editor.command('Podd ask goodbye');
        await editor.untilChat('You said: goodbye');
      }));

    test('a session is forked and rewound at a message, which becomes the draft', () =>
      inScene(translator, undefined, async (scene) => {
        const editor = await scene.editor(program, { before: `
          vim.ui.select = function(items, options, choose)
            _G.offered = vim.tbl_map(options.format_item or tostring, items)
            choose(items[1])
          end` });
        await editor.command('edit a.txt');
        await editor.command('Podd ask Translate it');
        await editor.untilChat('zwei\n```\n\n## You');
        await editor.command('write');
        await editor.command('Podd fork');
        await editor.until(async () => (await editor.lua('return vim.tbl_count(require("podd.state").views)')) === 2, 'a second chat');
        await editor.until(async () => (await editor.lines()).join('\n').endsWith('## You\n\nTranslate it'), 'the draft of the fork');
        await editor.command('Podd send');
        await editor.untilChat('zwei\n```\n\n## You');
      }));

    test('a session is rewound to before a message, with what it did to files, once the person has seen that', () =>
      inScene(translator, undefined, async (scene) => {
        const editor = await scene.editor(program, { before: `
          _G.offered = {}
          vim.ui.select = function(items, options, choose)
            table.insert(_G.offered, vim.tbl_map(options.format_item or tostring, items))
            choose(items[1])
          end` });
        await editor.command('edit a.txt');
        await editor.command('Podd ask Translate it');
        await editor.untilChat('zwei\n```\n\n## You');
        assert.deepEqual(await editor.lines(), ['one', 'zwei', 'three']);
        await editor.command('Podd rewind');
        await editor.until(async () => (await editor.chatText()).endsWith('## You\n\nTranslate it'), 'the draft');
        assert.doesNotMatch(await editor.chatText(), /zwei/);
        await editor.until(async () => (await editor.lines())[1] === 'two', 'the old line');
        const [messages, choices] = await editor.lua('return _G.offered');
        assert.deepEqual(messages, ['Translate it']);
        assert.deepEqual(choices, ['Rewind, and take back a.txt', 'Rewind the conversation only', 'Leave all as it is']);
        await editor.command('Podd send');
        await editor.untilChat('zwei\n```\n\n## You');
      }));

    test('a chat file goes on with its session; its last turn is drawn anew', () =>
      inScene(talker, undefined, async (scene) => {
        const editor = await scene.editor(program);
        await editor.command('Podd ask hello');
        await editor.untilChat('You said: hello');
        const text = await editor.chatText();
        await editor.quit();
        writeFileSync(scene.path('talk.pod.md'), text.replace('You said: hello', 'You sa').replace(/\n$/, 'and then?\n'));
        const second = await scene.editor(program);
        await second.command('edit talk.pod.md');
        await second.untilChat('You said: hello');
        assert.match(await second.chatText(), /## You\n\nhello\n\n## Podd\n\nYou said: hello\n\n## You\n+and then\?$/);
        await second.command('Podd send');
        await second.untilChat('You said: and then?');
        await second.command('write');
        assert.match(readFileSync(scene.path('talk.pod.md'), 'utf8'), /You said: and then\?\n\n## You\n+$/);
      }));

    test('a program that is missing is one clear message, and nothing before it is asked for', () =>
      inScene(talker, undefined, async (scene) => {
        const editor = await scene.editor(program, { setup: { podd: '/nowhere/podd' } });
        await editor.command('edit a.txt');
        await pause(200);
        assert.doesNotMatch(await editor.messages(), /podd|E\d+/);
        await editor.command('Podd ask hello');
        assert.match(await editor.messages(), /podd: no program "\/nowhere\/podd"; install Podd or name it/);
        assert.equal(await editor.lua('return vim.tbl_count(require("podd.state").views)'), 0);
      }));
  });
}
