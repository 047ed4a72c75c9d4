// A person types into a document at random while an agent edits it, keeps and undoes hunks, and the daemon is killed now
// and then. `node typing.mjs [--rounds 200] [--seed N]`
//
// A round is one edit of the agent. The editor refuses edits of an old version, and answers before or after it tells the
// new text, at once or late. In every eighth round it is as Neovim: it tells what was typed 150 ms later, all at once, makes
// an edit and says so before it tells the text, and says so too of an edit that it refused. Checked after each round:
//   - the document holds each word that was typed, once, and no word of the agent twice;
//   - an edit call that says that it edited was one undo step, one that failed was none;
//   - hunks are where their text is, survive the daemon, and their base texts hold no word of the agent that was not kept;
// and at the end: with all hunks undone that can be undone, no word of the agent is left but those that were kept.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Model, resultsSincePrompt } from './model.mjs';
import { Podd, temporaryFolder } from './podd.mjs';
import { Dice } from './random.mjs';

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '200' },
  seed: { type: 'string', default: String(Date.now() % 1e9) },
} });
const rounds = Number(values.rounds);
const seed = Number(values.seed);

/** An open document of an editor, as a list of lines, each edit of which is told. */
class Document {
  version = 1;
  /** How often an agent's edit was made. */
  steps = 0;
  /** Whether it gathers changes and says that it made each edit. */
  isNeovim = false;
  #untold = [];
  #timer;

  constructor(uri, text) {
    this.uri = uri;
    this.lines = text.split('\n');
  }

  get text() {
    return this.lines.join('\n');
  }

  textIn({ start, end }) {
    const upTo = this.lines.slice(0, end.line + 1);
    if (end.line < this.lines.length) upTo[end.line] = upTo[end.line].slice(0, end.character);
    return upTo.slice(start.line).join('\n').slice(start.character);
  }

  replace({ start, end }, text) {
    const before = this.lines[start.line].slice(0, start.character);
    const after = (this.lines[end.line] ?? '').slice(end.character);
    this.lines.splice(start.line, end.line - start.line + 1, ...(before + text + after).split('\n'));
    return { range: { start, end }, text };
  }

  async tell(podd, contentChanges) {
    this.version += 1;
    this.#untold.push(...contentChanges);
    if (!this.isNeovim) await this.tellAll(podd);
    else this.#timer ??= setTimeout(() => this.tellAll(podd).catch(() => {}), 150);
  }

  async tellAll(podd) {
    const contentChanges = this.#untold;
    this.forget();
    if (contentChanges.length > 0) {
      await podd.notify('textDocument/didChange', { textDocument: { uri: this.uri, version: this.version }, contentChanges });
    }
  }

  /** What was not told needs not be. */
  forget() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#untold = [];
  }
}

let words = 0;
let dice = new Dice(seed, 0);
const typed = new Set();
const kept = new Set();
const agentsWords = (text) => text.match(/\bt\d+\b/g) ?? [];
const count = { edited: 0, refused: 0, failed: 0, typed: 0, kept: 0, undone: 0, conflicts: 0, kills: 0 };

/** Reads the document, then replaces, widens or deletes a line in which nobody has typed; adds one where there is none. */
function script(messages) {
  const results = resultsSincePrompt(messages);
  if (results === 0) return { calls: [{ name: 'read', arguments: { path: 'a.txt' } }] };
  if (results > 1) return { text: ['done'] };
  const shown = String(messages.findLast(({ role }) => role === 'tool').content);
  const lines = [...shown.matchAll(/^\s*\d+\t(.*)$/gm)].map(([, line]) => line)
    .filter((line, at, all) => line.length > 3 && all.indexOf(line) === at && all.lastIndexOf(line) === at
      && !all.some((other) => other !== line && other.includes(line)));
  const free = lines.filter((line) => !/\bp\d+\b/.test(line));
  if (lines.length === 0) return { text: ['nothing to edit'] };
  const line = dice.pick(free.length > 0 ? free : lines);
  const word = `t${++words}`;
  const around = [`${word} before\n${line}`, `${line}\n${word} behind\n${word.replace('t', 'u')}`];
  const fresh = dice.pick(free.length > 0 ? [`${word} instead`, `${line} ${word}`, '', ...around] : around);
  return { calls: [{ name: 'edit', arguments: { path: 'a.txt', edits: [{ old_string: line, new_string: fresh }] } }] };
}

const model = await new Model(script).listen();
const workspace = temporaryFolder('workspace');
const home = temporaryFolder('home');
const file = path.join(workspace, 'a.txt');
const text = Array.from({ length: 40 }, (_, n) => `line ${n} of the file`).join('\n') + '\n';
writeFileSync(file, text);
const document = new Document(pathToFileURL(file).href, text);
let podd;
let pod;
let session;

async function start() {
  podd = new Podd({ home, workspace });
  podd.connection.onRequest('workspace/applyEdit', async ({ edit }) => {
    const [{ textDocument, edits }] = edit.documentChanges;
    const late = dice.below(4) === 0;
    if (late) await pause(dice.below(40));
    if (textDocument.version !== document.version) {
      count.refused += 1;
      return document.isNeovim ? { applied: true } : { applied: false, failureReason: 'the document has changed' };
    }
    const changes = [...edits].reverse().map(({ range, newText }) => document.replace(range, newText));
    document.steps += 1;
    const told = document.tell(podd, changes);
    if (dice.below(2) === 0) await told;
    return { applied: true };
  });
  await podd.initialize({ workspaceTrusted: true, client: { approvals: true, changes: true } });
  document.forget();
  await podd.notify('textDocument/didOpen',
    { textDocument: { uri: document.uri, languageId: 'text', version: document.version, text: document.text } });
  ({ pod, session } = await podd.request('pod/open', { session, overlay: { provider: model.provider } }));
}

/** A person who types a word somewhere, again and again. */
let isTyping = true;
/** Words that are still to be typed in this round, however long it takes. */
let left = 0;
async function type() {
  while (isTyping) {
    await pause(dice.below(12));
    if (left === 0 || podd.process.exitCode !== null || podd.process.signalCode !== null) continue;
    left -= 1;
    const word = `p${typed.size}`;
    const line = dice.below(document.lines.length);
    const end = { line, character: document.lines[line].length };
    const change = dice.below(3) === 0 ? document.replace({ start: { line, character: 0 }, end: { line, character: 0 } }, `${word}\n`)
      : document.replace({ start: end, end }, ` ${word}`);
    typed.add(word);
    count.typed += 1;
    await document.tell(podd, [change]).catch(() => {});
    if (dice.below(20) === 0) await pause(100);
  }
}

function check(where) {
  const now = document.text.match(/\b[pt]\d+\b/g) ?? [];
  const times = new Map();
  for (const word of now) times.set(word, (times.get(word) ?? 0) + 1);
  for (const word of typed) assert.equal(times.get(word), 1, `${where}: ${word} stands ${times.get(word) ?? 0} times`);
  for (const [word, often] of times) assert.equal(often, 1, `${where}: ${word} stands ${often} times`);
}

/** The hunks as the daemon has them, of the text that it has seen. */
async function hunks() {
  const { files } = await podd.request('changes/list', { uri: document.uri });
  const all = files.flatMap(({ hunks: some, version }) => some.map((hunk) => ({ ...hunk, version })));
  for (const { version, range, newText, oldText } of all) {
    if (version === document.version) {
      const stands = document.textIn(range);
      assert.equal(newText.replace(/\n$/, ''), stands.replace(/\n$/, ''));
    }
    for (const word of agentsWords(oldText)) assert.ok(kept.has(word), `${word} is in a base text, and was never kept`);
  }
  return all;
}

async function decide() {
  const all = await hunks();
  const chosen = all.filter(() => dice.below(3) === 0);
  if (chosen.length === 0) return;
  const what = dice.pick(['keep', 'undo', 'undo']);
  const decided = await podd.request(`changes/${what}`, { hunks: chosen.map(({ hunk }) => hunk) });
  for (const id of decided.kept) agentsWords(all.find(({ hunk }) => hunk === id).newText).forEach((word) => kept.add(word));
  assert.equal(decided.kept.length + decided.undone.length + decided.conflicts.length, chosen.length);
  count.kept += decided.kept.length;
  count.undone += decided.undone.length;
  count.conflicts += decided.conflicts.length;
}

await start();
const typing = type();
try {
  for (let round = 1; round <= rounds; round++) {
    dice = new Dice(seed, round);
    left = 4 + dice.below(12);
    document.isNeovim = round % 8 === 0;
    const steps = document.steps;
    model.requests.length = podd.events.length = 0; // of 10,000 rounds they are gigabytes
    const turn = await podd.request('pod/run', { pod, input: [{ type: 'text', text: `edit ${round}` }] });
    assert.equal(turn.outcome, 'finished', JSON.stringify(turn));
    const done = podd.events.findLast(({ event }) => event.type === 'toolCallDone')?.event;
    if (done?.outcome === 'ok' && done.summary.startsWith('edited')) {
      count.edited += 1;
      assert.equal(document.steps - steps, 1, `round ${round}: ${document.steps - steps} undo steps for one edit`);
    } else {
      count.failed += 1;
      assert.ok(document.steps - steps <= 1, done?.summary);
    }
    check(`round ${round}`);
    if (dice.below(2) === 0) await decide();
    check(`round ${round}, decided`);
    if (round % 37 === 0) {
      left = 0;
      const before = (await hunks()).map(({ hunk }) => hunk);
      await podd.kill();
      count.kills += 1;
      await start();
      assert.deepEqual((await hunks()).map(({ hunk }) => hunk), before, 'hunks after a kill');
    }
  }
} catch (error) {
  console.error(`again: node typing.mjs --seed ${seed} --rounds ${rounds}`);
  throw error;
} finally {
  isTyping = false;
  await typing;
}
await document.tellAll(podd);
const last = await podd.request('changes/undo', { uri: document.uri });
check('the end');
const stays = new Set((await hunks()).flatMap(({ newText }) => agentsWords(newText)));
for (const word of agentsWords(document.text)) {
  assert.ok(kept.has(word) || stays.has(word), `${word} is left after all was undone, and was never kept`);
}
assert.deepEqual(model.complaints, []);
count.undone += last.undone.length;
await podd.shutdown();
model.close();
console.log(`typing: ${rounds} rounds, seed ${seed}: ${JSON.stringify(count)}`);
