// Commands while a daemon runs: they run there, and look as if they ran where they were typed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import {
  assertNoGap, eventually, model, personWithModel, podd, start, status, workspace,
} from './people.mjs';
import { program } from './podd.mjs';

after(() => model.close());

test('a command runs in the daemon that runs, with its own folder, variables, input and exit code', async (t) => {
  const home = personWithModel(t);
  const window = start(t, home);
  await window.initialize();
  const run = async (...args) => {
    const command = spawn(program, args, { cwd: workspace, env: { ...process.env, PODD_HOME: home } });
    const told = { stdout: '', stderr: '' };
    command.stdout.on('data', (text) => { told.stdout += text; });
    command.stderr.on('data', (text) => { told.stderr += text; });
    command.stdin.end('from a pipe\n');
    const [status] = await once(command, 'close');
    return { ...told, status };
  };

  const told = await run('run', '--trust', '--json', 'hello');
  assert.equal(told.status, 0, told.stderr);
  const events = told.stdout.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(events.at(-1).event.type, 'turnDone');
  assertNoGap(events);
  assert.match(model.requests.at(-1), /<stdin>\\nfrom a pipe/);
  const { session } = events[0];
  const again = await run('run', '--continue', 'run a command');
  assert.equal(again.status, 0, again.stderr);
  assert.match(again.stdout, /All right\./);
  assert.match(again.stderr, /echo done/);
  const { entries } = await window.request('session/verify', { session });
  assert.equal((await run('sessions', 'verify', session)).stdout, `intact: ${entries} entries in 1 segment\n`);
  const exported = (await run('sessions', 'export', session)).stdout.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(exported.filter(({ hash }) => hash).length, entries);
  assert.equal((await run('run', '--session', 'nobody', 'hello')).status, 1);
  assert.equal((await run('sessions', 'lost')).status, 2);

  const opened = await window.request('pod/open', { session });
  assert.equal(opened.session, session);
  assert.equal(opened.items.filter(({ role }) => role === 'user').length, 2);
  assert.match((await run('sessions', 'delete', session, '--yes')).stderr, /is open in Pod/);
  await window.request('pod/close', { pod: opened.pod });
  assert.ok((await run('sessions', 'list')).stdout.includes(session));
  assert.equal((await run('sessions', 'delete', session, '--yes')).status, 0);
});

test('Ctrl-C where a command was typed stops its turn in the daemon', async (t) => {
  const home = personWithModel(t);
  podd(home, 'daemon', 'start');
  const run = spawn(program, ['run', '--trust', 'speak slowly'], { cwd: workspace, env: { ...process.env, PODD_HOME: home }, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  run.stdout.on('data', (text) => { out += text; });
  let err = '';
  run.stderr.on('data', (text) => { err += text; });
  await eventually(() => model.requests.at(-1)?.includes('speak slowly'), 'the model is asked');
  await pause(500);
  run.kill('SIGINT');
  const [code] = await once(run, 'exit');
  assert.equal(code, 130, out + err);
});

test('Ctrl-C where an import was typed keeps nothing and is no fault', async (t) => {
  const home = personWithModel(t);
  podd(home, 'daemon', 'start');
  const run = spawn(program, ['sessions', 'import', '-'], { cwd: workspace, env: { ...process.env, PODD_HOME: home } });
  let err = '';
  run.stderr.on('data', (text) => { err += text; });
  await pause(1000);
  run.kill('SIGINT');
  const [code] = await once(run, 'close');
  assert.equal(code, 130, err);
  assert.equal(err, 'podd: the import was cancelled; nothing of it was kept\n');
  assert.equal(podd(home, 'sessions', 'list').stdout, '');
});

test('a command whose daemon is killed says so', async (t) => {
  const home = personWithModel(t);
  podd(home, 'daemon', 'start');
  const run = spawn(program, ['run', '--trust', 'speak slowly'], { cwd: workspace, env: { ...process.env, PODD_HOME: home }, stdio: ['ignore', 'pipe', 'pipe'] });
  let err = '';
  run.stderr.on('data', (text) => { err += text; });
  await eventually(() => status(home).pods === 1, 'it runs in the daemon');
  process.kill(status(home).pid, 'SIGKILL');
  const [code] = await once(run, 'exit');
  assert.equal(code, 1);
  assert.match(err, /the daemon ended while the command ran/);
});
