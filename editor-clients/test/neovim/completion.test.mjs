import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { programs } from './editor.mjs';
import { inScene } from './scene.mjs';

const accept = `vim.keymap.set('i', '<Tab>', function() return require('podd').accept() and '' or '<Tab>' end, { expr = true })
  vim.keymap.set('i', '<C-f>', function() require('podd').accept('word') end)
  vim.keymap.set('i', '<C-l>', function() require('podd').accept('line') end)`;

/** A project whose model is that of the scene, for inline completions too. */
async function inProject(script, body) {
  await inScene(script, { 'a.txt': 'int add(int a, int b) {\n}\n' }, async (scene) => {
    scene.write('.podd/pod.toml', `[provider]\n${Object.entries(scene.overlay.provider)
      .map(([key, value]) => `${key} = ${JSON.stringify(value)}`).join('\n')}\n`);
    await body(scene);
  });
}

const isNew = (editor) => editor.lua(`return vim.fn.has('nvim-0.12') == 1`);

async function open(scene, program, setup) {
  const editor = await scene.editor(program, { setup, before: accept });
  await editor.command('edit a.txt');
  await editor.until(() => editor.lua(`local podd = vim.lsp.get_clients({ name = 'podd', bufnr = 0 })[1]
    return podd ~= nil and podd.initialized`), 'a client');
  return editor;
}

for (const program of programs) {
  describe(program, () => {
    test('inline completion stands at the cursor in grey and is taken by a key, whole, by the word and by the line', () =>
      inProject(() => ({ text: ['```\na + b;\n}\n\nint two() {\n```'] }), async (scene) => {
        const editor = await open(scene, program, { inline_completion: true });
        await editor.type('o    return ');
        if (!await isNew(editor)) {
          await editor.type('<Tab><Esc>');
          assert.equal((await editor.lines())[1].trimEnd(), '    return');
          assert.equal(scene.model.requests.length, 0);
          await editor.command('checkhealth podd');
          assert.match((await editor.lines()).join('\n'), /inline completion needs Neovim 0\.12/);
          return;
        }
        const shown = () => editor.untilScreen(/return a \+ b;\n}\n\nint two\(\) {\n}/);
        const again = async () => {
          await editor.type('<Esc>0C    return ');
          await editor.until(async () => (await editor.lines())[1] === '    return ', 'the line as it was');
          await shown();
        };
        await shown();
        assert.deepEqual(await editor.lines(), ['int add(int a, int b) {', '    return ', '}']);
        await editor.type('<C-f>');
        await editor.until(async () => (await editor.lines())[1] === '    return a', 'a word');
        await again();
        await editor.type('<C-l>');
        await editor.until(async () => (await editor.lines())[1] === '    return a + b;', 'a line');
        await again();
        await editor.type('<Tab>');
        await editor.until(async () => (await editor.lines()).length === 6, 'all of it');
        assert.deepEqual(await editor.lines(), ['int add(int a, int b) {', '    return a + b;', '}', '', 'int two() {', '}']);
        const { messages } = JSON.parse(scene.model.requests[0]);
        assert.match(messages.at(-1).content, /int add\(int a, int b\) {\n    return <\|cursor\|>\n}/);
        await editor.type('<Esc>');
        await editor.command('checkhealth podd');
        assert.match((await editor.lines()).join('\n'), /inline completion is on/);
      }));

    test('typing on stops the request of an inline completion', () => {
      let served = 0;
      let stopped = false;
      const script = () => {
        served += 1;
        return served > 1 ? { text: ['```\n7;\n```'] } : { raw: async (response) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          response.write(': thinking\n\n');
          response.on('close', () => { stopped = true; });
        } };
      };
      return inProject(script, async (scene) => {
        const editor = await open(scene, program, { inline_completion: true });
        if (!await isNew(editor)) return;
        await editor.type('oreturn');
        await editor.until(() => served === 1, 'a request');
        await editor.type(' ');
        await editor.until(() => stopped, 'its end');
        await editor.untilScreen('return 7;');
        assert.equal(served, 2);
        assert.doesNotMatch(await editor.messages(), /[Ee]rror/);
      });
    });

    test('the model is not asked while one types unless one wants that', () =>
      inProject(() => ({ text: ['no'] }), async (scene) => {
        const editor = await open(scene, program, {});
        await editor.type('oreturn ');
        await editor.lua('vim.wait(600)');
        await editor.command('Podd ask Well?');
        await editor.untilChat('no');
        assert.equal(scene.model.requests.length, 1);
      }));
  });
}
