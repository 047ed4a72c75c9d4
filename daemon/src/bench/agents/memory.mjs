// What the daemon keeps of a busy time, as Markdown tables for daemon/docs/benchmarks.md:
//   node daemon/src/bench/agents/memory.mjs [--podd PROGRAM] [--turns 5000] [--sessions 50] [--rest SECONDS]
// Ten windows; fifty sessions of a thousand entries opened and closed; 200 MB of documents opened, changed and closed; an
// idle minute; so many turns. Linux.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { PoddRelay, PoddSocket } from './agents.mjs';
import { startModel } from './model.mjs';
import { cpuSeconds, idle, megabytes, openFiles, threads } from './processes.mjs';

const { values: options } = parseArgs({ options: {
  turns: { type: 'string', default: '5000' }, sessions: { type: 'string', default: '50' },
  rest: { type: 'string', default: '60' },
  podd: { type: 'string', default: fileURLToPath(new URL('../../../target/podd/bin/podd', import.meta.url)) },
} });
const TURNS = Number(options.turns);
/** How long memory may take to be given back. */
const REST = Number(options.rest) * 1000;
const SHOWN = 500;
const WINDOWS = 10;
const SESSIONS = Number(options.sessions);
const ENTRIES = 1000;
const DOCUMENTS = 20;
const DOCUMENT = `${'x'.repeat(79)}\n`.repeat(131072); // 10 MB
const TURNS_OF_A_SESSION = 50;
const READ = '@call 1 read {"path":"notes.txt"}';

const model = await startModel();
const folder = mkdtempSync(path.join(tmpdir(), 'memory-'));
const first = new PoddRelay(folder, model.url, options.podd);
await first.start(); // starts the daemon, and stays as one of its windows
writeFileSync(path.join(first.project, 'notes.txt'), 'A line of notes, long enough to be worth a look.\n'.repeat(40));
const { pid } = first.status();
const windows = [first];
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);

function shown(what, begun) {
  row(what, megabytes([pid]).toFixed(0), openFiles(pid), threads(pid), (cpuSeconds([pid]) - begun).toFixed(2));
}

/** Does something, and shows what the daemon has right after it and when it has come to rest. */
async function step(what, work) {
  const begun = cpuSeconds([pid]);
  await work();
  shown(what, begun);
  await pause(REST);
  shown(`- ${options.rest} s later`, begun);
}

async function connect() {
  while (windows.length < WINDOWS) {
    const window = new PoddSocket(folder, model.url, options.podd);
    await window.start();
    windows.push(window);
  }
}

/** A session of so many entries, as text. */
async function grown() {
  await first.open();
  for (let entries = 0; entries < ENTRIES;) {
    for (let turn = 0; turn < 20; turn++) await first.say(turn % 4 === 0 ? READ : '@deltas 20 0');
    ({ entries } = (await first.wire.ask('session/verify', { session: first.session })).result);
  }
  const { text } = (await first.wire.ask('session/export', { session: first.session, format: 'jsonl' })).result;
  await first.wire.ask('pod/close', { pod: first.pod });
  return text;
}

async function sessions() {
  const text = await grown();
  for (let n = 0; n < SESSIONS; n++) {
    const { session } = (await first.wire.ask('session/import', { text })).result;
    const window = windows[n % WINDOWS];
    await window.open(session);
    if (n >= WINDOWS) await windows[(n + 1) % WINDOWS].wire.ask('pod/list'); // others go on meanwhile
    await window.wire.ask('pod/close', { pod: window.pod });
  }
}

async function documents() {
  const uris = Array.from({ length: DOCUMENTS }, (_, n) => pathToFileURL(path.join(first.project, `big${n}.txt`)).href);
  uris.forEach((uri, n) => windows[n % WINDOWS].wire.notify('textDocument/didOpen',
    { textDocument: { uri, languageId: 'text', version: 1, text: DOCUMENT } }));
  for (let version = 2; version < 100; version++) {
    uris.forEach((uri, n) => {
      const start = { line: version * 7919 % 131072, character: 17 };
      windows[n % WINDOWS].wire.notify('textDocument/didChange', { textDocument: { uri, version },
        contentChanges: [{ range: { start, end: start }, text: 'y' }] });
    });
  }
  for (const window of windows) await window.wire.ask('pod/list');
  row('- all of them open', megabytes([pid]).toFixed(0), openFiles(pid), threads(pid), '');
  uris.forEach((uri, n) => windows[n % WINDOWS].wire.notify('textDocument/didClose', { textDocument: { uri } }));
  for (const window of windows) await window.wire.ask('pod/list');
}

async function manyTurns() {
  let begun = cpuSeconds([pid]);
  for (let turn = 0; turn < TURNS; turn++) {
    const window = windows[Math.floor(turn / TURNS_OF_A_SESSION) % WINDOWS];
    if (turn % TURNS_OF_A_SESSION === 0) await window.open();
    await window.say(turn % 4 === 0 ? READ : '@deltas 20 0');
    if (turn % TURNS_OF_A_SESSION === TURNS_OF_A_SESSION - 1) await window.wire.ask('pod/close', { pod: window.pod });
    if ((turn + 1) % SHOWN === 0) {
      shown(turn + 1, begun);
      begun = cpuSeconds([pid]);
    }
  }
  await pause(REST);
  shown(`${options.rest} s later`, begun);
}

try {
  console.log('| the daemon | memory (RSS), MB | open files | threads | processor time, s |\n|---|---|---|---|---|');
  await idle([pid]);
  shown('one window', 0);
  await step('ten windows', connect);
  await step(`${SESSIONS} sessions of ${ENTRIES} entries, opened and closed`, sessions);
  await step(`${DOCUMENTS * 10} MB of documents, opened, changed and closed`, documents);
  await step('an idle minute', () => {});
  console.log('\n| turns | memory (RSS), MB | open files | threads | processor time, s |\n|---|---|---|---|---|');
  await manyTurns();
} finally {
  windows.forEach((window) => window.kill());
  first.stop();
  await model.close();
  rmSync(folder, { recursive: true, force: true });
}
