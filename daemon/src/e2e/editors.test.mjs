// Podd in real editors that have no plugin of ours: chat in a file, an edit of a buffer with unsaved changes, its undo by the
// editor and by a code action, a fix from a diagnostic, an instruction in a comment.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { emacs, Helix, neovim } from './editors.mjs';
import { Model, newestPrompt, resultsSincePrompt } from './model.mjs';
import { program, temporaryFolder } from './podd.mjs';

process.env.LINT = fileURLToPath(new URL('editors/lint.mjs', import.meta.url));

const model = new Model((messages) => {
  const prompt = newestPrompt(messages);
  const done = resultsSincePrompt(messages);
  const steps = (...all) => (done < all.length ? { calls: [all[done]] } : { text: ['It is done.'] });
  const edit = (from, to) => steps({ name: 'read', arguments: { path: 'notes.md' } },
    { name: 'edit', arguments: { path: 'notes.md', edits: [{ old_string: from, new_string: to }] } });
  if (prompt.includes('long story')) {
    return { text: Array.from({ length: 60 }, (_, n) => `word ${n + 1} `), every: 30 };
  }
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
