import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newestPrompt, resultsSincePrompt } from '../../../daemon/src/e2e/model.mjs';
import { programs } from './editor.mjs';
import { inScene } from './scene.mjs';

/** Subcommands that a person looks for by name. */
const NAMES = ['chat', 'ask', 'edit', 'do', 'stop', 'steer', 'send', 'sessions', 'fork', 'rewind', 'changes', 'keep', 'undo', 'model',
  'manifest', 'permissions', 'log', 'status'];
const PLUGS = ['add', 'approve', 'changes', 'chat', 'diff', 'keep', 'next', 'previous', 'rewrite', 'sessions', 'stop', 'undo'];

const isEdit = (messages) => newestPrompt(messages).startsWith('In ');

/** Rewrites what it is asked to rewrite, edits a.txt when a chat says so, else says yes. */
function script(messages) {
  if (isEdit(messages)) return { text: ['```\nNEW\n```'] };
  if (!newestPrompt(messages).includes('Translate')) return { text: ['Yes'] };
  switch (resultsSincePrompt(messages)) {
    case 0: return { calls: [{ name: 'read', arguments: { path: 'a.txt' } }] };
    case 1: return { calls: [{ name: 'edit', arguments: { path: 'a.txt', edits: [{ old_string: 'two', new_string: 'zwei' }] } }] };
    default: return { text: ['Done'] };
  }
}

const answers = `vim.ui.input = function(options, done) _G.inputs = (_G.inputs or 0) + 1; done('in capitals') end
  vim.ui.select = function(items, options, done) _G.offered = vim.tbl_map(options.format_item or tostring, items); done(items[1]) end`;

async function inProject(files, body) {
  await inScene(script, { 'a.txt': 'one\ntwo\nthree\nfour\n', ...files }, async (scene) => {
    scene.write('.podd/pod.toml', `[provider]\n${Object.entries(scene.overlay.provider)
      .map(([key, value]) => `${key} = ${JSON.stringify(value)}`).join('\n')}\n`);
    await body(scene);
  });
}

for (const program of programs) {
  describe(program, () => {
    test('there is one command, each of its subcommands completes, and a wrong one names them', () =>
      inProject({}, async (scene) => {
        const editor = await scene.editor(program);
        assert.deepEqual(await editor.lua(`return vim.tbl_filter(function(name) return name:match('^Podd') end,
          vim.tbl_keys(vim.api.nvim_get_commands({})))`), ['Podd']);
        for (const name of NAMES) {
          const found = await editor.lua(`return vim.fn.getcompletion('Podd ' .. ..., 'cmdline')`, name.slice(0, 3));
          assert.ok(found.includes(name), `${name}: ${found}`);
        }
        assert.deepEqual(await editor.lua(`return vim.fn.getcompletion('Podd undo ', 'cmdline')`), ['file']);
        await editor.command('Podd fly');
        assert.match(await editor.messages(), /no subcommand "fly"; there are .*ask.*undo/);
        assert.deepEqual(await editor.lua(`return vim.fn.sort(vim.tbl_map(function(map) return map.lhs:match('podd%-(%w+)') end,
          vim.tbl_filter(function(map) return map.lhs:match('^<Plug>%(podd') end, vim.api.nvim_get_keymap('n'))))`), PLUGS);
        assert.deepEqual(await editor.lua(`return vim.fn.sort(vim.tbl_map(function(map) return map.lhs end,
          vim.tbl_filter(function(map) return map.lhs:match('podd') end, vim.api.nvim_get_keymap('x'))))`),
        ['<Plug>(podd-add)', '<Plug>(podd-rewrite)']);
      }));

    test('the operator that rewrites lines asks once, and a dot repeats it with the same words', () =>
      inProject({}, async (scene) => {
        const editor = await scene.editor(program, { before: `${answers}
          vim.keymap.set({ 'n', 'x' }, 'X', '<Plug>(podd-rewrite)')` });
        await editor.command('edit a.txt');
        await editor.type('ggXl');
        await editor.until(async () => (await editor.lines())[0] === 'NEW', 'the first line');
        await editor.type('jj.');
        await editor.until(async () => (await editor.lines())[2] === 'NEW', 'the third line');
        assert.deepEqual(await editor.lines(), ['NEW', 'two', 'NEW', 'four']);
        assert.equal(await editor.lua('return _G.inputs'), 1);
        const asked = scene.model.requests.map((body) => newestPrompt(JSON.parse(body).messages).split('\n').slice(0, 2));
        assert.deepEqual(asked, [['In a.txt, lines 1 to 1:', 'in capitals'], ['In a.txt, lines 3 to 3:', 'in capitals']]);
        await editor.type('4GVX');
        await editor.until(async () => (await editor.lines())[3] === 'NEW', 'the selected line');
      }));

    test('events tell of questions, edits and decisions, with their data', () =>
      inProject({}, async (scene) => {
        const editor = await scene.editor(program, { permissions: [{ tool: 'edit', action: 'ask' }], before: `${answers}
          _G.heard = {}
          vim.api.nvim_create_autocmd('User', { pattern = 'Podd*', callback = function(event)
            local data = event.data
            table.insert(_G.heard, table.concat({ event.match, data.title or data.path and vim.fs.basename(data.path) or data.outcome or '',
              data.answer or data.state or data.hunks and tostring(#data.hunks) or '' }, ' '))
          end })` });
        await editor.command('edit a.txt');
        await editor.command('Podd ask Translate');
        await editor.until(() => editor.lua('return #require("podd.state").asks == 1'), 'a question');
        await editor.command('Podd approve');
        await editor.untilChat('Done');
        await editor.until(() => editor.lua(`return #require('podd.changes').of(vim.uri_from_bufnr(0)) == 1`), 'a pending change');
        await editor.command('2Podd keep');
        await editor.until(async () => (await editor.lua('return _G.heard')).some((event) => event.startsWith('PoddHunkResolved')), 'the decision');
        const heard = (await editor.lua('return _G.heard')).map((event) => event.trim());
        assert.equal(heard[0], 'PoddTurnStarted');
        assert.deepEqual(heard.filter((event) => /Approval/.test(event)),
          ['PoddApprovalRequested edit a.txt', 'PoddApprovalAnswered edit a.txt Allow once']);
        assert.match(heard.find((event) => /FileEdited/.test(event)), /^PoddFileEdited a\.txt [01]$/);
        assert.ok(heard.includes('PoddTurnDone finished'));
        assert.match(heard.at(-1), /^PoddHunkResolved a\.txt/);
      }));

    test('a comment is carried out, a manifest is chosen, the log and the state are shown', () =>
      inProject({ 'b.c': '// @podd say yes\nint b;\n', '.podd/pods/other.toml': '[pod]\nname = "other"\ndescription = "Another one."\n' }, async (scene) => {
        const editor = await scene.editor(program, { before: answers });
        await editor.command('edit b.c');
        await editor.command('Podd status');
        assert.match(await editor.messages(), /not connected|connected, no chat yet/);
        await editor.command('1Podd do');
        await editor.until(async () => (await editor.lines())[0] === 'int b;', 'the comment to go');
        await editor.command('Podd ask Well?');
        await editor.untilChat('Yes');
        await editor.command('Podd status');
        await editor.until(async () => /idle · scripted · \d+ of 100000 tokens · session /.test(await editor.messages()), 'the state');
        await editor.command('Podd manifest');
        await editor.until(() => editor.lua('return _G.offered and #_G.offered > 1'), 'manifests');
        assert.ok((await editor.lua('return _G.offered')).includes('other · Another one.'));
        await editor.command('Podd manifest other');
        await editor.command('Podd ask And now?');
        await editor.until(() => editor.lua(`return require('podd.chat').of().conversation.manifest_name == 'other'`), 'the other manifest');
        await editor.command('Podd log');
        await editor.until(async () => /\d\d:\d\d|the log is empty/.test(`${(await editor.lines()).join('\n')}${await editor.messages()}`), 'the log');
      }));

    test('with the other language servers, by vim.lsp.enable', () =>
      inProject({}, async (scene) => {
        const editor = await scene.editor(program, { setup: { attach: false } });
        if (!await editor.lua(`return vim.fn.has('nvim-0.11') == 1`)) return;
        await editor.lua(`vim.lsp.enable('podd')`);
        await editor.command('edit a.txt');
        await editor.until(() => editor.lua(`return #vim.lsp.get_clients({ name = 'podd', bufnr = 0 }) == 1`), 'a client');
        await editor.command('Podd ask Well?');
        await editor.untilChat('Yes');
        assert.equal(await editor.lua(`return #vim.lsp.get_clients({ name = 'podd' })`), 1);
      }));
  });
}
