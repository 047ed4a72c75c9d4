// Editors that do not read, do not answer, answer nonsense, or go away; and Podd killed in the middle of it.
import { setTimeout as pause } from 'node:timers/promises';
import { within } from '../editor.mjs';
import { json, Raw } from '../json.mjs';
import { memoryOf } from '../processes.mjs';
import { andNow, call, inTurn } from '../step.mjs';
import { uri } from '../target.mjs';

export const editorSteps = [
  { name: 'editors: not reading', weight: 1.5, run: notReading, isAlone: true },
  { name: 'editors: approvals', weight: 5, run: approvals },
  { name: 'editors: gone', weight: 1, run: gone },
  { name: 'editors: killed and restarted', weight: 1.5, run: killed, isAlone: true },
  { name: 'editors: signals', weight: 0.8, run: signals },
];

const flood = { text: Array.from({ length: 2000 }, () => 'x'.repeat(1000)) };

/** Floods run while nothing is read. Then all is read: every request has its answer, the events have no gap. */
async function notReading(step) {
  const { dice, editor } = step;
  const names = dice.some(['yes', '200 MB in one go', 'text of the model', 'requests', 'many Pods'], dice.between(1, 2));
  step.note(`not reading; meanwhile ${names.join(', ')}`);
  const answers = [];
  const cancels = [];
  const pods = [];
  for (const name of names) {
    const script = { 'yes': inTurn([call('shell', { command: 'yes' })]), '200 MB in one go': inTurn([call('shell', { command: 'yes | head -c 200000000' })]), 'text of the model': inTurn(flood), 'many Pods': inTurn([call('shell', { command: 'yes | head -c 20000000' })], flood) }[name];
    for (let n = name === 'many Pods' ? 5 : script === undefined ? 0 : 1; n > 0; n--) pods.push(await step.open(script));
  }
  editor.pause();
  step.atEnd(() => editor.resume());
  for (const pod of pods) answers.push(pod.begin('go'));
  if (names.includes('requests')) for (let n = 0; n < 5000; n++) answers.push(editor.request('pod/list'));
  for (let end = performance.now() + dice.between(500, 4000); performance.now() < end; await pause(100)) {
    const { now } = memoryOf(editor.pid);
    step.highest = Math.max(step.highest ?? 0, now);
  }
  for (const pod of pods) cancels.push(editor.request('pod/cancel', { pod: pod.pod }));
  await step.wait(500);
  editor.resume();
  await within(step.target.bound * 2, 'the answers after reading goes on', Promise.all([...cancels, ...answers]));
  for (const pod of pods) await pod.run(andNow);
}

const oddAnswers = {
  'nothing': null, 'another type': 7, 'text': 'allow', 'a list': [], 'an empty object': {}, 'an unknown option': { option: 'nobody' }, 'an option of another type': { option: 7 }, 'a comment of a megabyte': { option: 'x', comment: 'c'.repeat(1_000_000) }, 'a surrogate': { option: '\ud800' },
  'a number beyond measure': { option: new Raw('1e400') },
};

/** Questions answered with nonsense, twice, late, or by a cancel of the turn: no command runs that nobody allowed. */
async function approvals(step) {
  const { dice, editor } = step;
  const way = dice.pick([...Object.keys(oddAnswers), 'an error', 'twice', 'never', 'reject', 'late']);
  step.note(`each question is answered with: ${way}`);
  const pod = await step.open(inTurn([call('shell', { command: 'touch ran' }), call('shell', { command: 'touch ran' })]), { permissions: [{ tool: 'shell', action: 'ask' }] });
  let asked = 0;
  const takeRequest = editor.onRequest;
  editor.onRequest = (message) => {
    if (message.method !== 'approval/request' || message.params.pod !== pod.pod) return false;
    asked++;
    const answer = (result) => editor.frame(json({ jsonrpc: '2.0', id: message.id, result }));
    const rejected = { option: message.params.options.find(({ kind }) => kind === 'reject').option };
    if (way === 'an error') editor.frame(json({ jsonrpc: '2.0', id: message.id, error: { code: -1, message: 'no' } }));
    else if (way === 'twice') { answer(rejected); answer({ option: message.params.options.find(({ kind }) => kind === 'allowOnce').option }); }
    else if (way === 'reject') answer(rejected);
    else if (way === 'late') setTimeout(() => answer(rejected), dice.below(1000));
    else if (way !== 'never') answer(oddAnswers[way]);
    return true;
  };
  step.atEnd(() => { editor.onRequest = takeRequest; });
  const answered = pod.begin('go');
  if (way === 'never') {
    await step.wait(500);
    await pod.cancel(answered);
  } else {
    const turn = await pod.finish(answered);
    step.expect(asked > 0, 'nobody was asked');
    step.expect(['finished', 'cancelled', 'paused'].includes(turn.outcome), `the turn: ${json(turn)}`);
  }
  await pod.run(andNow);
  step.expect(!step.exists('ran'), 'a command ran that nobody allowed');
}

/** A connection of its own ends in the middle of a turn: so do the process and all that it started. */
async function gone(step) {
  const editor = step.aside();
  await editor.initialize(uri(step.folder));
  const pod = await openAt(step, editor, inTurn([call('shell', { command: 'sleep 700 & sleep 701' })]));
  editor.request('pod/run', { pod: pod.pod, input: [{ type: 'text', text: 'go' }] });
  await step.wait(800);
  const way = step.dice.pick(['end of input', 'exit', 'shutdown and exit', 'closed pipes', 'half a frame']);
  step.note(`the editor goes: ${way}`);
  if (way === 'exit') editor.notify('exit');
  if (way === 'shutdown and exit') {
    editor.request('shutdown');
    editor.notify('exit');
  }
  if (way === 'half a frame') editor.write('Content-Length: 100\r\n\r\n{"jsonrpc"');
  if (way === 'closed pipes') {
    editor.process.stdout.destroy();
    editor.process.stderr.destroy();
  }
  editor.process.stdin.end();
  await within(step.target.bound, 'the end of the process', editor.exited);
}

/** Kill -9 in the middle of a turn, a compaction, a fork, an import; then the session opens and goes on. */
async function killed(step) {
  const { dice, target } = step;
  const script = inTurn([call('write', { path: 'a.txt', content: 'a\n' }), call('shell', { command: 'sleep 0.2; echo x' })], { text: Array.from({ length: 40 }, (_, n) => `w${n} `), every: 20 });
  const pod = await step.open(script);
  await pod.run('first');
  const runs = [pod.begin('second')];
  const meanwhile = dice.some(['session/fork', 'session/export', 'session/verify', 'session/list', 'pod/compact', 'pod/cancel', 'session/delete'], dice.between(0, 4));
  step.note(`kill -9, meanwhile ${meanwhile.join(', ') || 'nothing else'}`);
  for (const method of meanwhile) {
    const params = method.startsWith('pod/') ? { pod: pod.pod } : { session: pod.session, ...(method === 'session/export' ? { format: 'jsonl' } : {}) };
    runs.push(step.editor.request(method, params));
    await pause(dice.below(200));
  }
  await step.wait(1200);
  await target.restart();
  await Promise.all(runs);
  pod.isClosed = true;
  const overlay = { provider: target.route(script), permissions: [{ tool: '*', action: 'allow' }] };
  const { result, error } = await within(target.bound, 'pod/open', step.editor.request('pod/open', { session: pod.session, overlay }));
  if (error) {
    step.expect(error.code === -32013 && meanwhile.includes('session/delete'), `opening after the kill: ${json(error)}`);
    return;
  }
  const turn = await step.know(result).run(andNow);
  step.expect(turn.outcome === 'finished', `the turn after the kill: ${json(turn)}`);
}

/** Signals in a turn: none prints on standard output; those that end Podd end all that it started. */
async function signals(step) {
  const editor = step.aside();
  await editor.initialize(uri(step.folder));
  const pod = await openAt(step, editor, inTurn([call('shell', { command: 'sleep 702 & sleep 703' })]));
  editor.request('pod/run', { pod: pod.pod, input: [{ type: 'text', text: 'go' }] });
  await step.wait(600);
  const signal = step.dice.pick(['SIGQUIT', 'SIGUSR1', 'SIGWINCH', 'SIGPIPE', 'SIGHUP', 'SIGTERM', 'SIGINT']);
  step.note(signal);
  editor.process.kill(signal);
  if (['SIGHUP', 'SIGTERM', 'SIGINT'].includes(signal)) {
    await within(step.target.bound, `the end after ${signal}`, editor.exited);
  } else if (signal !== 'SIGUSR1') {
    await pause(300);
    await editor.call('pod/list');
  }
  step.faults.push(...editor.faults);
}

async function openAt(step, editor, script) {
  return editor.call('pod/open', { workspaceFolder: uri(step.folder), overlay: { provider: step.target.route(script), permissions: [{ tool: '*', action: 'allow' }] } });
}
