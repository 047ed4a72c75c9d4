// Podd started where nobody starts it: without a locale, with odd variables, on a damaged, read-only or taken state
// folder; and its commands at the prompt with arguments that nobody gives.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync, readFileSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { within } from '../editor.mjs';
import { json } from '../json.mjs';
import { andNow, call, inTurn } from '../step.mjs';
import { uri } from '../target.mjs';

export const placeSteps = [
  { name: 'places: environments', weight: 1.2, run: environments },
  { name: 'places: damaged stores', weight: 1.2, run: damagedStores },
  { name: 'places: two at once', weight: 0.4, run: twoAtOnce },
  { name: 'places: at the prompt', weight: 1.2, run: prompt },
];

const allowAll = [{ tool: '*', action: 'allow' }];

const environmentsByName = {
  'no locale': { LANG: '' }, 'LC_ALL=C': { LC_ALL: 'C' }, 'POSIX': { LC_ALL: 'POSIX', LANG: 'POSIX' }, 'no such locale': { LC_ALL: 'xx_YY.UTF-9' }, 'Turkish': { LC_ALL: 'tr_TR.UTF-8' },
  'a temporary folder that is not there': { TMPDIR: '/no/such/folder' }, 'no home': { HOME: '/no/such/home' }, 'a home that is a file': { HOME: '/etc/hostname' }, 'a terminal of another kind': { TERM: 'xyz', COLUMNS: '-1' },
};

/** Names beyond ASCII are listed, read, written and removed as they are, in every environment. */
async function environments(step) {
  const name = step.dice.pick(Object.keys(environmentsByName));
  step.note(name);
  const editor = step.aside(environmentsByName[name]);
  await editor.initialize(uri(step.folder));
  const folder = 'wörk \u{1F600}';
  mkdirSync(step.path(folder));
  writeFileSync(step.path(folder, 'é'), 'é\n');
  writeFileSync(step.path(folder, 'x'), 'x\n');
  const script = inTurn([call('list', { path: '.' }), call('read', { path: 'é' }), call('write', { path: 'ü.txt', content: 'ü\n' }), call('grep', { pattern: 'é' }), call('shell', { command: 'printf "%s" "ß" >ß; rm -f é' })]);
  const pod = await editor.call('pod/open', { workspaceFolder: uri(step.path(folder)), overlay: { provider: step.target.route(script), permissions: allowAll } });
  const turn = await editor.call('pod/run', { pod: pod.pod, input: [{ type: 'text', text: 'gö' }] }, 30_000);
  step.expect(turn.outcome === 'finished', `the turn: ${json(turn)}`);
  const left = readdirSync(step.path(folder)).sort();
  step.expect(json(left) === json(['x', 'ß', 'ü.txt']), `left in the folder: ${json(left)}; results ${json(editor.events(pod.pod).filter(({ type }) => type === 'toolCallDone'))}`);
  if (existsSync(step.path(folder, 'ß'))) step.expect(readFileSync(step.path(folder, 'ß'), 'utf8') === 'ß', 'the content of ß');
  step.faults.push(...editor.faults);
}

/** By name: does something to the folder of a session, or to the store. */
const damages = {
  'a byte flipped': (store, dice) => changed(dice.pick(filesIn(store)), (bytes) => { if (bytes.length > 0) bytes[dice.below(bytes.length)] ^= 1 << dice.below(8); }),
  'a file cut': (store, dice) => cut(dice.pick(filesIn(store)), dice),
  'the log cut': (store, dice) => cut(dice.pick(filesIn(store).filter((file) => file.endsWith('.xd'))), dice),
  'a file gone': (store, dice) => rmSync(dice.pick(filesIn(store))),
  'heads gone': (store) => filesIn(store).filter((file) => path.basename(file) === 'heads').forEach((file) => rmSync(file)),
  'heads empty': (store) => filesIn(store).filter((file) => path.basename(file) === 'heads').forEach((file) => truncateSync(file, 0)),
  'summaries gone': (store) => filesIn(store).filter((file) => path.basename(file) === 'summary').forEach((file) => rmSync(file)),
  'summaries of nonsense': (store) => filesIn(store).filter((file) => path.basename(file) === 'summary').forEach((file) => writeFileSync(file, '\u0000nonsense')),
  'a file in place of a folder': (store) => writeFileSync(path.join(store, 'sessions', 'file'), 'x'),
  'an empty folder as a session': (store) => mkdirSync(path.join(store, 'sessions', '01a22510-54e3-7f22-b86b-48e877be4ce8')),
  'a session under another name': (store) => {
    const sessions = path.join(store, 'sessions');
    renameSync(path.join(sessions, readdirSync(sessions)[0]), path.join(sessions, '01a22510-54e3-7f22-b86b-48e877be4ce8'));
  },
  'a folder that may not be written': (store) => execFileSync('chmod', ['-R', 'a-w', store]),
  'a folder that may not be entered': (store) => chmodSync(path.join(store, 'sessions'), 0),
  'a link in a ring': (store) => symlinkSync('ring', path.join(store, 'sessions', 'ring')),
  'a pipe': (store) => execFileSync('mkfifo', [path.join(store, 'sessions', 'pipe')]),
};

/** Damage while Podd is down: it says what it finds, refuses or restores, never an internal error, never silence. */
async function damagedStores(step) {
  const { dice } = step;
  const script = inTurn([call('list', { path: '.' })]);
  const overlay = { provider: step.target.route(script), permissions: allowAll };
  const first = step.aside();
  await first.initialize(uri(step.folder));
  const pod = await first.call('pod/open', { workspaceFolder: uri(step.folder), overlay });
  for (let n = dice.between(1, 3); n > 0; n--) await first.call('pod/run', { pod: pod.pod, input: [{ type: 'text', text: `prompt ${n}` }] });
  await first.kill();
  const store = step.target.folder(`home-${step.number}`, 'store');
  const name = dice.pick(Object.keys(damages));
  step.note(`store: ${name}`);
  damages[name](store, dice);
  const editor = step.aside();
  step.atEnd(() => execFileSync('chmod', ['-R', 'u+rwX', store]));
  await editor.initialize(uri(step.folder));
  const ask = async (method, params) => {
    const answer = await within(step.target.bound, method, editor.request(method, params));
    if (answer.gone !== undefined) step.fault(`${method}: Podd ended (${answer.gone}): ${editor.errors}`);
    if (answer.error?.code === -32603 || answer.result?.error?.code === 'internalError') step.fault(`${method}: ${json(answer.error ?? answer.result.error)}`);
    return answer;
  };
  await ask('session/list', {});
  const verified = await ask('session/verify', { session: pod.session });
  const opened = await ask('pod/open', { session: pod.session, overlay });
  if (opened.result) {
    await ask('pod/run', { pod: opened.result.pod, input: [{ type: 'text', text: andNow }] });
    const after = await ask('session/verify', { session: pod.session });
    step.expect(after.result?.intact === true || verified.result?.intact !== true, `it opened, took a turn, and then: ${json(after)}; before: ${json(verified)}`);
  }
  for (const format of ['jsonl', 'markdown']) await ask('session/export', { session: pod.session, format });
  await ask('session/read', { session: pod.session });
  await ask('session/fork', { session: pod.session });
  await ask('session/delete', { session: pod.session });
  const other = await ask('pod/open', { workspaceFolder: uri(step.folder), overlay });
  if (other.result) await ask('pod/run', { pod: other.result.pod, input: [{ type: 'text', text: andNow }] });
  step.expect(!/\tat |Exception in thread/.test(editor.errors), `a stack trace: ${editor.errors.slice(-1000)}`);
  step.faults.push(...editor.faults);
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name)).filter((file) => lstatSync(file).isFile()).sort();
}

function changed(file, change) {
  const bytes = readFileSync(file);
  change(bytes);
  writeFileSync(file, bytes);
}

function cut(file, dice) {
  truncateSync(file, dice.below(lstatSync(file).size + 1));
}

/** A second Podd on the same state folder says that it is taken; once the first is gone it works. */
async function twoAtOnce(step) {
  const overlay = { provider: step.target.route(inTurn()), permissions: allowAll };
  const open = (editor) => within(step.target.bound, 'pod/open', editor.request('pod/open', { workspaceFolder: uri(step.folder), overlay }));
  const first = step.aside();
  await first.initialize(uri(step.folder));
  const { result: held } = await open(first);
  await first.call('pod/run', { pod: held.pod, input: [{ type: 'text', text: 'go' }] });
  const second = step.aside();
  await second.initialize(uri(step.folder));
  const { result, error } = await open(second);
  const refused = error ?? (await second.request('pod/run', { pod: result.pod, input: [{ type: 'text', text: 'go' }] })).error;
  step.note(`the second: ${json(refused ?? 'works')}`);
  if (refused) step.expect(refused.code === -32050 && refused.data?.locked === true, json(refused));
  if (step.dice.chance(0.5)) await first.kill();
  else await first.call('shutdown').then(() => first.notify('exit')).then(() => within(step.target.bound, 'the end of the first', first.ended));
  for (const end = performance.now() + step.target.bound; ; ) {
    const again = await open(second);
    const turn = again.result && await second.request('pod/run', { pod: again.result.pod, input: [{ type: 'text', text: 'go' }] });
    if (turn?.result?.outcome === 'finished') break;
    if (performance.now() > end) {
      step.fault(`the first is gone, the second still says ${json(again.error ?? turn)}`);
      break;
    }
  }
}

const commandLines = [
  ['run'], ['run', ''], ['run', '--json', 'hello'], ['run', 'hello'], ['run', '--session', 'nobody', 'hello'], ['run', '--session', '../../..', 'x'], ['run', '--continue', 'hello'], ['run', '--manifest', '/dev/zero', 'x'], ['run', '--manifest', 'nobody', 'x'], ['run', '--manifest', '\ud800', 'x'],
  ['sessions', 'list'], ['sessions', 'show', 'nobody'], ['sessions', 'show', ''], ['sessions', 'search', '['], ['sessions', 'search', ''], ['sessions', 'export', 'nobody'], ['sessions', 'import', '/dev/zero'], ['sessions', 'import', '/'], ['sessions', 'import', 'no-such-file'],
  ['sessions', 'delete', ''], ['sessions', 'verify', '*'], ['sessions', 'fork', 'x', 'y'], ['manifest', 'check', '/dev/zero'], ['manifest', 'check', '/'], ['manifest', 'check', 'no-such-file'], ['manifest', 'schema'], ['trust', '/no/such/folder'], ['trust', ''], ['doctor'], ['version'], ['--version'], ['--help'],
  ['nothing'], ['--nothing'], ['run', '--yes', '--yes', 'x'], ['run', '--', '--json'], ['run', 'x'.repeat(100_000)], ['@/dev/zero'], ['@no-such-file'], ['run', '@x'], [''], ['-'], ['--stdio', '--nothing'], ['--stdio', 'run'], ['acp', 'x'],
];

/** Every command line ends by itself with one of the exit codes, without a stack trace. */
async function prompt(step) {
  for (const args of step.dice.some(commandLines, 3)) {
    step.note(json(args).slice(0, 200));
    const child = spawn(step.target.program, args, { cwd: step.folder, stdio: ['ignore', 'pipe', 'pipe'], env: step.target.environment(`home-${step.number}`) });
    step.atEnd(() => rmSync(step.target.folder(`home-${step.number}`), { recursive: true, force: true }));
    let output = '';
    child.stdout.on('data', (text) => { output += text; });
    child.stderr.on('data', (text) => { output += text; });
    const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal)));
    step.atEnd(() => child.kill('SIGKILL'));
    const code = await within(step.target.bound * 2, `the end of podd ${json(args).slice(0, 200)}`, ended);
    step.expect([0, 1, 2, 3, 4].includes(code), `podd ${json(args).slice(0, 200)} ended with ${code}: ${output.slice(-500)}`);
    step.expect(!/\n\s*at [\w.$/]+\(|Exception\b|dev\.podd\.|java\.[a-z]+\./.test(output), `podd ${json(args).slice(0, 200)} speaks Java: ${output.slice(-800)}`);
  }
}
