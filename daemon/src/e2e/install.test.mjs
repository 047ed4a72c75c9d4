// What `podd install` writes, that shells use it, and that `podd uninstall` takes exactly that away again.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { program, temporaryFolder } from './podd.mjs';

/** A person with a home of their own. */
class Person {
  home = temporaryFolder('home');

  constructor(variables = {}) {
    this.variables = {
      HOME: this.home, PODD_HOME: path.join(this.home, '.podd'), PATH: process.env.PATH, SHELL: '/bin/bash', ...variables,
    };
  }

  run(command, ...args) {
    return spawnSync(command, args, { cwd: this.home, env: this.variables, encoding: 'utf8' });
  }

  at(...place) {
    return path.join(this.home, ...place);
  }

  /** All below the home, as paths. */
  files() {
    return readdirSync(this.home, { recursive: true }).filter((name) => !name.startsWith('.podd')).sort();
  }
}

const WRITTEN = ['bin/podd', 'share/bash-completion/completions/podd', 'share/zsh/site-functions/_podd',
  'share/fish/vendor_completions.d/podd.fish', 'share/man/man1/podd.1'];

test('podd is found by a shell after podd install, and nothing is left after podd uninstall', () => {
  const person = new Person();
  person.variables.PATH = `${person.at('.local/bin')}:${process.env.PATH}`;

  const installed = person.run(program, 'install');

  assert.equal(installed.stderr, '');
  assert.equal(installed.status, 0);
  assert.deepEqual(installed.stdout.trim().split('\n'), WRITTEN.map((place) => person.at('.local', place)));
  assert.equal(readlinkSync(person.at('.local/bin/podd')), realpathSync(program));
  assert.match(person.run('sh', '-c', 'podd version').stdout, /^podd \d/);
  assert.match(readFileSync(person.at('.local/share/man/man1/podd.1'), 'utf8'), /^\.TH "PODD" "1"/);

  const again = person.run('podd', 'install'); // as after an update
  assert.equal(again.status, 0, again.stderr);

  const removed = person.run('podd', 'uninstall');
  assert.equal(removed.stderr, '');
  assert.equal(removed.status, 0);
  assert.deepEqual(person.files(), []);
});

test('shells complete commands, options and values', () => {
  const person = new Person();
  person.run(program, 'install');
  const share = person.at('.local/share');
  const shells = {
    bash: ['-c', `source "$1/bash-completion/completions/podd" 2>/dev/null
      COMP_WORDS=(podd sessions export --f); COMP_CWORD=3; _complete_podd 2>/dev/null; echo "\${COMPREPLY[@]}"`, 'bash', share],
    fish: ['--no-config', '-c', `source ${share}/fish/vendor_completions.d/podd.fish; complete -C 'podd sessions export --f'`],
    zsh: ['-f', '-c', `autoload -Uz compinit; compinit -u -D; source ${share}/zsh/site-functions/_podd
      [[ $_comps[podd] = _podd ]] && functions _podd_sessions_export | grep -o -m1 -e --format`],
  };
  for (const [shell, args] of Object.entries(shells)) {
    if (shell !== 'bash' && person.run('sh', '-c', `command -v ${shell}`).status !== 0) continue; // not everybody has it
    const { stdout, stderr } = person.run(shell, ...args);
    assert.match(stdout, /^--format\b/, `${shell}: ${stderr}`);
  }
});

test('a folder that is not in PATH is said, with what to do', () => {
  const person = new Person();

  const { status, stderr } = person.run(program, 'install', '--prefix', 'apps');

  assert.equal(status, 0);
  assert.match(stderr, new RegExp(`^podd: ${person.at('apps/bin')} is not in your PATH; add it.*\npodd: +export PATH=`));
  assert.equal(person.run(program, 'uninstall', '--prefix', 'apps').status, 0);
  assert.deepEqual(person.files(), []);
});

test('files of others are named and stay, and nothing else is written', () => {
  const person = new Person();
  mkdirSync(person.at('.local/bin'), { recursive: true });
  writeFileSync(person.at('.local/bin/podd'), 'mine\n');

  const { status, stderr } = person.run(program, 'install');

  assert.equal(status, 1);
  assert.equal(stderr, `podd: ${person.at('.local/bin/podd')} is there already, and podd install has not written it;`
    + ' move it away, or name another --prefix\n');
  assert.equal(readFileSync(person.at('.local/bin/podd'), 'utf8'), 'mine\n');
  assert.deepEqual(person.files(), ['.local', '.local/bin', '.local/bin/podd']);
});

test('what was changed since is kept, and said', () => {
  const person = new Person();
  person.run(program, 'install');
  const page = person.at('.local/share/man/man1/podd.1');
  writeFileSync(page, 'mine\n');

  const { status, stderr } = person.run(program, 'uninstall');

  assert.equal(status, 0);
  assert.equal(stderr, `podd: kept ${page}, which was changed since podd install wrote it\n`);
  assert.equal(readFileSync(page, 'utf8'), 'mine\n');
  assert.equal(existsSync(person.at('.local/bin')), false);
});

test('a prefix that cannot be written is named', () => {
  const person = new Person();
  writeFileSync(person.at('file'), '');

  const inFile = person.run(program, 'install', '--prefix', 'file/in');
  assert.equal(inFile.status, 1);
  assert.match(inFile.stderr, new RegExp(`^podd: ${person.at('file')} is no folder`));

  const ofSystem = person.run(program, 'install', '--prefix', '/proc/podd'); // even root cannot
  assert.equal(ofSystem.status, 1);
  assert.match(ofSystem.stderr, /^podd: .*\/proc/);
  assert.deepEqual(person.files(), ['file']);
});

test('podd uninstall without podd install says so', () => {
  const person = new Person();

  const { status, stderr } = person.run(program, 'uninstall');

  assert.equal(status, 1);
  assert.equal(stderr, `podd: nothing is installed below ${person.at('.local')} that podd install has written\n`);
});
