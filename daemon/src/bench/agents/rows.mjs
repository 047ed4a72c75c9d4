// What an editor waits for, agent beside agent in one run, as a Markdown table for daemon/docs/benchmarks.md:
//   node daemon/src/bench/agents/rows.mjs [--runs N] [--podd PROGRAM] [--codex PROGRAM] [--opencode PROGRAM] [--pi PROGRAM]
// Codex and pi are what npm puts into node_modules/.bin. opencode is the program of the platform's own package,
// node_modules/opencode-linux-x64/bin/opencode: the other one is a placeholder until an install script has run, and ends at once.
// Rounds go from agent to agent, so that a machine that slows down slows all of them. Linux; needs `java` and `node`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Codex, OpenCode, Pi, Podd, PoddAcp, PoddRelay, PoddSocket } from './agents.mjs';
import { startModel } from './model.mjs';
import { cpuSeconds, idle, megabytes } from './processes.mjs';
import { Wire } from './wire.mjs';

const { values: options } = parseArgs({ options: {
  runs: { type: 'string', default: '9' },
  podd: { type: 'string', default: fileURLToPath(new URL('../../../target/podd/bin/podd', import.meta.url)) },
  java: { type: 'string' }, codex: { type: 'string' }, opencode: { type: 'string' }, pi: { type: 'string' },
} });
const RUNS = Number(options.runs);
const BURST = 500;
const PACED = { count: 200, every: 5 };

const ROWS = {
  initialize: 'spawn to `initialize` answered, ms', ready: 'spawn to session ready, ms', cpu: 'CPU to idle, s',
  memory: 'memory when idle (RSS), MB', first: 'prompt to first delta, ms', burst: 'first delta of a burst of 500: added delay, ms',
  p50: 'added delay of deltas 5 ms apart, p50, ms', p99: 'the same, p99, ms', resume: 'resume after kill -9, ms',
};

const quantile = (values, share) => [...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))];

/** One life of an agent: start, turns, a kill in mid-turn, and the session again. */
async function life(make, add) {
  const agent = make();
  const before = cpuSeconds(agent.shared());
  try {
    add('initialize', await agent.start());
    add('ready', await agent.open() - agent.begun);
    add('cpu', await idle([...agent.roots(), ...agent.shared()]) - before);
    add('memory', megabytes([...agent.roots(), ...agent.shared()]));
    await agent.turn(1, 0); // what happens once only
    const prompt = await agent.turn(1, 0);
    add('first', prompt.first - prompt.begun);
    add('burst', (await agent.turn(BURST, 0)).delays[0]);
    const paced = await agent.turn(PACED.count, PACED.every);
    add('p50', quantile(paced.delays, 0.5));
    add('p99', quantile(paced.delays, 0.99));
    agent.turn(PACED.count, PACED.every).catch(() => {});
    await pause(PACED.count * PACED.every / 2);
  } finally {
    agent.kill();
  }
  const next = make();
  try {
    await next.start();
    add('resume', await next.open(agent.session) - next.begun);
  } finally {
    next.kill();
  }
}

/** How long the machine takes for next to nothing: `java -version`, and a language server in node that answers once. */
async function floors(add) {
  const begun = performance.now();
  const java = spawn(options.java ?? path.resolve(options.podd, '../../runtime/bin/java'), ['-Xshare:auto', '-version'], { stdio: 'ignore' });
  await new Promise((resolve) => java.once('exit', resolve));
  add('java -version', performance.now() - begun);
  const spawned = performance.now();
  const server = spawn(process.execPath, ['-e', `process.stdin.once('data', () => {
    const body = '{"jsonrpc":"2.0","id":1,"result":{"capabilities":{}}}';
    process.stdout.write('Content-Length: ' + body.length + '\\r\\n\\r\\n' + body); });`], { stdio: ['pipe', 'pipe', 'ignore'] });
  const { at } = await new Wire(server.stdout, server.stdin, 'header').ask('initialize');
  add('an empty language server in node', at - spawned);
  server.kill();
}

const model = await startModel();
const folders = [];
function agentsOf(Type, program) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  folders.push(folder);
  return () => new Type(folder, model.url, program);
}

const standalone = agentsOf(Podd, options.podd);
const sharedFolder = mkdtempSync(path.join(tmpdir(), 'bench-'));
folders.push(sharedFolder);
const shared = (Type) => () => new Type(sharedFolder, model.url, options.podd);
const lives = [standalone, shared(PoddRelay), shared(PoddSocket), shared(PoddAcp)];
for (const [Type, program] of [[Codex, options.codex], [OpenCode, options.opencode], [Pi, options.pi]]) {
  if (program) lives.push(agentsOf(Type, path.resolve(program)));
}

const found = new Map(lives.map((make) => [make, {}]));
const floor = {};
const warm = shared(PoddRelay)();
await warm.start(); // starts the daemon, and stays as its other window
const note = (into) => (row, value) => (into[row] ??= []).push(value);
for (let run = 0; run < RUNS; run++) {
  await floors(note(floor));
  for (const make of lives) {
    try {
      await life(make, note(found.get(make)));
    } catch (error) {
      process.stderr.write(`${make().title}: ${error.stack}\n`);
    }
  }
}

const shown = (values) => {
  if (!values) return '-';
  const digits = (value) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
  return `${digits(quantile(values, 0.5))} (${digits(Math.min(...values))}..${digits(Math.max(...values))})`;
};
console.log(`Medians of ${RUNS} rounds, the range behind them. ${Object.entries(floor)
  .map(([name, values]) => `${name}: ${shown(values)} ms`).join('; ')}.\n`);
console.log(`| | ${lives.map((make) => make().title).join(' | ')} |\n|---|${lives.map(() => '---|').join('')}`);
for (const [row, title] of Object.entries(ROWS)) {
  console.log(`| ${title} | ${lives.map((make) => shown(found.get(make)[row])).join(' | ')} |`);
}

warm.kill();
warm.stop();
await model.close();
folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
