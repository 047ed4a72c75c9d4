// What holds after every step, whatever the step did.
import { lstatSync, openSync, readdirSync, readFileSync, readSync, closeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { secretsIn, within } from './editor.mjs';
import { commandLine, identityOf, memoryOf, parentOf, processesOf, processorTimeOf } from './processes.mjs';

/** MiB that Podd may hold when nothing runs. */
const mostMemory = 400;
/** Milliseconds within which what a step started is gone, memory is given back and threads rest. */
const settling = 8000;

export class Checks {
  highestMemory = 0;
  #scannedUntil = 0;

  constructor(target) {
    this.target = target;
    this.outside = listing(target.folder('outside'));
  }

  /** Processes that were there before the step are none of its business. */
  before() {
    this.standing = new Set(this.#processes().map(identityOf));
  }

  /** The faults of the step, as text. */
  async after(step) {
    const faults = [];
    const check = async (what) => {
      try {
        const found = await what.call(this, step);
        faults.push(...[found ?? []].flat());
      } catch (error) {
        faults.push(error.message);
      }
    };
    if (this.target.editor.isGone) return [`Podd has ended: ${await this.target.editor.ended}; ${this.target.editor.errors}`];
    for (const each of [this.#witness, this.#answers, this.#chains, this.#processesLeft, this.#rest, this.#memory, this.#model,
      this.#outsideUntouched, this.#state]) await check(each);
    faults.push(...this.target.editor.faults.splice(0));
    this.target.editor.forget();
    return faults;
  }

  #witness() {
    return this.target.ask();
  }

  #answers(step) {
    const { editor } = this.target;
    const waiting = editor.waiting;
    const unaddressed = editor.unaddressed.splice(0).filter((error) => !step.expectsUnaddressed?.(error));
    return [...waiting.slice(0, 5).map((id) => `request ${id.slice(0, 100)} was never answered`),
      ...unaddressed.slice(0, 3).map((error) => `an error with id null: ${JSON.stringify(error).slice(0, 300)}`)];
  }

  async #chains(step) {
    const faults = [];
    for (const session of step.sessions) {
      const answer = await within(this.target.bound, 'session/verify', this.target.editor.request('session/verify', { session }));
      const hasNeverRun = answer.error?.code === -32013;
      if (answer.result?.intact !== true && !hasNeverRun) faults.push(`the chain of ${session}: ${JSON.stringify(answer)}`);
    }
    return faults;
  }

  async #processesLeft() {
    const left = () => this.#processes().filter((id) => !this.standing.has(identityOf(id)));
    const found = await settled(() => left().length === 0);
    return found ? [] : left().map((id) => {
      const text = `left running: ${id} (parent ${parentOf(id)}): ${commandLine(id)}`;
      end(id);
      return text;
    });
  }

  /** Threads that went on after their call was cancelled show in the processor time. */
  async #rest(step) {
    if (!step.mayBurn) return [];
    const { pid } = this.target.editor;
    let share = 1;
    for (const end = performance.now() + settling; share > 0.5 && performance.now() < end;) {
      const before = processorTimeOf(pid);
      await pause(300);
      share = (processorTimeOf(pid) - before) / 0.3;
    }
    return share > 0.5 ? [`Podd still uses ${Math.round(share * 100)} % of a processor with nothing to do`] : [];
  }

  async #memory() {
    const { pid } = this.target.editor;
    const { now, highest } = memoryOf(pid);
    this.highestMemory = Math.max(this.highestMemory, highest);
    if (now < mostMemory || await settled(() => memoryOf(pid).now < mostMemory)) return [];
    return [`${memoryOf(pid).now} MiB resident with nothing to do`];
  }

  #model() {
    const { model, secrets, outsideMark } = this.target;
    const faults = model.complaints.splice(0).map((text) => `the model would refuse: ${text}`);
    for (const body of model.requests.splice(0)) {
      const shown = secretsIn(Buffer.from(body), secrets);
      if (shown !== undefined) faults.push(`sent to the model: ${shown}`);
      if (body.includes(outsideMark)) faults.push(`the content of a file outside of the scope was sent to the model: ${body.slice(body.indexOf(outsideMark) - 200, body.indexOf(outsideMark) + 80)}`);
    }
    return faults.slice(0, 5);
  }

  #outsideUntouched() {
    const now = listing(this.target.folder('outside'));
    const before = this.outside;
    this.outside = now;
    const faults = difference(before, now).map((text) => `outside of the workspace: ${text}`);
    return [...faults, ...readdirSync(this.target.folder('started-in')).map((name) => `Podd left ${name} where it was started`)];
  }

  /** The state folder is closed to others; its files that changed since the last look hold no secret. */
  #state() {
    const faults = [];
    const begun = Date.now();
    for (const { file, stat } of everythingBelow(this.target.folder('home'))) {
      const name = path.relative(this.target.root, file);
      if ((stat.mode & 0o077) !== 0) faults.push(`others may look into ${name}: ${(stat.mode & 0o777).toString(8)}`);
      if (!stat.isFile() || stat.mtimeMs < this.#scannedUntil - 1000) continue;
      const shown = secretsIn(read(file), this.target.secrets);
      if (shown !== undefined) faults.push(`in ${name}: ${shown}`);
    }
    this.#scannedUntil = begun;
    return faults.slice(0, 3);
  }

  #processes() {
    const { target } = this;
    return processesOf({ variable: target.mark, folder: target.folder('work'), word: path.basename(target.root) })
      .filter((id) => id !== target.editor.pid);
  }
}

/** Whether something becomes so while there is time. */
async function settled(isSo) {
  for (const end = performance.now() + settling; performance.now() < end; await pause(50)) {
    if (isSo()) return true;
  }
  return isSo();
}

function end(id) {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // it ended by itself
  }
}

/** What lies in a folder, by path: kind and content. */
function listing(folder) {
  const found = new Map();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.path, entry.name);
    found.set(path.relative(folder, file), entry.isFile() ? readFileSync(file, 'utf8') : `${lstatSync(file).mode}`);
  }
  return found;
}

function difference(before, now) {
  const gone = [...before.keys()].filter((name) => !now.has(name)).map((name) => `${name} is gone`);
  const changed = [...now].filter(([name, content]) => before.get(name) !== content).map(([name]) => `${name} was made or changed`);
  return [...gone, ...changed];
}

/** Files and folders; what goes away meanwhile is passed over. */
function* everythingBelow(folder) {
  let names = [];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  for (const name of names) {
    const file = path.join(folder, name);
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (stat === undefined) continue;
    yield { file, stat };
    if (stat.isDirectory()) yield* everythingBelow(file);
  }
}

/** The content; of a file over 64 MiB its beginning. */
function read(file) {
  try {
    const handle = openSync(file);
    try {
      const buffer = Buffer.alloc(Math.min(64 * 1024 * 1024, lstatSync(file).size));
      return buffer.subarray(0, readSync(handle, buffer));
    } finally {
      closeSync(handle);
    }
  } catch {
    return Buffer.alloc(0); // it went away meanwhile
  }
}
