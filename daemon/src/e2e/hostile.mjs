// Attacks the packaged Podd with what nobody means well, at random from a seed, and looks after each step whether all
// holds that must hold. `node hostile.mjs [--steps 300] [--seed N]`
//
// One step: frames, arguments, files, commands, hooks, answers of a model, or an editor that does not read, made hostile
// (hostile/steps/). Looked at after each, and in part all the while (hostile/checks.mjs, hostile/editor.mjs):
//   - another Pod of the same daemon answers a prompt within the bound, also while the step runs;
//   - every request was answered exactly once, standard output held nothing but frames, events came without gaps;
//   - the chain of each session of the step is intact, and the model would accept each request;
//   - no process is left that the step started, Podd's memory and processor time come back;
//   - no planted secret is in any event, request, file of the state folder; nothing outside of the workspace was shown
//     or changed.
//
// A fault is printed with the step's number and how to repeat it. Options:
//   --steps 300       so many steps; --minutes M ends earlier
//   --seed N          the same steps again; --only K: of these the step K alone
//   --kind REGEX      only steps whose name fits, such as 'files' or 'hooks: hang'
//   --keep-going      does not end at the first fault: Podd is started anew after each
//   --podd PATH       the program; by default the one in target/
//   --bound MS        how long the other Pod, a cancel or a close may take on this machine
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Checks } from './hostile/checks.mjs';
import { within } from './hostile/editor.mjs';
import { Step } from './hostile/step.mjs';
import { kinds } from './hostile/steps/index.mjs';
import { Target } from './hostile/target.mjs';
import { program } from './podd.mjs';
import { Dice } from './random.mjs';

const { values: options } = parseArgs({ options: {
  steps: { type: 'string', default: '300' },
  minutes: { type: 'string', default: '600' },
  seed: { type: 'string', default: String(Date.now() % 1e9) },
  only: { type: 'string' },
  kind: { type: 'string', default: '' },
  'keep-going': { type: 'boolean', default: false },
  podd: { type: 'string', default: program },
  bound: { type: 'string', default: '15000' },
} });
const seed = Number(options.seed);
const mostOfOneStep = 120_000;
const until = performance.now() + Number(options.minutes) * 60_000;
const chosen = kinds.filter(({ name }) => new RegExp(options.kind).test(name));
const first = options.only === undefined ? 1 : Number(options.only);
const last = options.only === undefined ? Number(options.steps) : first;

const target = new Target(options.podd, Number(options.bound));
await target.start();
const checks = new Checks(target);
const counts = new Map();
const failed = [];

for (let number = first; number <= last && performance.now() < until; number++) {
  const faults = await oneStep(number);
  if (faults.length === 0) continue;
  failed.push(number);
  if (!options['keep-going']) break;
  await target.restart();
}
await target.close();
report();
process.exit(failed.length === 0 ? 0 : 1);

/** The faults of a step, printed. */
async function oneStep(number) {
  const dice = new Dice(seed, number);
  const kind = dice.weighted(chosen);
  const step = new Step(target, number, dice);
  const start = performance.now();
  checks.before();
  const faults = [];
  const attempt = async (action) => {
    try {
      await action();
    } catch (error) {
      faults.push(error.stack.split('\n').filter((line) => !/node:internal|hostile\.mjs/.test(line)).join('\n'));
    }
  };
  await attempt(() => within(mostOfOneStep, 'the step', Promise.all([kind.run(step), lookOn(kind)])));
  await attempt(() => within(mostOfOneStep, 'cleaning up', step.cleanUp()));
  faults.push(...step.faults, ...await checks.after(step));
  await attempt(() => step.forget());
  rmSync(step.folder, { recursive: true, force: true });
  count(kind.name, performance.now() - start, faults.length);
  if (faults.length > 0) print(number, kind, step, faults);
  return faults;
}

/** The witness is asked while the step runs; not where the step stops the editor's reading or Podd itself. */
async function lookOn(kind) {
  if (kind.isAlone) return;
  await pause(50);
  await target.ask();
}

function print(number, kind, step, faults) {
  console.log(`\nstep ${number} of seed ${seed}, ${kind.name}:`);
  for (const line of step.done) console.log(`  did: ${line}`);
  for (const fault of faults) console.log(`  FAULT: ${fault.replaceAll('\n', '\n    ')}`);
  const { errors } = target.editor;
  if (errors !== '') console.log(`  standard error: ${errors.slice(-2000)}`);
  console.log(`  again: node hostile.mjs --seed ${seed} --only ${number}${options.kind === '' ? '' : ` --kind '${options.kind}'`}`);
}

function count(name, time, faults) {
  const sum = counts.get(name) ?? { steps: 0, time: 0, failed: 0 };
  counts.set(name, { steps: sum.steps + 1, time: sum.time + time, failed: sum.failed + (faults > 0 ? 1 : 0) });
}

function report() {
  console.log('');
  for (const [name, { steps, time, failed: bad }] of [...counts].sort()) {
    console.log(`${String(steps).padStart(5)} ${name}: ${(time / steps).toFixed(0)} ms each${bad > 0 ? `, ${bad} FAILED` : ''}`);
  }
  console.log(`the other Pod: ${distribution(target.waits)}; cancels: ${distribution(target.cancels)}; `
    + `memory at most ${checks.highestMemory} MiB; ${target.restarts} restarts`);
  const steps = [...counts.values()].reduce((sum, each) => sum + each.steps, 0);
  console.log(`seed ${seed}: ${steps - failed.length} passed, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(' ')}` : ''}`);
}

function distribution(times) {
  if (times.length === 0) return 'none';
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(0);
  return `${sorted.length} times, median ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)} ms`;
}
