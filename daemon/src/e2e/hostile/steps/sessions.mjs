// Sessions deleted, forked, rewound, imported, renamed, listed and read while turns run in them; twenty Pods at once.
import { setTimeout as pause } from 'node:timers/promises';
import { within } from '../editor.mjs';
import { json } from '../json.mjs';
import { andNow, call, inTurn } from '../step.mjs';

export const sessionSteps = [
  { name: 'sessions: at odd times', weight: 12, run: oddTimes },
  { name: 'sessions: damaged exports', weight: 3, run: imports },
  { name: 'sessions: steered and cancelled', weight: 6, run: steered },
  { name: 'sessions: cancelled requests', weight: 5, run: cancelRequests },
  { name: 'sessions: twenty Pods', weight: 1, run: twenty },
  { name: 'sessions: compactions', weight: 4, run: compactions },
];

/** A turn that takes about a second: text, calls, text. */
const working = inTurn([call('list', { path: '.' }), call('write', { path: 'made.txt', content: 'made\n' })], [call('shell', { command: 'echo one; sleep 0.3; echo two' })],
  { text: Array.from({ length: 20 }, (_, n) => `w${n} `), every: 20 });

/** By name: sends a request about a session; any refusal but an internal error is a good answer. */
const operations = {
  'fork': ({ session }) => ['session/fork', { session }],
  'fork at an entry': ({ session, entry }) => ['session/fork', { session, at: entry }],
  'fork at nothing': ({ session }) => ['session/fork', { session, at: 'nothing' }],
  'rewind': ({ pod, entry }) => ['session/rewind', { pod, to: entry }],
  'rewind with files': ({ pod, entry }) => ['session/rewind', { pod, to: entry, files: true }],
  'delete': ({ session }) => ['session/delete', { session }],
  'rename': ({ session, dice }) => ['session/rename', { session, title: dice.pick(['', 'new', 'x'.repeat(100_000), '\u0000', 'é\n\r\u001b[31m']) }],
  'archive': ({ session, dice }) => ['session/archive', { session, archived: dice.chance(0.5) }],
  'export': ({ session, dice }) => ['session/export', { session, format: dice.pick(['markdown', 'jsonl']) }],
  'verify': ({ session }) => ['session/verify', { session }],
  'read': ({ session, dice }) => ['session/read', { session, limit: dice.pick([1, 3, 1000]) }],
  'list': ({ dice }) => ['session/list', { query: dice.pick([undefined, 'w1', '%', '']), limit: dice.pick([1, 10]) }],
  'open': ({ session, overlay }) => ['pod/open', { session, overlay }],
  'open with another overlay': ({ session, overlay }) => ['pod/open', { session, overlay: { ...overlay, worker: { max_requests: 7 } } }],
  'close': ({ pod }) => ['pod/close', { pod }],
  'cancel': ({ pod }) => ['pod/cancel', { pod }],
  'run': ({ pod }) => ['pod/run', { pod, input: [{ type: 'text', text: 'one more' }] }],
  'resume': ({ pod }) => ['pod/resume', { pod }],
  'steer': ({ pod }) => ['pod/steer', { pod, input: [{ type: 'text', text: 'aside' }] }],
  'compact': ({ pod }) => ['pod/compact', { pod }],
  'configure': ({ pod, dice }) => ['pod/configure', { pod, overlay: dice.pick([{}, { worker: { max_requests: 9 } }, { worker: { temperature: 0.5 } }, { tools: { disabled: ['shell'] } }]) }],
  'scope': ({ pod, dice }) => ['pod/scope', { pod, [dice.pick(['allow', 'deny'])]: [{ target: 'made.txt', permission: dice.pick(['read', 'write']) }] }],
  'status': ({ pod }) => ['pod/status', { pod }],
  'queue': ({ pod, dice }) => ['pod/queue', { pod, clear: dice.chance(0.5) }],
};

async function oddTimes(step) {
  const { dice, editor } = step;
  const overlay = { provider: step.target.route(working), permissions: [{ tool: '*', action: 'allow' }] };
  const pod = await step.open(working, overlay);
  await pod.run('first');
  const { entries } = await editor.call('session/read', { session: pod.session });
  const answers = [];
  const send = async (name) => {
    const [method, params] = operations[name]({ pod: pod.pod, session: pod.session, entry: dice.pick(entries).entry, overlay, dice });
    const { result, error } = await within(40_000, `the answer to ${name}`, editor.request(method, params));
    if (error?.code === -32603 || result?.error?.code === 'internalError') step.fault(`${name}: ${json(error ?? result.error)}`);
    if (method === 'pod/open' && result) step.know(result);
    else if (typeof result?.session === 'string') step.sessions.add(result.session);
  };
  const names = dice.some(Object.keys(operations), dice.between(2, 8));
  const isRunning = dice.chance(0.7);
  step.note(`${isRunning ? 'a turn runs, meanwhile' : 'idle'}: ${names.join('; ')}`);
  if (isRunning) answers.push(editor.request('pod/run', { pod: pod.pod, input: [{ type: 'text', text: 'second' }] }));
  for (const name of names) {
    answers.push(send(name));
    await pause(dice.pick([0, 0, 20, dice.below(400)]));
  }
  await within(60_000, 'all answers', Promise.all(answers));
  // Each session that is left opens, and goes on.
  for (const session of [...step.sessions].slice(0, 3)) {
    const { result, error } = await within(step.target.bound, 'pod/open', editor.request('pod/open', { session, overlay }));
    if (error) {
      step.expect([-32013, -32011].includes(error.code), `opening ${session}: ${json(error)}`);
      continue;
    }
    const turn = await step.know(result).run(andNow);
    step.expect(turn.outcome === 'finished', `the turn after it in ${session}: ${json(turn)}`);
  }
}

/** An export with lines lost, doubled, exchanged, or bytes changed is refused; the whole one is taken. */
async function imports(step) {
  const { dice, editor } = step;
  const pod = await step.open(working);
  await pod.run('first');
  const { text } = await editor.call('session/export', { session: pod.session, format: 'jsonl' });
  const lines = text.trimEnd().split('\n');
  const damages = {
    'a line is gone': () => lines.toSpliced(dice.below(lines.length - 1), 1),
    'a line is doubled': () => lines.toSpliced(dice.between(1, lines.length - 1), 0, lines[dice.below(lines.length)]),
    'the first line is doubled': () => [lines[0], ...lines],
    'two lines are exchanged': () => lines.with(1, lines[2]).with(2, lines[1]),
    'the end is cut in a line': () => [...lines.slice(0, -1), lines.at(-1).slice(0, dice.below(lines.at(-1).length))],
    'a letter is another': () => {
      const at = dice.below(lines.length);
      const letter = dice.below(lines[at].length);
      return lines.with(at, `${lines[at].slice(0, letter)}${lines[at][letter] === '7' ? '8' : '7'}${lines[at].slice(letter + 1)}`);
    },
    'nothing': () => [],
    'a line of another kind': () => [...lines, '{"hash":"00","entry":7}'],
    'no JSON': () => [...lines, '{'],
  };
  const name = dice.pick(Object.keys(damages));
  step.note(`import of an export in which ${name}`);
  const { result, error } = await within(step.target.bound, 'session/import', editor.request('session/import', { text: damages[name]().join('\n') }));
  if (result) step.sessions.add(result.session);
  const isSame = damages[name]().join('\n') === lines.join('\n');
  step.expect(isSame || [-32015, -32602].includes(error?.code), `not refused: ${json(result ?? error)}`);
  const whole = await editor.call('session/import', { text });
  step.sessions.add(whole.session);
}

/** Input at any moment of a turn, with cancels among it; the turn is answered, the model refuses nothing. */
async function steered(step) {
  const { dice, editor } = step;
  const pod = await step.open(working);
  const runs = [pod.begin('first')];
  const others = [];
  for (let n = dice.between(2, 10); n > 0; n--) {
    const method = dice.pick(['pod/steer', 'pod/steer', 'pod/cancel', 'pod/queue', 'pod/run', 'pod/resume', 'pod/status', 'pod/compact']);
    step.note(method);
    const input = [{ type: 'text', text: `aside ${n}` }];
    const answer = editor.request(method, { pod: pod.pod, ...(['pod/steer', 'pod/run'].includes(method) ? { input } : {}), ...(method === 'pod/queue' ? { clear: dice.chance(0.5) } : {}) });
    (['pod/run', 'pod/resume'].includes(method) ? runs : others).push(answer);
    await pause(dice.below(250));
  }
  for (const { error } of await within(40_000, 'the answers', Promise.all([...runs, ...others]))) {
    if (error) step.expect([-32011, -32012].includes(error.code), json(error));
  }
  const turn = await pod.run(andNow);
  step.expect(turn.outcome === 'finished', `the turn after it: ${json(turn)}`);
}

/** `$/cancelRequest` at any moment for requests of all kinds: each is answered once, with a result or -32800. */
async function cancelRequests(step) {
  const { dice, editor } = step;
  const pod = await step.open(working);
  for (let n = 0; n < 6; n++) {
    const id = `c${step.number}-${n}`;
    const [method, params] = dice.pick([['pod/run', { pod: pod.pod, input: [{ type: 'text', text: 'go' }] }], ['session/list', {}], ['session/verify', { session: pod.session }], ['session/export', { session: pod.session, format: 'jsonl' }],
      ['pod/compact', { pod: pod.pod }], ['pod/open', { session: pod.session }], ['pod/status', { pod: pod.pod }], ['session/fork', { session: pod.session }], ['manifest/check', { text: 'x = 1\n'.repeat(1000) }]]);
    step.note(`${method}, then a cancel`);
    const answered = editor.request(method, params, id);
    await pause(dice.pick([0, dice.below(20), dice.below(700)]));
    editor.notify('$/cancelRequest', { id });
    if (dice.chance(0.3)) editor.notify('$/cancelRequest', { id });
    const { result, error } = await within(step.target.bound, `the answer to a cancelled ${method}`, answered);
    if (error) step.expect([-32800, -32011, -32012, -32013].includes(error.code), `${method}: ${json(error)}`);
    if (method === 'session/fork' && result) step.sessions.add(result.session);
  }
  editor.notify('$/cancelRequest', { id: dice.pick([null, {}, 'nobody', -7, 1.5]) });
  const turn = await pod.run(andNow);
  step.expect(turn.outcome === 'finished', `the turn after it: ${json(turn)}`);
}

async function twenty(step) {
  const { dice } = step;
  const pods = await Promise.all(Array.from({ length: 20 }, () => step.open(working)));
  step.note('20 Pods');
  await Promise.all(pods.map(async (pod, n) => {
    await pause(dice.below(300));
    const answered = pod.begin(`go ${n}`);
    if (n % 3 !== 0) return pod.finish(answered, 60_000);
    await pause(dice.below(800));
    return pod.cancel(answered);
  }));
  await Promise.all(pods.map((pod) => pod.run(andNow, 60_000)));
}

/** Small thresholds, and a summariser that fails in all ways; the person's turns go on. */
async function compactions(step) {
  const { dice, editor } = step;
  const way = dice.pick(['good', 'empty', 'longer than before', 'a tool call', 'never', 'an error', 'slow']);
  const isSummary = (messages) => String(messages[0].content).startsWith('You are a context compaction');
  const summary = { 'good': { text: ['## Original Task\nx\n'] }, 'empty': { text: [''] }, 'longer than before': { text: ['long '.repeat(5000)] }, 'a tool call': { calls: [call('list', { path: '.' })] },
    'slow': { text: Array.from({ length: 20 }, () => 'slow '), every: 50 }, 'never': { raw: async (response) => response.writeHead(200).flushHeaders() }, 'an error': { raw: async (response) => response.writeHead(400).end('no') } }[way];
  step.note(`the summary is: ${way}`);
  const pod = await step.open((messages) => (isSummary(messages) ? summary : { text: ['words '.repeat(400)] }), { compaction: { threshold: 2500, request_threshold: 5000 } });
  for (let n = dice.between(3, 8); n > 0; n--) {
    const answered = pod.begin(`prompt ${n} ${'p '.repeat(dice.below(1000))}`);
    if (dice.chance(0.3)) editor.request('pod/compact', { pod: pod.pod, ...dice.pick([{}, { retainedTurns: 1 }]) });
    if (dice.chance(0.2) || way === 'never') {
      await pause(dice.below(300));
      await pod.cancel(answered);
    } else {
      await pod.finish(answered, 30_000);
    }
  }
  await editor.request('pod/cancel', { pod: pod.pod });
}
