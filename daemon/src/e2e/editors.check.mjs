// Podd in real editors that have no plugin of ours: chat in a file, an edit of a buffer with unsaved changes, its undo by the
// editor and by a code action, one of a buffer that was never changed before, a fix from a diagnostic, an instruction in a
// comment.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { emacs, Helix, neovim } from './editors.mjs';
import { Model, newestPrompt, resultsSincePrompt } from './model.mjs';
import { program, temporaryFolder } from './podd.mjs';

process.env.LINT = fileURLToPath(new URL('editors/lint.mjs', import.meta.url));

const model = new Model((messages) => {
  const prompt = newestPrompt(messages);
  const done = resultsSincePrompt(messages);
  const steps = (...all) => (done < all.length ? { calls: [all[done]] } : { text: ['It is done.'] });
  const edit = (from, to, path = 'notes.md') => steps({ name: 'read', arguments: { path } },
    { name: 'edit', arguments: { path, edits: [{ old_string: from, new_string: to }] } });
  if (prompt.includes('long story')) {
    return { text: Array.from({ length: 60 }, (_, n) => `word ${n + 1} `), every: 30 };
  }
  if (prompt.includes('translate the fresh line')) return edit('two', 'deux', 'fresh.md');
  if (prompt.includes('translate the third line')) return edit('three', 'drei');
  if (prompt.includes('teh is misspelled')) return edit('teh', 'the');
  if (prompt.includes('add a line')) return edit('<!-- @podd add a line -->', '<!-- @podd add a line -->\nadded');
  return { text: ['I do not know what to do.'] };
});

before(() => model.listen());
after(() => model.close());

/** A home whose Pods ask the scripted model, and a trusted folder with one file. */
function place() {
  const home = temporaryFolder('home');
  const workspace = temporaryFolder('workspace');
  const { kind, model: name, base_url } = model.provider;
  writeFileSync(path.join(home, 'pod.toml'), `[provider]\nkind = "${kind}"\nmodel = "${name}"\nbase_url = "${base_url}"\n`
    + '[[permissions]]\ntool = "*"\naction = "allow"\n');
  writeFileSync(path.join(workspace, 'notes.md'), 'one\ntwo teh\nthree\n');
  writeFileSync(path.join(workspace, 'fresh.md'), 'one\ntwo\nthree\n');
  spawnSync('git', ['init', '-q', workspace]);
  const environment = { ...process.env, PODD_HOME: home };
  assert.equal(spawnSync(program, ['trust', workspace], { env: environment }).status, 0);
  after(() => spawnSync(program, ['daemon', 'stop'], { env: environment }));
  return { home, workspace };
}

for (const suite of ['trixie', 'forky']) {
  test(`Neovim of Debian ${suite}`, async () => {
    const { home, workspace } = place();
    const said = await neovim(suite, { home, workspace, script: 'plain.lua' });
    assert.match(said, /ALL DONE/);
    assert.equal(readFileSync(path.join(workspace, 'notes.md'), 'utf8'), 'one\ntwo teh\nthree\n');
    assert.deepEqual(model.complaints, []);
  });
}

test('Emacs with eglot', async () => {
  const { home, workspace } = place();
  const said = await emacs('trixie', { home, workspace, script: 'plain.el' });
  assert.match(said, /ALL DONE/);
  assert.equal(readFileSync(path.join(workspace, 'notes.md'), 'utf8'), 'one\ntwo teh\nthree\n');
  assert.deepEqual(model.complaints, []);
});

test('Helix in a terminal', async () => {
  const { home, workspace } = place();
  const helix = new Helix('trixie', { home, workspace, files: ['talk.pod.md'],
    more: `[language-server.marksman]\ncommand = "${process.execPath}"\nargs = ["${process.env.LINT}"]\n` });
  const type = async (...keys) => {
    for (const each of keys) {
      helix.type(each);
      await pause(120);
    }
  };
  /** Opens the menu of code actions and takes one of them: the first, or so many further down. */
  const act = async (down = 0) => {
    let shown = '';
    for (const end = Date.now() + 30000; !shown.includes('Podd: ');) {
      assert.ok(Date.now() < end, `no menu of code actions:\n${helix.screen.slice(-3000)}`);
      const before = helix.screen.length;
      await type('\x1b', ' a');
      for (let look = 0; look < 20 && !/Podd: |code actions/.test(shown); look++) {
        await pause(100);
        shown = helix.screen.slice(before).replace(/.*<space>/s, '');
      }
      shown = shown.includes('Podd: ') ? shown : '';
    }
    await pause(200);
    await type(...Array(down).fill('\x0e'), '\r');
  };
  /** Looks at the text of the buffer, again and again, until it fits. */
  const until = async (what, fits) => {
    let text = '';
    for (let look = 1, end = Date.now() + 30000; Date.now() < end; look++) {
      const copy = path.join(home, `copy-${what.replaceAll(' ', '-')}-${look}`);
      await type('\x1b', '%', `:pipe-to cat > ${copy}\r`);
      await pause(300);
      text = existsSync(copy) ? readFileSync(copy, 'utf8') : '';
      await type(';', 'gg');
      if (fits(text)) return text;
    }
    throw new Error(`no ${what}; the buffer is:\n${text}\nthe screen:\n${helix.screen.slice(-3000)}`);
  };
  const is = (due) => (text) => text === due;
  const answered = (times) => until(`answer ${times}`, (text) => text.split('\n## Podd\n').length === times + 1
    && text.split('## You\n').length === times + 2);
  const send = async (words, times) => {
    await type('ge', 'o', words, '\x1b');
    await act();
    await answered(times);
  };
  const unsaved = 'ONE, unsaved\ntwo teh\nthree\n';
  const edited = 'ONE, unsaved\ntwo teh\ndrei\n';

  try {
    await pause(3000);
    // chat in a file that was never saved
    await type('i', '## You\r\rTell me a long story', '\x1b');
    await act();
    await until('beginning of the story', (text) => text.includes('word 3 '));
    await type('geotyped meanwhile\x1b'); // at once: the heading that ends the answer may come between two keys
    const chat = await answered(1);
    assert.match(chat, /^<!-- podd: session [\w-]+ -->\n\n## You\n\nTell me a long story\n\n## Podd\n\nword 1 word 2 /);
    assert.match(chat, /word 59 word 60 \n\n## You\n+typed meanwhile\n+$/);

    // an edit of a buffer with unsaved changes, undone by the editor's own undo
    await type(':o notes.md\r');
    await pause(1500);
    await type('gg', 'x', 'c', 'ONE, unsaved', '\x1b');
    await until('unsaved text', is(unsaved));
    await type(':o talk.pod.md\r');
    await send('translate the third line', 2);
    await type(':o notes.md\r');
    await until('edit of the agent', is(edited));
    assert.equal(readFileSync(path.join(workspace, 'notes.md'), 'utf8'), 'one\ntwo teh\nthree\n');
    await type('u');
    await until('undone edit', is(unsaved));

    // a hunk undone by code action: the second of those that are offered
    await type(':o talk.pod.md\r');
    await send('translate the third line', 3);
    await type(':o notes.md\r');
    await until('second edit of the agent', is(edited));
    await type('3gg');
    await act(1);
    await until('undone hunk', is(unsaved));

    // a fix from a diagnostic of another server
    await type('2gg', 'w', 'w');
    await act();
    await until('fix', is('ONE, unsaved\ntwo the\nthree\n'));

    // an instruction in a comment
    await type('ge', 'o', '<!-- @podd add a line -->', '\x1b');
    await act();
    await until('line that the comment asks for', is('ONE, unsaved\ntwo the\nthree\nadded\n'));
    await type(':qa!\r');
    await helix.ended();
    assert.deepEqual(model.complaints, []);
  } finally {
    helix.process.kill('SIGKILL');
  }
});
