// A storm of changes: so many key presses in a document of 10 MB, as fast as they can be sent, and a request behind them.
//   node daemon/src/bench/agents/storm.mjs [--changes 100000] [--runs 3] [--podd PROGRAM]
// Beside it a language server that does nothing with them: in node, the JSON of each message parsed. Turn about.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Wire } from './wire.mjs';

const { values: options } = parseArgs({ options: {
  changes: { type: 'string', default: '100000' }, runs: { type: 'string', default: '3' },
  podd: { type: 'string', default: fileURLToPath(new URL('../../../target/podd/bin/podd', import.meta.url)) },
} });
const CHANGES = Number(options.changes);
const LINES = 131072;
const LINE = `${'x'.repeat(79)}\n`;
const EMPTY = `
import { Wire } from ${JSON.stringify(new URL('wire.mjs', import.meta.url).href)};
const wire = new Wire(process.stdin, process.stdout, 'header');
wire.onRequest = ({ method }) => method === 'initialize' ? { capabilities: {} } : [];`;

/** Bytes of all changes: a letter somewhere, and away again. */
function changes(uri) {
  const messages = [];
  for (let version = 1; version <= CHANGES; version++) {
    const typed = version % 2 === 1;
    const start = { line: (version >> 1) * 7919 % LINES, character: 17 };
    const body = JSON.stringify({ jsonrpc: '2.0', method: 'textDocument/didChange', params: {
      textDocument: { uri, version },
      contentChanges: [{ range: { start, end: typed ? start : { ...start, character: 18 } }, text: typed ? 'y' : '' }] } });
    messages.push(`Content-Length: ${body.length}\r\n\r\n${body}`);
  }
  return Buffer.from(messages.join(''));
}

/** Microseconds a change, from the first byte sent to the answer of the request behind the last. */
async function storm(command, args, environment, folder) {
  const server = spawn(command, args, { cwd: folder, env: environment, stdio: ['pipe', 'pipe', 'ignore'] });
  try {
    const wire = new Wire(server.stdout, server.stdin, 'header');
    const uri = pathToFileURL(path.join(folder, 'big.txt')).href;
    await wire.ask('initialize', { processId: process.pid, rootUri: null, capabilities: {},
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'project' }] });
    wire.notify('initialized');
    wire.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'text', version: 0, text: LINE.repeat(LINES) } });
    await wire.ask('pod/list');
    const all = changes(uri);
    const begun = performance.now();
    server.stdin.write(all);
    const { at } = await wire.ask('pod/list');
    return (at - begun) * 1000 / CHANGES;
  } finally {
    server.kill();
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'storm-'));
const environment = { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: folder, PODD_HOME: folder };
const found = { podd: [], empty: [] };
for (let run = 0; run < Number(options.runs); run++) {
  found.podd.push(await storm(options.podd, ['--stdio', '--standalone'], environment, folder));
  found.empty.push(await storm(process.execPath, ['--input-type=module', '-e', EMPTY], environment, folder));
}
rmSync(folder, { recursive: true, force: true });
const median = (values) => [...values].sort((one, other) => one - other)[values.length >> 1];
const shown = (values) => `${median(values).toFixed(1)} (${Math.min(...values).toFixed(1)}..${Math.max(...values).toFixed(1)})`;
console.log(`| ${CHANGES} changes of a document of 10 MB, µs each | podd | a server that does nothing, in node | ratio |\n|---|---|---|---|`);
console.log(`| medians of ${options.runs} | ${shown(found.podd)} | ${shown(found.empty)} | ${(median(found.podd) / median(found.empty)).toFixed(1)} |`);
