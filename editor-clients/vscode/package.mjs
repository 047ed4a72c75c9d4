// node package.mjs [TARGET PROGRAM]: builds podd.vsix; with a target (linux-x64, darwin-arm64, …) one for that platform, with the
// program's folder inside. The packager needs Node 22 or newer.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';

const [target, program] = process.argv.slice(2);
rmSync('podd', { recursive: true, force: true });
if (program) cpSync(program, 'podd', { recursive: true });
const run = (command, args) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
};
run(process.execPath, ['build.mjs']);
run('npx', ['--yes', '@vscode/vsce@4.1.0', 'package', '--no-dependencies', '--skip-license', '-o', target ? `podd-${target}.vsix` : 'podd.vsix',
  ...(target ? ['--target', target] : [])]);
rmSync('podd', { recursive: true, force: true });
