// Kate with kate-lspclient.json, on no screen: it starts Podd and opens its document there. By hand, since Kate takes 213 MB:
// `apt-get install --no-install-recommends kate`, then `npm run kate`.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const configuration = fileURLToPath(new URL('../../others/kate-lspclient.json', import.meta.url));
const podd = process.env.PODD ?? fileURLToPath(new URL('../../../daemon/target/podd/bin/podd', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'podd-kate-'));
const at = (...names) => path.join(folder, ...names);

for (const name of ['.config/kate/lspclient', 'project/.git', 'bin']) mkdirSync(at(name), { recursive: true });
copyFileSync(configuration, at('.config/kate/lspclient/settings.json'));
// Kate asks once whether a program may be started; this is the answer.
writeFileSync(at('.config/katerc'), `[Kate Plugins]\nlspclientplugin=true\n\n[lspclient]\nAllowedServerCommandLines=${at('bin/podd')} --stdio\n`);
writeFileSync(at('bin/podd'), `#!/bin/sh\ntee '${at('said')}' | '${podd}' "$@" | tee '${at('answered')}'\n`);
chmodSync(at('bin/podd'), 0o755);
writeFileSync(at('project/notes.md'), 'hello\n');

const environment = { ...process.env, HOME: folder, XDG_CONFIG_HOME: at('.config'), XDG_RUNTIME_DIR: folder, PODD_HOME: at('podd'),
  QT_QPA_PLATFORM: 'offscreen', PATH: `${at('bin')}:${process.env.PATH}` };
const kate = spawn('kate', ['-n', '-b', 'notes.md'], { cwd: at('project'), env: environment, stdio: 'ignore' });
try {
  const text = (name) => (existsSync(at(name)) ? readFileSync(at(name), 'utf8') : '');
  for (let n = 0; n < 600 && !/"name":"podd"/.test(text('answered')); n++) await pause(100);
  for (let n = 0; n < 100 && !/textDocument\/didOpen/.test(text('said')); n++) await pause(100);
  assert.match(text('answered'), /"name":"podd"/, 'Podd answers Kate');
  assert.match(text('said'), /"method": "textDocument\/didOpen"[^]*"languageId": "markdown"[^]*notes\.md/, 'Kate opens its document there');
  console.log('Kate starts Podd and opens its document there');
} finally {
  kate.kill();
  spawnSync(podd, ['daemon', 'stop'], { env: environment });
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
