// The configurations for other editors: short, readable, and the one for Vim really runs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../others/', import.meta.url));
const podd = process.env.PODD ?? fileURLToPath(new URL('../../../daemon/target/podd/bin/podd', import.meta.url));

test('each has at most ten lines, and starts podd as an editor does', () => {
  for (const name of readdirSync(folder).filter((file) => file !== 'README.md')) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    assert.ok(text.trimEnd().split('\n').length <= 10, name);
    if (!name.endsWith('.vim')) {
      const found = JSON.stringify(JSON.parse(text));
      assert.match(found, /"command":\["podd","--stdio"\]|"command":"podd","args":\["acp"\]/, name);
    }
  }
});

test('Vim with ALE starts podd and opens its document there', () => {
  const project = mkdtempSync(path.join(tmpdir(), 'podd-vim-'));
  const environment = { ...process.env, PODD_HOME: path.join(project, 'home'), PATH: `${path.dirname(podd)}:${process.env.PATH}` };
  try {
    writeFileSync(path.join(project, 'a.txt'), 'hello\n');
    writeFileSync(path.join(project, 'run.vim'), `
      set runtimepath+=/usr/share/vim-ale
      let g:ale_linters = {'text': ['podd']}
      runtime plugin/ale.vim
      source ${path.join(folder, 'vim-ale.vim')}
      edit a.txt
      setfiletype text
      call ale#Queue(0)
      for s:n in range(1200)
        sleep 50m
        let s:open = filter(values(ale#lsp#GetConnections()), 'v:val.initialized && !empty(v:val.open_documents)')
        if !empty(s:open)
          qall!
        endif
      endfor
      cquit`);
    const vim = spawnSync('vim', ['-u', 'NONE', '-i', 'NONE', '-N', '-es', '-S', 'run.vim'], { cwd: project, env: environment, timeout: 90000 });
    assert.equal(vim.status, 0, `${vim.error ?? ''}${vim.stderr}`);
  } finally {
    spawnSync(podd, ['daemon', 'stop'], { env: environment });
    rmSync(project, { recursive: true, force: true, maxRetries: 5 });
  }
});
