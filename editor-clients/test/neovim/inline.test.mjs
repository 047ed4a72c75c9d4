import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { programs } from './editor.mjs';
import { inScene } from './scene.mjs';

/** Writes two lines slowly. */
const script = () => ({ text: ['```\n', 'TWO\n', 'THREE\n', '```'], every: 300 });

async function inProject(body) {
  await inScene(script, { 'a.txt': 'one\ntwo\nthree\nfour\n' }, async (scene) => {
    scene.write('.podd/pod.toml', `[provider]\n${Object.entries(scene.overlay.provider)
      .map(([key, value]) => `${key} = ${JSON.stringify(value)}`).join('\n')}\n`);
    await body(scene);
  });
}

const rows = (editor) => editor.lines();

for (const program of programs) {
  describe(program, () => {
    test('selected lines are rewritten, with a preview, while the person types elsewhere; then they are a pending change', () =>
      inProject(async (scene) => {
        const editor = await scene.editor(program);
        await editor.command('edit a.txt');
        await editor.command('2,3Podd edit in capitals');
        await editor.untilScreen('● in capitals');
        await editor.untilScreen('TWO');
        assert.deepEqual(await rows(editor), ['one', 'two', 'three', 'four']);
        await editor.type('Gofive<Esc>');
        await editor.until(async () => (await rows(editor))[1] === 'TWO', 'the new lines');
        assert.deepEqual(await rows(editor), ['one', 'TWO', 'THREE', 'four', 'five']);
        await editor.until(() => editor.lua(`return #require('podd.changes').of(vim.uri_from_bufnr(0)) == 1`), 'a pending change');
        assert.doesNotMatch(editor.screen.text(), /● in capitals/);
        await editor.command('2Podd undo');
        await editor.until(async () => (await rows(editor))[1] === 'two', 'the old lines');
        assert.deepEqual(await rows(editor), ['one', 'two', 'three', 'four', 'five']);
      }));

    test('an inline edit is stopped and leaves the buffer as it was', () =>
      inProject(async (scene) => {
        const editor = await scene.editor(program);
        await editor.command('edit a.txt');
        await editor.command('2,3Podd edit in capitals');
        await editor.untilScreen('TWO');
        await editor.command('Podd stop');
        await editor.until(() => !editor.screen.text().includes('● in capitals'), 'end of the preview');
        await pause(300);
        assert.deepEqual(await rows(editor), ['one', 'two', 'three', 'four']);
      }));
  });
}
