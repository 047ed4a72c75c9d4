// What is handed out works where it is unpacked: `mvn -Prelease verify` has made it. Needs Linux; dpkg where there is one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './podd.mjs';

const release = process.env.RELEASE ?? fileURLToPath(new URL('../../target/release', import.meta.url));
const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

function run(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args,
    { encoding: 'utf8', env: { ...process.env, PODD_HOME: temporaryFolder('home') } });
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${error ?? stderr}`);
  return stdout;
}

/** Runs a program with its start-up cache, or not at all: a cache that does not fit any more costs nobody's time unseen. */
function runCached(podd) {
  const { status, stdout, stderr } = spawnSync(podd, ['version'],
    { encoding: 'utf8', env: { ...process.env, JDK_JAVA_OPTIONS: '-XX:AOTMode=on' } });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^podd \d/);
}

function file(end) {
  const found = readdirSync(release).filter((name) => name.endsWith(end));
  assert.equal(found.length, 1, `${release} has no ${end}`);
  return path.join(release, found[0]);
}

const size = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

console.log(run('sh', '-c', `cd '${release}' && sha256sum -c SHA256SUMS`).trim());

const archive = file('.tar.xz');
assert.ok(statSync(archive).size < 40e6, `${archive} has ${size(statSync(archive).size)}, must have less than 40`);
const unpacked = temporaryFolder('archive');
run('tar', '-xf', archive, '-C', unpacked);
runCached(path.join(unpacked, 'podd/bin/podd'));
console.log(`${path.basename(archive)}: ${size(statSync(archive).size)}`);

const parts = JSON.parse(readFileSync(file('.cdx.json'), 'utf8')).components;
assert.ok(parts.length > 20, 'the list of parts is short');
for (const { name, version } of parts) {
  const texts = readdirSync(path.join(unpacked, 'podd/licenses', `${name}-${version}`));
  assert.notEqual(texts.length, 0, `${name} ${version} comes without its licence`);
}
console.log(`${parts.length} parts, each with its licence`);

if (has('dpkg')) {
  const deb = file('.deb');
  const root = temporaryFolder('root');
  for (const folder of ['updates', 'info', 'triggers']) mkdirSync(path.join(root, 'var/lib/dpkg', folder), { recursive: true });
  writeFileSync(path.join(root, 'var/lib/dpkg/status'), '');
  const dpkg = ['--root', root, '--force-not-root', '--force-depends', '--force-script-chrootless', '--log=/dev/null'];
  run('dpkg', ...dpkg, '--install', deb);
  const installed = path.join(root, 'usr/bin/podd');
  assert.ok(lstatSync(installed).isSymbolicLink());
  runCached(installed);
  for (const place of ['share/man/man1/podd.1.gz', 'share/bash-completion/completions/podd',
    'share/zsh/vendor-completions/_podd', 'share/fish/vendor_completions.d/podd.fish', 'share/doc/podd/copyright']) {
    assert.ok(statSync(path.join(root, 'usr', place)).size > 100, place);
  }
  run('dpkg', ...dpkg, '--purge', 'podd');
  assert.equal(existsSync(path.join(root, 'usr')), false, 'the package leaves something behind');
  console.log(`${path.basename(deb)}: ${size(statSync(deb).size)}`);
}
