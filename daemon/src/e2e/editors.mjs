// Real editors with no plugin of ours, as README.md's section "In an editor" sets them up: where they are, and how they run.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { program } from './podd.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const cache = process.env.PODD_EDITORS ?? path.join(tmpdir(), 'podd-editors');

/** Where a program of another Debian suite is unpacked; made at the first call, with its own loader and libraries. */
function unpacked(suite, name, binary) {
  const prefix = path.join(cache, `${name}-${suite}`);
  const libraries = path.join(prefix, 'root/usr/lib/x86_64-linux-gnu');
  const file = path.join(prefix, 'root/usr/bin', binary);
  if (!existsSync(path.join(prefix, 'ready'))) {
    mkdirSync(cache, { recursive: true });
    execFileSync(path.join(here, 'editors/get.sh'), [suite, prefix, name], { stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync('patchelf', ['--set-interpreter', path.join(libraries, 'ld-linux-x86-64.so.2'), '--force-rpath',
      '--set-rpath', libraries, file]);
    writeFileSync(path.join(prefix, 'ready'), '');
  }
  return { file, share: path.join(prefix, 'root/usr') };
}

/** The code blocks of README.md's section "In an editor", by the words that come just before them. */
export function readmeConfiguration(language) {
  const readme = readFileSync(path.join(here, '../../../README.md'), 'utf8');
  const section = readme.slice(readme.indexOf('\n## In an editor'));
  const block = new RegExp('```' + language + '\\n([\\s\\S]*?)```').exec(section);
  if (!block) throw new Error(`README.md has no ${language} in "In an editor"`);
  return block[1];
}

/** What every editor is run with: `podd` in the path, its own home. */
function environment(home, more) {
  return { ...process.env, PODD_HOME: home, PATH: `${path.dirname(program)}:${process.env.PATH}`, HOME: home,
    XDG_CONFIG_HOME: path.join(home, 'config'), XDG_STATE_HOME: path.join(home, 'state'), LANG: 'C.UTF-8', ...more };
}

function ended(child, name, limit) {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => { said += text; });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${name} did not end within ${limit} ms:\n${said.slice(-4000)}`));
    }, limit);
    const over = (code) => {
      clearTimeout(timer);
      if (code === 0) resolve(said);
      else reject(new Error(`${name} ended with ${code}:\n${said.slice(-4000)}`));
    };
    if (child.exitCode === null) child.on('exit', over);
    else over(child.exitCode); // it was faster than who waits for it
  });
}

/** Runs a Lua file in a headless Neovim that README.md has set up. */
export function neovim(suite, { home, workspace, script, limit = 90000 }) {
  const { file, share } = unpacked(suite, 'neovim', 'nvim');
  const init = path.join(home, 'init.lua');
  writeFileSync(init, readmeConfiguration('lua'));
  const child = spawn(file, ['--headless', '-u', init, '-i', 'NONE', '-n', '-c', `luafile ${path.join(here, 'editors', script)}`], {
    cwd: workspace,
    env: environment(home, { VIM: path.join(share, 'share/nvim'), VIMRUNTIME: path.join(share, 'share/nvim/runtime'),
      LUA_PATH: `${share}/share/lua/5.1/?.lua;${share}/share/lua/5.1/?/init.lua;;`,
      LUA_CPATH: `${share}/lib/x86_64-linux-gnu/lua/5.1/?.so;;` }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return ended(child, `Neovim of ${suite}`, limit);
}

/** Runs a Lisp file in a batch Emacs that README.md has set up. */
export function emacs(suite, { home, workspace, script, limit = 90000 }) {
  const { file, share } = unpacked(suite, 'emacs-nox', 'emacs-nox');
  const [version] = readdirSync(path.join(share, 'share/emacs')).filter((name) => /^\d/.test(name));
  const lib = path.join(share, 'libexec/emacs', version, 'x86_64-linux-gnu');
  const dump = path.join(lib, readdirSync(lib).find((name) => name.endsWith('.pdmp')));
  const init = path.join(home, 'init.el');
  writeFileSync(init, readmeConfiguration('elisp'));
  const of = path.join(share, 'share/emacs', version);
  const child = spawn(file, [`--dump-file=${dump}`, '-Q', '--batch', '-l', init, '-l', path.join(here, 'editors', script)], {
    cwd: workspace,
    env: environment(home, { EMACSLOADPATH: path.join(of, 'lisp'), EMACSDATA: path.join(of, 'etc'),
      EMACSDOC: path.join(of, 'etc'), EMACSPATH: lib }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return ended(child, 'Emacs', limit);
}

/** A Helix in a terminal, set up by README.md and `more`: `type` keys, look at the `screen`. */
export class Helix {
  constructor(suite, { home, workspace, files, more }) {
    const { file, share } = unpacked(suite, 'hx', 'hx');
    mkdirSync(path.join(home, 'config/helix'), { recursive: true });
    writeFileSync(path.join(home, 'config/helix/languages.toml'), readmeConfiguration('toml') + more);
    // util-linux's script gives it the terminal that it needs
    this.process = spawn('script', ['-qfec', `stty rows 40 cols 120; exec '${file}' -v ${files.join(' ')}`, '/dev/null'], {
      cwd: workspace,
      env: environment(home, { TERM: 'xterm-256color', HELIX_RUNTIME: path.join(share, 'lib/hx/runtime') }),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.said = '';
    this.process.stdout.on('data', (text) => { this.said += text; });
    this.process.stdin.on('error', () => {});
  }

  type(keys) {
    this.process.stdin.write(keys);
  }

  /** What it has drawn, without colours. */
  get screen() {
    return this.said.replace(/\x1b\[[0-9;?]*[a-zA-Z]/g, '').replace(/\x1b[()][AB0]/g, '');
  }

  async ended(limit = 10000) {
    return ended(this.process, 'Helix', limit);
  }
}
