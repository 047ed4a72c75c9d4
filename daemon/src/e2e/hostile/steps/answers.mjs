// Models that answer with what no model should: floods, half events, doubled ids, nonsense, silence, disconnects.
import { setTimeout as pause } from 'node:timers/promises';
import { json, Raw } from '../json.mjs';
import { andNow, call, inTurn } from '../step.mjs';

const event = (value) => `data: ${json(value)}\n\n`;
const choice = (delta, more = {}) => ({ id: 'r', model: 'scripted', choices: [{ index: 0, delta, ...more }] });
const done = 'data: [DONE]\n\n';
const toolCall = (index, id, name, args) => choice({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: args } }] });
const stopForCalls = event(choice({}, { finish_reason: 'tool_calls' }));
const stop = event(choice({}, { finish_reason: 'stop' }));

/** Whole answers; each is sent in pieces of a random size. */
const texts = {
  'nothing at all': '',
  'only [DONE]': done,
  'no event stream': '<html><body>502 Bad Gateway</body></html>',
  'bytes that are no UTF-8': Buffer.concat([Buffer.from('data: {"choices":[{"index":0,"delta":{"content":"'), Buffer.from([0xff, 0xc3, 0x28]), Buffer.from('"}}]}\n\n'), Buffer.from(stop + done)]),
  'half an event': `${event(choice({ content: 'half ' }))}data: {"id":"r","choices":[{"index":0,"del`,
  'broken JSON': `${event(choice({ content: 'a' }))}data: {]\n\n${stop}${done}`,
  'nested beyond measure': `data: ${'['.repeat(100_000)}\n\n${stop}${done}`,
  'doubled call ids': event(toolCall(0, 'same', 'list', '{"path":"."}')) + event(toolCall(1, 'same', 'read', '{"path":"a.txt"}')) + stopForCalls + done,
  'a call without id': event(toolCall(0, undefined, 'list', '{}')) + stopForCalls + done,
  'empty call id and name': event(toolCall(0, '', '', '')) + stopForCalls + done,
  'odd call id': event(toolCall(0, '../../\u0000\n"x', 'shell', '{"command":"echo x"}')) + stopForCalls + done,
  'a call id of 100,000 characters': event(toolCall(0, 'i'.repeat(100_000), 'list', '{}')) + stopForCalls + done,
  'an unknown tool': event(toolCall(0, 'c1', 'launch', '{"missiles":true}')) + event(toolCall(1, 'c2', 'x'.repeat(100_000), '{}')) + stopForCalls + done,
  'arguments that are no JSON': event(toolCall(0, 'c1', 'read', '{"path":')) + event(toolCall(1, 'c2', 'read', 'null')) + event(toolCall(2, 'c3', 'read', '[1]'))
    + event(toolCall(3, 'c4', 'read', '"a"')) + event(toolCall(4, 'c5', 'shell', '{"command":7}')) + stopForCalls + done,
  'arguments of odd types': ['read', 'write', 'edit', 'glob', 'grep', 'list', 'shell', 'todo'].map((name, n) => event(toolCall(n, `c${n}`, name,
    '{"path":"\\ud800","content":null,"edits":[null,{}],"pattern":"","command":"\\u0000","items":[{"text":7}],"offset":-1,"limit":1e400,"depth":-5,"timeout":999999999999}'))).join('') + stopForCalls + done,
  'arguments nested 5,000 deep': event(toolCall(0, 'c1', 'todo', `{"items":${'['.repeat(5000)}${']'.repeat(5000)}}`)) + stopForCalls + done,
  'call indexes far apart': event(toolCall(1_000_000_000, 'c1', 'list', '{}')) + event(toolCall(-1, 'c2', 'list', '{}')) + stopForCalls + done,
  'a hundred calls': Array.from({ length: 100 }, (_, n) => event(toolCall(n, `c${n}`, 'list', '{"path":"."}'))).join('') + stopForCalls + done,
  'calls and stop': event(toolCall(0, 'c1', 'list', '{"path":"."}')) + stop + done,
  'stop for calls without any': stopForCalls + done,
  'an unknown reason to stop': event(choice({ content: 'x' }, { finish_reason: 'because' })) + done,
  'the limit of tokens, again and again': event(choice({ content: 'x' }, { finish_reason: 'length' })) + done,
  'usage of nonsense': event(choice({ content: 'x' })) + stop + event({ id: 'r', choices: [], usage: { prompt_tokens: -5, completion_tokens: new Raw('1e400'), prompt_tokens_details: { cached_tokens: 'many' } } }) + done,
  'usage beyond a long': event(choice({ content: 'x' })) + stop + event({ id: 'r', choices: [], usage: { prompt_tokens: new Raw('7766279631452241919'), completion_tokens: new Raw('9'.repeat(50)) } }) + done,
  'usage that is a list': event(choice({ content: 'x' })) + stop + event({ id: 'r', choices: 7, usage: [] }) + done,
  'choices of other types': event({ choices: [null, 7, { delta: [] }, { delta: { content: { a: 1 } } }, { delta: { tool_calls: 'x' } }] }) + stop + done,
  'lone surrogates and NUL': `data: {"choices":[{"index":0,"delta":{"content":"\\ud800 \\u0000 \\udfff"}}]}\n\n${stop}${done}`,
  'an error in the stream': event(choice({ content: 'x' })) + event({ error: { message: 'over', code: 7 } }),
  'a line of a million characters without an end': `data: ${'x'.repeat(1_000_000)}`,
  'a million empty lines': '\n'.repeat(1_000_000),
};

const statuses = [[200, 'text/event-stream'], [200, 'text/event-stream'], [200, 'text/event-stream'], [200, 'application/json'], [204, 'text/plain'],
  [400, 'application/json'], [401, 'text/plain'], [404, 'text/html'], [418, 'text/plain'], [500, 'text/plain'], [302, 'text/plain'], [199, 'text/plain']];

export const answerSteps = [
  { name: 'answers: nonsense', weight: 12, run: nonsense },
  { name: 'answers: flood', weight: 1, run: flood },
  { name: 'answers: endless', weight: 3, run: endless },
  { name: 'answers: disconnect', weight: 3, run: disconnect },
  { name: 'answers: huge arguments', weight: 1, run: hugeArguments },
];

const settings = { provider: { retry: { attempts: 3, max_seconds: 5 }, timeouts: { connect: 2, first_byte: 2, silence: 2 } } };

/** A Pod with short patience, whose first answers are hostile. */
async function impatient(step, script) {
  const provider = { ...step.target.route(script), ...settings.provider };
  return step.open(script, { provider, worker: { max_requests: 5 } });
}

/** However it went, the next turn of a good model works. */
async function goesOn(step, pod) {
  step.isGood = true;
  const turn = await pod.run(andNow);
  step.expect(turn.outcome === 'finished', `the turn after it: ${json(turn)}`);
}

/** Hostile until the step says that the model is good. */
function until(step, raw) {
  return (messages) => (step.isGood ? inTurn()(messages) : { raw });
}

async function nonsense(step) {
  const { dice } = step;
  const name = dice.pick(Object.keys(texts));
  const [status, type] = dice.pick(statuses);
  const piece = dice.pick([1, 7, 100, 1_000_000]);
  const body = Buffer.from(texts[name]);
  step.note(`the model answers ${status} ${type}, ${name}`);
  const pod = await impatient(step, until(step, async (response) => {
    response.writeHead(status === 199 ? 200 : status, { 'content-type': type, location: 'http://127.0.0.1:1/', 'retry-after': dice.pick(['0', '-1', 'soon', '99999999999']) });
    for (let at = 0; at < Math.min(body.length, piece * 200); at += piece) response.write(body.subarray(at, at + piece));
    response.end(body.subarray(piece * 200));
  }));
  await pod.run('hello');
  await goesOn(step, pod);
}

/** 15 MB of text, or of reasoning, in one answer. */
async function flood(step) {
  const field = step.dice.pick(['content', 'reasoning_content']);
  const size = step.dice.pick([1000, 60_000, 1_000_000]);
  step.note(`15 MB of ${field}, ${size} characters a delta`);
  const pod = await impatient(step, until(step, async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const delta = event(choice({ [field]: 'x'.repeat(size) }));
    for (let sent = 0; sent < 15_000_000 && !response.destroyed; sent += size) {
      if (!response.write(delta)) await drained(response);
    }
    response.end(stop + done);
  }));
  await pod.run('a lot, please', 60_000);
  await goesOn(step, pod);
}

/** A server that says nothing of use without end; the turn ends by itself or by a cancel. */
async function endless(step) {
  const line = step.dice.pick([': still there\n', ':\n\n', 'event: ping\ndata: {}\n\n', 'data: \n\n', `: ${'x'.repeat(10_000)}\n`, event(choice({})), event(choice({ content: '' })), '\n', 'x']);
  const isCancelled = step.dice.pick([true, false]);
  step.note(`without end: ${json(line.slice(0, 60))}${isCancelled ? ', then a cancel' : ''}`);
  const pod = await impatient(step, until(step, async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    while (!response.destroyed && !step.isGood) {
      if (!response.write(line)) await drained(response);
      await pause(1);
    }
    response.destroy();
  }));
  const answered = pod.begin('hello');
  if (isCancelled) {
    await step.wait(1500);
    await pod.cancel(answered);
  } else {
    await pod.finish(answered, 30_000);
  }
  await goesOn(step, pod);
}

async function disconnect(step) {
  const { dice } = step;
  const when = dice.pick(['before the headers', 'after the headers', 'in text', 'in a call', 'never a byte']);
  step.note(`the model goes away ${when}`);
  const pod = await impatient(step, until(step, async (response) => {
    if (when === 'never a byte') return undefined;
    if (when !== 'before the headers') response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (when === 'in text') response.write(event(choice({ content: 'some ' })) + event(choice({ content: 'more' })));
    if (when === 'in a call') response.write(event(toolCall(0, 'c1', 'write', '{"path":"x","con')));
    await pause(dice.below(100));
    return response.destroy();
  }));
  await pod.run('hello', 40_000);
  await goesOn(step, pod);
}

/** Calls whose arguments are megabytes. */
async function hugeArguments(step) {
  const size = step.dice.pick([1, 5, 25]) * 1_000_000;
  const tool = step.dice.pick(['write', 'shell', 'nothing', 'grep']);
  step.note(`arguments of ${size} characters for ${tool}`);
  const text = 'y'.repeat(size);
  const pod = await step.open(inTurn([call(tool, { path: 'big.txt', content: text, command: `: ${text}`, pattern: text })]));
  await pod.run('hello', 60_000);
}

function drained(response) {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}
