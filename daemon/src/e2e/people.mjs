// Persons with a shared daemon, their windows and commands; what the tests of it have in common.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Model, newestPrompt, resultsSincePrompt } from './model.mjs';
import { Podd, program, temporaryFolder } from './podd.mjs';

function script(messages) {
  // What follows an input without an answer is one message with it.
  const prompt = newestPrompt(messages).replace(/<stdin>[^]*/, '').trim().split('\n').at(-1);
  if (prompt.includes('slowly')) return { text: Array.from({ length: 3000 }, (_, n) => `word${n} `), every: 10 };
  if (prompt.includes('for a while')) return { text: Array.from({ length: 100 }, (_, n) => `word${n} `), every: 20 };
  if (prompt.includes('read') && resultsSincePrompt(messages) === 0) {
    return { calls: [{ name: 'read', arguments: { path: 'open.txt' } }] };
  }
  if (prompt.includes('ask me') && resultsSincePrompt(messages) === 0) {
    return { calls: [{ name: 'ask', arguments: { question: 'Which one?', options: [{ label: 'left' }, { label: 'right' }] } }] };
  }
  if (prompt.includes('command') && resultsSincePrompt(messages) === 0) {
    return { calls: [{ name: 'shell', arguments: { command: 'echo done' } }] };
  }
  return { text: ['All ', 'right.'] };
}

export const model = await new Model(script).listen();
export const workspace = temporaryFolder('workspace');
writeFileSync(path.join(workspace, 'open.txt'), 'on the disk\n');

const windows = new Map();

/** The folder of a person; windows first and then the daemon end with the test, or a window would start another. */
export function person(t, home = temporaryFolder('home')) {
  windows.set(home, []);
  t.after(async () => {
    await Promise.all(windows.get(home).map((window) => window.kill()));
    podd(home, 'daemon', 'stop');
  });
  return home;
}

export function podd(home, ...args) {
  return spawnSync(program, args, { env: { ...process.env, PODD_HOME: home }, encoding: 'utf8' });
}

export function status(home) {
  return JSON.parse(podd(home, 'daemon', 'status', '--json').stdout);
}

/** A window, closed with the test. */
export function start(t, home, environment = {}) {
  const window = new Podd({ home, workspace, environment, args: ['--stdio'] });
  window.shown = [];
  window.connection.onNotification('window/showMessage', ({ message }) => window.shown.push(message));
  windows.get(home).push(window);
  return window;
}

export async function opened(window, params = {}) {
  await window.initialize();
  return window.request('pod/open', { overlay: { provider: model.provider }, ...params });
}

export const text = (words) => [{ type: 'text', text: words }];

export function assertNoGap(events) {
  assert.deepEqual(events.map(({ seq }) => seq), events.map((_, n) => events[0].seq + n));
}

export async function eventually(holds, what, limit = 15000) {
  const end = performance.now() + limit;
  while (!await holds()) {
    assert.ok(performance.now() < end, `not within ${limit} ms: ${what}`);
    await pause(20);
  }
}

/** The daemon's process, as its lock has it: quicker than asking. */
export const serving = (home) => Number(readFileSync(path.join(home, 'run', 'podd.lock'), 'utf8').split(' ')[0]);

export const gone = (pid) => {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return true;
  }
};

/** A person whose own manifest names the scripted model. */
export function personWithModel(t) {
  const home = person(t);
  const { kind, model: name, base_url: url } = model.provider;
  writeFileSync(path.join(home, 'pod.toml'),
    `[provider]\nkind = "${kind}"\nmodel = "${name}"\nbase_url = "${url}"\n[[permissions]]\ntool = "*"\naction = "allow"\n`);
  return home;
}
