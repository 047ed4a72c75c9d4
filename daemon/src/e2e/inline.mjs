// How much Podd adds to an inline edit: from the request to the model's, and from the model's first byte to the first
// `inline/update` that shows text. `node inline.mjs [--rounds 50]`, with PODD for another program than the packaged one.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Model } from './model.mjs';
import { Podd, temporaryFolder } from './podd.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '50' } } });
const rounds = Number(values.rounds);
const warmUp = 10;

let asked = 0;
let firstByte = 0;
const model = await new Model(() => ({ raw: async (response) => {
  asked = performance.now();
  await pause(20); // a model thinks; what Podd does meanwhile counts for nothing
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  firstByte = performance.now();
  for (const content of ['new', ' text']) {
    response.write(`data: ${JSON.stringify({ id: 'r', choices: [{ index: 0, delta: { content } }] })}\n\n`);
  }
  response.write(`data: ${JSON.stringify({ id: 'r', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\n`);
  response.end('data: [DONE]\n\n');
} })).listen();

const home = temporaryFolder('inline-home');
const workspace = temporaryFolder('inline');
const { kind, model: name, base_url: url } = model.provider;
writeFileSync(path.join(home, 'pod.toml'), `[provider]\nkind = "${kind}"\nmodel = "${name}"\nbase_url = "${url}"\n`);
const podd = new Podd({ home, workspace });
const uri = pathToFileURL(path.join(workspace, 'a.txt')).href;
let text = '';
let version = 0;
podd.connection.onRequest('workspace/applyEdit', ({ edit }) => {
  const [{ textDocument, edits }] = edit.documentChanges;
  const lines = text.split('\n');
  for (const { range, newText } of edits.toReversed()) {
    lines.splice(range.start.line, range.end.line - range.start.line, ...newText.split('\n').slice(0, -1));
  }
  text = lines.join('\n');
  podd.notify('textDocument/didChange', { textDocument: { uri: textDocument.uri, version: ++version }, contentChanges: [{ text }] });
  return { applied: true };
});
let shown = 0;
podd.connection.onNotification('inline/update', ({ hunks }) => {
  if (hunks.length > 0 && shown === 0) shown = performance.now();
});
await podd.initialize({ workspaceTrusted: true, client: { changes: true } });
const before = [];
const after = [];
const sizes = [];
for (let round = 0; round < rounds + warmUp; round++) {
  text = Array.from({ length: 200 }, (_, line) => `line ${line} of round ${round}`).join('\n') + '\n';
  await podd.notify(round === 0 ? 'textDocument/didOpen' : 'textDocument/didChange', round === 0
    ? { textDocument: { uri, languageId: 'text', version: ++version, text } }
    : { textDocument: { uri, version: ++version }, contentChanges: [{ text }] });
  await pause(100); // the person reads; the Pod of the next edit is opened
  shown = 0;
  const begun = performance.now();
  const inline = await podd.request('inline/start', { textDocument: { uri, version },
    range: { start: { line: 80, character: 0 }, end: { line: 120, character: 0 } }, instruction: 'Rewrite it' });
  if (inline.state !== 'applied') throw new Error(JSON.stringify(inline));
  if (round < warmUp) continue;
  before.push(asked - begun);
  after.push(shown - firstByte);
  sizes.push(model.requests.at(-1).length);
}
await podd.shutdown();
model.close();

const at = (times, share) => times.toSorted((one, other) => one - other)[Math.floor((times.length - 1) * share)].toFixed(2);
const sum = before.map((time, round) => time + after[round]);
for (const [what, times] of [['request to model\'s request', before], ['model\'s first byte to update', after], ['added', sum]]) {
  console.log(`${what}: p50 ${at(times, 0.5)} ms, p90 ${at(times, 0.9)} ms`);
}
console.log(`request body: ${at(sizes, 0.5)} bytes; ${rounds} rounds`);
