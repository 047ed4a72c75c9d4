// A model that says 20,000 small deltas a second, to windows that read as fast as they can, slowly, and not at all until the end;
// beside them the window of another session:
//   node daemon/src/bench/agents/flood.mjs [--podd PROGRAM] [--persecond 20000] [--seconds 10]
// Says what each window got and when, what the other one noticed, and how much memory the daemon took. Linux.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PoddRelay, PoddSocket } from './agents.mjs';
import { startModel } from './model.mjs';
import { megabytes } from './processes.mjs';

const { values: options } = parseArgs({ options: {
  persecond: { type: 'string', default: '20000' }, seconds: { type: 'string', default: '10' },
  podd: { type: 'string', default: fileURLToPath(new URL('../../../target/podd/bin/podd', import.meta.url)) },
} });
const COUNT = Number(options.persecond) * Number(options.seconds);
const PACED = { count: 200, every: 5 };

/** A window of the flooded session, and what it has been told. */
class Flooded extends PoddSocket {
  events = 0;
  text = '';
  numbers = [];
  missed = [];
  ended = new Promise((resolve) => { this.isOver = resolve; });

  heard({ method, params }) {
    if (method !== 'pod/event' || params.pod !== this.pod) return;
    this.events++;
    this.numbers.push(params.seq);
    if (params.event.type === 'textDelta') this.text += params.event.text;
    else if (params.event.type === 'warning') this.missed.push(params.event.message);
    else if (params.event.type === 'turnDone') this.isOver(performance.now());
  }

  /** Reads one piece now and then. */
  async slowly(every) {
    this.socket.on('data', () => this.socket.pause());
    for (;;) {
      await pause(every);
      this.socket.resume();
    }
  }
}

const model = await startModel();
const folder = mkdtempSync(path.join(tmpdir(), 'flood-'));
const first = new PoddRelay(folder, model.url, options.podd);
await first.start(); // starts the daemon
const { pid } = first.status();
const window = async (Type, session) => {
  const made = new Type(folder, model.url, options.podd);
  await made.start();
  await made.open(session);
  return made;
};
const quantile = (values, share) => [...values].sort((one, other) => one - other)[Math.floor(values.length * share)];
const shown = ({ delays }) => `${quantile(delays, 0.5).toFixed(2)} / ${quantile(delays, 0.99).toFixed(2)}`;

try {
  const other = await window(PoddSocket);
  for (let turn = 0; turn < 5; turn++) await other.turn(PACED.count, 1);
  const alone = await other.turn(PACED.count, PACED.every);
  const fast = await window(Flooded);
  const [slow, asleep] = [await window(Flooded, fast.session), await window(Flooded, fast.session)];
  slow.slowly(50);
  asleep.socket.pause();
  const before = megabytes([pid]);
  const begun = performance.now();
  await fast.prompt(`@flood ${options.persecond} ${options.seconds}`);
  await pause(1000);
  const beside = await other.turn(PACED.count, PACED.every);
  const fastEnd = await fast.ended;
  const most = megabytes([pid]);
  const slowEnd = await slow.ended;
  asleep.socket.resume();
  const asleepEnd = await asleep.ended;
  console.log(`| ${COUNT} deltas, ${options.persecond} a second | events | all of the text, in order | numbers without a gap | seconds to its end |\n|---|---|---|---|---|`);
  for (const [name, each, end] of [['reads', fast, fastEnd], ['reads slowly', slow, slowEnd], ['reads at the end', asleep, asleepEnd]]) {
    const whole = each.text === Array.from({ length: COUNT }, (_, n) => `n${n} `).join('');
    const gapless = each.numbers.every((number, n) => n === 0 || number > each.numbers[n - 1]);
    console.log(`| ${name} | ${each.events} | ${whole ? 'yes' : `no (${each.missed[0] ?? ''})`} | ${gapless ? 'yes' : 'no'} | ${((end - begun) / 1000).toFixed(1)} |`);
  }
  console.log(`\nAdded delay of a delta in another window, p50 / p99 ms: ${shown(alone)} alone, ${shown(beside)} beside. `
    + `Memory (RSS): ${before.toFixed(0)} MB before, ${most.toFixed(0)} at the end.`);
  assert.deepEqual(slow.missed, []);
} finally {
  first.kill();
  first.stop();
  await model.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
