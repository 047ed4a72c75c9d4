// Kills Podd at random moments of a turn and looks at what is left. `node kill9.mjs [--rounds 20] [--seed N]`
//
// One round: start Podd, restore the session of the round before and check it, run a short prompt, start a long turn,
// kill -9. Checked after each kill:
//   - every entry ever read is still there, unchanged, in its place, and the chain is intact;
//   - what an event had acknowledged is in the log;
//   - every tool call of the history has its one result, and the model would accept the next request;
//   - text streamed a second or more before the kill is there, in a message marked incomplete;
//   - no tool process is left; and the next prompt works.
// The context is small, so that older history is being summarised in many of the rounds: after a kill either the old
// segment is the active one or the new one.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Model, newestPrompt, resultsSincePrompt } from './model.mjs';
import { Podd, temporaryFolder } from './podd.mjs';
import { seeded } from './random.mjs';

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '20' },
  seed: { type: 'string', default: String(Date.now() % 1e9) },
} });
const rounds = Number(values.rounds);
const roundsPerSession = 20;
const longestTurn = 4000;
const random = seeded(Number(values.seed));

const words = Array.from({ length: 150 }, (_, n) => `w${n} `);

/** Calls first, of every kind that matters here, then text for three seconds. */
function script(messages) {
  if (String(messages[0].content).startsWith('You are a context compaction')) return { text: ['## Original Task\n', ...words.slice(0, 30)], every: 60 };
  const prompt = newestPrompt(messages);
  if (prompt.startsWith('short')) return { text: ['fine '.repeat(600)] };
  const steps = {
    talk: [],
    tools: [
      [{ name: 'read', arguments: { path: 'notes.txt' } }, { name: 'grep', arguments: { pattern: 'milk' } }],
      [{ name: 'write', arguments: { path: `made-${messages.length}.txt`, content: 'made\n' } }],
      [{ name: 'shell', arguments: { command: 'echo one; echo two' } }],
    ],
    hang: [[
      { name: 'shell', arguments: { command: 'sleep 600 & sleep 600' } },
      { name: 'shell', arguments: { command: "sh -c 'sleep 600; echo late' | cat" } },
      { name: 'read', arguments: { path: 'notes.txt' } },
    ]],
  }[prompt.split(' ')[0]];
  const calls = steps[stepsDone(messages, steps)];
  return calls ? { calls, text: ['Let me look. '] } : { text: words, every: 20 };
}

function stepsDone(messages, steps) {
  let results = resultsSincePrompt(messages);
  let done = 0;
  while (done < steps.length && results >= steps[done].length) results -= steps[done++].length;
  return done;
}

/** Processes that work in the folder, other than our own. */
function processesIn(folder) {
  return readdirSync('/proc').filter((id) => /^\d+$/.test(id)).filter((id) => {
    try {
      return readlinkSync(`/proc/${id}/cwd`).startsWith(folder) && !/^[\d]+ \(.*\) Z/.test(readFileSync(`/proc/${id}/stat`, 'utf8'));
    } catch {
      return false; // it ended while we looked, or is not ours to see
    }
  });
}

async function assertNothingRuns(folder) {
  for (let waited = 0; processesIn(folder).length > 0; waited += 20) {
    const left = processesIn(folder).map((id) => `${id}: ${commandLine(id)}`);
    assert.ok(waited < 2000, `left running: ${left.join('; ')}`);
    await pause(20);
  }
}

function commandLine(id) {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return 'gone';
  }
}

const workspace = temporaryFolder('workspace');
const home = temporaryFolder('home');
writeFileSync(path.join(workspace, 'notes.txt'), 'buy milk\n');
const model = await new Model(script).listen();
const overlay = {
  provider: model.provider,
  permissions: [{ tool: '*', action: 'allow' }],
  compaction: { threshold: 6000, request_threshold: 9000 },
};
const seen = { kills: 0, beforeTurn: 0, inTool: 0, inText: 0, afterTurn: 0, half: 0, processes: 0, inSummary: 0, segments: 0, entries: 0, restoreMs: [] };

/** What the round before left to be checked: session, entries once read, what its events acknowledged. */
let past = null;

for (let round = 1; round <= rounds; round++) {
  try {
    await oneRound(round);
  } catch (error) {
    console.log(`round ${round} of seed ${values.seed}: ${error.stack}`);
    console.log(`${round - 1} passed, 1 failed`);
    process.exit(1);
  }
}
await finish();

async function oneRound(round) {
  const podd = new Podd({ home, workspace });
  await podd.initialize();
  if (round % roundsPerSession === 1) past = null;
  const opened = await restored(podd);
  const turn = await podd.request('pod/run', { pod: opened.pod, input: [{ type: 'text', text: `short ${round}` }] });
  assert.equal(turn.outcome, 'finished', `the next prompt works: ${JSON.stringify(turn)}\n${podd.errors}`);
  assert.deepEqual(model.complaints, []);
  past = { session: opened.session, entries: await entriesOf(podd, opened.session) };
  past.seen = podd.events.length;
  await killedSomewhere(podd, opened.pod, round);
  await assertNothingRuns(workspace);
}

/** Opens the session of the round before, and checks it against what is known of it. */
async function restored(podd) {
  if (!past) return podd.request('pod/open', { overlay });
  const { session, entries, events, killedAt } = past;
  const start = performance.now();
  const opened = await podd.request('pod/open', { session, overlay });
  seen.restoreMs.push(performance.now() - start);
  const verified = await podd.request('session/verify', { session });
  assert.equal(verified.intact, true, `chain intact: ${JSON.stringify(verified)}`);
  const now = await entriesOf(podd, session);
  assert.deepEqual(now.slice(0, entries.length).map(identity), entries.map(identity), 'no entry once read is lost');
  assertCallsAnswered(opened.items);
  const since = now.slice(entries.length);
  assertAcknowledged(events, killedAt, [...opened.items, ...since.map(({ payload }) => payload.item).filter(Boolean)], since);
  seen.segments = Math.max(seen.segments, verified.segments);
  seen.entries = Math.max(seen.entries, now.length);
  return opened;
}

function identity({ entry, hash }) {
  return `${entry} ${hash}`;
}

async function entriesOf(podd, session) {
  const all = [];
  for (let more = true; more;) {
    const page = await podd.request('session/read', all.length ? { session, after: all.at(-1).entry } : { session });
    all.push(...page.entries);
    ({ more } = page);
  }
  return all;
}

function assertCallsAnswered(items) {
  const calls = items.filter(({ type }) => type === 'toolCall').map(({ call }) => call).sort();
  const results = items.filter(({ type }) => type === 'toolResult').map(({ call }) => call).sort();
  assert.deepEqual(results, calls, 'every call has one result');
}

/** Entries other than durable ones may take 50 ms to the log, streamed text a second; the rest is for the machine. */
function assertAcknowledged(events, killedAt, items, entries) {
  const old = (age) => events.filter(({ at }) => at < killedAt - age);
  const kinds = entries.map(({ kind }) => kind);
  const typesNow = events.map(({ event }) => event.type);
  if (typesNow.includes('turnStarted')) assert.ok(kinds.includes('user_input'), `input in the log: ${kinds}`);
  if (typesNow.includes('turnDone')) assert.ok(kinds.includes('turn_outcome'), `outcome in the log: ${kinds}`);
  const calls = new Set(items.filter(({ type }) => type === 'toolCall').map(({ call }) => call));
  const hadEffect = events.filter(({ event }) => event.type === 'toolCallOutput');
  for (const { event } of [...old(100).filter(({ event }) => event.type === 'toolCallStarted'), ...hadEffect]) {
    assert.ok(calls.has(event.call), `call ${event.call} was announced and is in the log`);
  }
  const ids = new Set(items.map(({ id }) => id));
  for (const { event } of old(100).filter(({ event }) => event.type === 'itemDone')) {
    assert.ok(ids.has(event.item.id), `item ${event.item.id} was announced and is in the log`);
  }
  const ended = new Map(items.filter(({ type }) => type === 'toolResult').map((item) => [item.call, item.outcome]));
  for (const { event } of old(100).filter(({ event }) => event.type === 'toolCallDone')) {
    assert.equal(ended.get(event.call), event.outcome, `result of ${event.call} is the one that was announced`);
  }
  assertTextKept(old(1100), new Set(events.filter(({ event }) => event.type === 'itemDone').map(({ event }) => event.item.id)), items);
}

function assertTextKept(oldEvents, closed, items) {
  const streamed = new Map();
  for (const { event } of oldEvents.filter(({ event }) => event.type === 'textDelta')) {
    streamed.set(event.item, (streamed.get(event.item) ?? '') + event.text);
  }
  for (const [id, text] of streamed) {
    const item = items.find((each) => each.id === id);
    assert.ok(item, `message ${id} is in the log, ${text.length} characters were streamed a second before the kill`);
    const kept = item.parts.map((part) => part.text).join('');
    assert.ok(kept.startsWith(text), `kept ${kept.length} characters begin with the ${text.length} streamed before`);
    if (closed.has(id)) continue;
    assert.equal(item.incomplete, true, `message ${id} is marked incomplete`);
    seen.half++;
  }
}

async function killedSomewhere(podd, pod, round) {
  const kind = ['talk', 'tools', 'hang'][Math.floor(random() * 3)];
  const after = random() * longestTurn;
  podd.request('pod/run', { pod, input: [{ type: 'text', text: `${kind} ${round}` }] }).catch(() => {});
  await pause(after);
  past.killedAt = performance.now();
  past.events = podd.events.slice(past.seen);
  seen.processes += processesIn(workspace).length - 1; // Podd itself works there too
  await podd.kill();
  seen.kills++;
  const types = past.events.map(({ event }) => event.type);
  const compaction = podd.events.findLast(({ event }) => event.type.startsWith('compaction'));
  if (compaction?.event.type === 'compactionStarted') seen.inSummary++;
  if (!types.includes('turnStarted')) seen.beforeTurn++;
  else if (types.includes('turnDone')) seen.afterTurn++;
  else if (types.lastIndexOf('toolCallStarted') > types.lastIndexOf('textDelta')) seen.inTool++;
  else seen.inText++;
}

async function finish() {
  const podd = new Podd({ home, workspace });
  await podd.initialize();
  await restored(podd);
  assert.equal(await podd.shutdown(), 0);
  assert.deepEqual(model.complaints, []);
  model.close();
  const ms = seen.restoreMs.sort((a, b) => a - b);
  console.log(`seed ${values.seed}: ${seen.kills} kills (${seen.beforeTurn} before the turn, ${seen.inTool} in tools, `
    + `${seen.inText} in text, ${seen.afterTurn} after the turn; ${seen.inSummary} of them while a summary was made), `
    + `up to ${seen.segments} segments, ${seen.processes} processes of tools ended, `
    + `${seen.half} half answers kept, longest log ${seen.entries} entries, restore median ${ms[Math.floor(ms.length / 2)].toFixed(0)} ms`);
  console.log(`${rounds} passed, 0 failed`);
}
