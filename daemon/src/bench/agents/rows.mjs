// What an editor waits for, agent beside agent in one run, as a Markdown table for daemon/docs/benchmarks.md:
//   node daemon/src/bench/agents/rows.mjs [--runs N] [--only PART,PART] [--podd PROGRAM]
//       [--codex PROGRAM] [--opencode PROGRAM] [--pi PROGRAM]
// Parts are start, flow, tools, sessions, requests and search. Rows of the store and of documents are StoreBench's and
// BufferBench's; a prompt beside a running compaction is ConversationBench's, of Podd alone: how to have the others
// compact, and their summary wait meanwhile, differs from one to the next.
// pi is what npm puts into node_modules/.bin. Codex and opencode are the programs of the platform's own packages,
//   node_modules/@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex
//   node_modules/opencode-linux-x64/bin/opencode
// In .bin, Codex is a launcher in node, which takes time and memory and dies alone, and opencode a placeholder until an
// install script has run. Rounds go from agent to agent, so that a machine that slows down slows all of them. Linux;
// needs `java`, `node` and `rg`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Codex, OpenCode, Pi, Podd, PoddAcp, PoddRelay, PoddSocket } from './agents.mjs';
import { shown } from './figures.mjs';
import { FLOW, START, flow, plainSlope, start } from './flow.mjs';
import { startModel } from './model.mjs';
import { REQUESTS, requests } from './requests.mjs';
import { SEARCH, search } from './search.mjs';
import { SESSIONS, sessions } from './sessions.mjs';
import { TOOLS, tools } from './tools.mjs';
import { Wire } from './wire.mjs';

/** `isOwn`: each life has a daemon of its own, which ends with it; the others find one that runs. */
const PARTS = {
  start: { rows: START, measure: start },
  flow: { rows: FLOW, measure: flow },
  tools: { rows: TOOLS, measure: tools, isOwn: true },
  sessions: { rows: SESSIONS, measure: sessions, isOwn: true },
  requests: { rows: REQUESTS, measure: requests, isOwn: true },
  search: { rows: SEARCH, measure: search, isOwn: true },
};

const { values: options } = parseArgs({ options: {
  runs: { type: 'string', default: '9' }, only: { type: 'string', default: Object.keys(PARTS).join() },
  podd: { type: 'string', default: fileURLToPath(new URL('../../../target/podd/bin/podd', import.meta.url)) },
  java: { type: 'string' }, codex: { type: 'string' }, opencode: { type: 'string' }, pi: { type: 'string' },
} });
const RUNS = Number(options.runs);
const parts = options.only.split(',');
for (const part of parts) if (!(part in PARTS)) throw new Error(`no part ${part}`);

/** How long the machine takes for next to nothing: `java -version`, a server in node, a client of the model. */
async function floors(model, add) {
  const begun = performance.now();
  const program = options.java ?? path.resolve(options.podd, '../../runtime/bin/java');
  const java = spawn(program, ['-Xshare:auto', '-version'], { stdio: 'ignore' });
  await new Promise((resolve) => java.once('exit', resolve));
  add('java -version, ms', performance.now() - begun);
  const spawned = performance.now();
  const server = spawn(process.execPath, ['-e', `process.stdin.once('data', () => {
    const body = '{"jsonrpc":"2.0","id":1,"result":{"capabilities":{}}}';
    process.stdout.write('Content-Length: ' + body.length + '\\r\\n\\r\\n' + body); });`],
  { stdio: ['pipe', 'pipe', 'ignore'] });
  const { at } = await new Wire(server.stdout, server.stdin, 'header').ask('initialize');
  add('an empty language server in node, ms', at - spawned);
  server.kill();
  add('a delta in a stream of 2000 at a plain client, µs', await plainSlope(model));
}

const model = await startModel();
const folders = [];
function folder() {
  folders.push(mkdtempSync(path.join(tmpdir(), 'bench-')));
  return folders.at(-1);
}

const [common, own, alone] = [folder(), folder(), folder()];
const agents = [{ Type: Podd, program: options.podd, home: alone }];
for (const Type of [PoddRelay, PoddSocket, PoddAcp]) {
  agents.push({ Type, program: options.podd, home: common, ownHome: own });
}
for (const [Type, program] of [[Codex, options.codex], [OpenCode, options.opencode], [Pi, options.pi]]) {
  if (program) agents.push({ Type, program: path.resolve(program), home: folder() });
}
for (const agent of agents) agent.found = Object.fromEntries(parts.map((part) => [part, {}]));

const floor = {};
const warm = new PoddRelay(common, model.url, options.podd);
await warm.start(); // starts the daemon, and stays as its other window
const note = (into) => (row, value) => (into[row] ??= []).push(value);
for (let run = 0; run < RUNS; run++) {
  await floors(model, note(floor));
  for (const part of parts) {
    const { measure, isOwn } = PARTS[part];
    for (const { Type, program, home, ownHome, found } of agents) {
      const make = () => new Type(isOwn ? ownHome ?? home : home, model.url, program);
      try {
        await measure({ make, model, add: note(found[part]) });
      } catch (error) {
        process.stderr.write(`${make().title}: ${error.stack}\n`);
      }
    }
  }
}

console.log(`Medians of ${RUNS} rounds, the range behind them. ${Object.entries(floor)
  .map(([name, values]) => `${name}: ${shown(values)}`).join('; ')}.\n`);
const titles = agents.map(({ Type }) => new Type(own, model.url).title);
console.log(`| | ${titles.join(' | ')} |\n|---|${'---|'.repeat(titles.length)}`);
for (const part of parts) {
  for (const [row, title] of Object.entries(PARTS[part].rows)) {
    console.log(`| ${title} | ${agents.map(({ found }) => shown(found[part][row])).join(' | ')} |`);
  }
}

warm.stop();
await model.close();
folders.forEach((each) => rmSync(each, { recursive: true, force: true }));
