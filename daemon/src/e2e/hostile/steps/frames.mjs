// What comes in as bytes: frames cut, mutated, nested, oversized, and requests before `initialize`.
import { json, Raw } from '../json.mjs';
import { within } from '../editor.mjs';
import { inTurn } from '../step.mjs';

const deep = (levels, open, close) => open.repeat(levels) + close.repeat(levels);

/** Bodies that are read as JSON or not, and are no fitting request in any case. */
const oddBodies = [
  '', ' ', 'null', 'true', '7', '""', '"text"', '[]', '[{"jsonrpc":"2.0","id":1,"method":"pod/list"}]', '{}', '{"id":null}',
  '{"jsonrpc":"1.0","id":"v1","method":"pod/list"}', '{"jsonrpc":"2.0","id":{},"method":"pod/list"}', '{"jsonrpc":"2.0","id":[1],"method":"pod/list"}',
  '{"jsonrpc":"2.0","id":true,"method":"pod/list"}', '{"jsonrpc":"2.0","method":7}', '{"jsonrpc":"2.0","result":1}',
  '{"jsonrpc":"2.0","id":"nobody asked","result":1}', '{"jsonrpc":"2.0","id":99999,"error":{"code":1,"message":"x"}}',
  '{"jsonrpc":"2.0","id":1,"id":2,"method":"pod/list"', '{"jsonrpc":"2.0" "id":1}', "{'id':1}", '{id:1}', '{"a":NaN}', '{"a":Infinity}', '{"a":01}', '{"a":.5}',
  '{"a":1}}', '{"a":1}{"b":2}', '{"a":"\u0001"}', '{"a":"\\x"}', '// comment\n{}', '{"a":1,}', '\u0000', 'Content-Length: 5\r\n\r\nhello',
  deep(400, '[', ']'), deep(100_000, '[', ']'), deep(100_000, '{"a":', '}'), '['.repeat(1_000_000), '{"a":'.repeat(200_000),
  `{"jsonrpc":"2.0","method":"${'m'.repeat(1_000_000)}"}`, `{"a":${'9'.repeat(100_000)}}`, '0'.repeat(2_000_000),
];

const longestId = 1000;
const oddIds = [0, -1, 1.5, 1e15, '', ' ', 'x'.repeat(100_000), '\u0000', '\ud800', '\u{1F600}', '1', new Raw('1e400'), new Raw('-1e400'),
  new Raw('1E2'), new Raw('1.0'), new Raw('-0'), new Raw('123456789012345678901234567890'), new Raw('9'.repeat(1000)), new Raw(`0.${'3'.repeat(1000)}`)];

const encodings = [
  Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]), Buffer.from([0xff, 0xfe, 0x7b, 0, 0x7d, 0]), Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]),
  Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), Buffer.from([0xc0, 0x80]), Buffer.from([0xf8, 0x88, 0x80, 0x80, 0x80]), Buffer.alloc(1000, 0xff), Buffer.alloc(1000),
];

/** Headers after which the next frame must still be read; those that ask for more bytes get them. */
const oddHeaders = [
  'Content-Length: 0\r\n\r\n', 'Content-Length: -5\r\n\r\n', 'Content-Length: many\r\n\r\n', 'Content-Length: \r\n\r\n', 'Content-Length: 99999999999999999999\r\n\r\n',
  'Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-16\r\n\r\n{}', 'content-length:2\r\n\r\n{}', 'Content-Length: 2\n\n{}', 'CONTENT-LENGTH:   2   \r\n\r\n{}',
  'X-Header: 1\r\n\r\n', `X-${'long'.repeat(20_000)}: 1\r\nContent-Length: 2\r\n\r\n{}`, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', '\r\n\r\n\r\n', ': \r\n\r\n', '\u0000\u0000\r\n\r\n',
  'Content-Length: 2\r\nContent-Length: 4\r\n\r\nnull', 'Content-Length: 2\r\n\r\n{"jsonrpc":"2.0"}', 'Content-Length: 10\r\n\r\n{}        ', 'Content-Length: 0x10\r\n\r\n',
];

export const frames = [
  { name: 'frames: odd bodies', weight: 4, run: odd },
  { name: 'frames: mutated requests', weight: 8, run: mutated },
  { name: 'frames: odd ids', weight: 3, run: ids },
  { name: 'frames: doubled ids', weight: 2, run: doubled },
  { name: 'frames: odd headers', weight: 1, run: headers },
  { name: 'frames: oversized', weight: 0.5, run: oversized },
  { name: 'frames: before initialize', weight: 0.5, run: beforeInitialize },
];

/** What is no good request may be answered without an id, or by the id that can be seen in it. */
function unaddressedAllowed(step) {
  step.editor.toleratesUnasked = true; // for good: a late answer to a mangled id may come when the step is over
  step.expectsUnaddressed = ({ code, message }) => [-32700, -32600].includes(code) && message.length < 1000 && !/Strictness|JsonReader|Gson/.test(message);
}

async function odd(step) {
  unaddressedAllowed(step);
  for (const body of step.dice.some([...oddBodies, ...encodings], 12)) {
    step.note(`frame ${json(String(body)).slice(0, 100)} of ${body.length}`);
    await step.editor.frame(body);
  }
  await step.editor.call('pod/list');
}

async function ids(step) {
  for (const id of step.dice.some(oddIds, 8)) {
    step.note(`pod/list with id ${json(id).slice(0, 100)}`);
    await within(step.target.bound, 'the answer', id instanceof Raw || id.length > longestId ? mayLoseItsId(step, id) : step.editor.request('pod/list', {}, id));
  }
}

/**
 * A number may come back in another spelling of its value; one that no double holds, or an id that is too long, may be
 * refused without an id.
 */
async function mayLoseItsId(step, id) {
  const { editor } = step;
  unaddressedAllowed(step);
  const asRead = id instanceof Raw ? Number(id.text) : id;
  const answered = editor.expect(asRead);
  editor.onUnaddressed = () => editor.giveUp(asRead);
  step.atEnd(() => { editor.onUnaddressed = () => {}; });
  editor.frame(json({ jsonrpc: '2.0', id, method: 'pod/list' }));
  return answered;
}

async function doubled(step) {
  const id = `twice-${step.number}`;
  const answers = Array.from({ length: step.dice.between(2, 6) }, () => step.editor.request(step.dice.pick(['pod/list', 'session/list', 'nothing/here']), {}, id));
  step.note(`${answers.length} requests of one id`);
  step.editor.notify('$/cancelRequest', { id });
  await within(step.target.bound, 'answers to one id', Promise.all(answers));
}

async function mutated(step) {
  unaddressedAllowed(step);
  const { dice, editor } = step;
  const pod = await step.open(inTurn());
  const good = [
    { method: 'pod/list' }, { method: 'session/list', params: { limit: 3 } }, { method: 'pod/status', params: { pod: pod.pod } },
    { method: 'pod/run', params: { pod: pod.pod, input: [{ type: 'text', text: 'héllo \u{1F600}' }] } },
    { method: 'pod/scope', params: { pod: pod.pod, deny: [{ target: 'x', permission: 'read' }] } }, { method: 'manifest/check', params: { text: '[pod]\nname = "x"\n' } },
    { method: 'textDocument/didOpen', params: { textDocument: { uri: 'file:///a', languageId: 'x', version: 1, text: 'abc' } }, isNotification: true },
    { method: 'textDocument/didChange', params: { textDocument: { uri: 'file:///a', version: 2 }, contentChanges: [{ range: { start: { line: 0, character: 1 }, end: { line: 0, character: 2 } }, text: 'x' }] }, isNotification: true },
    { method: '$/cancelRequest', params: { id: 1 }, isNotification: true },
  ];
  const answers = [];
  for (let n = 0; n < 40; n++) {
    const { isNotification, ...message } = dice.pick(good);
    const body = mutate(dice, Buffer.from(json({ jsonrpc: '2.0', ...(isNotification ? {} : { id: `m${step.number}-${n}` }), ...message })));
    const id = idOf(body);
    if (id !== undefined) answers.push(editor.expect(id));
    if (n < 3) step.note(`frame ${json(body.toString('latin1'))}`);
    editor.frame(body);
  }
  await within(step.target.bound, 'answers to mutated requests', Promise.all(answers));
}

/** The id under which the message is to be answered; undefined for what is no request. */
function idOf(body) {
  try {
    const message = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return typeof message.method === 'string' && message.jsonrpc === '2.0' && ['string', 'number'].includes(typeof message.id) ? message.id : undefined;
  } catch {
    return undefined;
  }
}

function mutate(dice, body) {
  let bytes = body;
  for (let times = dice.below(4); times >= 0; times--) {
    const at = dice.below(bytes.length + 1);
    const to = Math.min(bytes.length, at + dice.below(12));
    bytes = dice.pick([
      () => Buffer.concat([bytes.subarray(0, at), Buffer.from([dice.below(256)]), bytes.subarray(at)]),
      () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]),
      () => Buffer.concat([bytes.subarray(0, to), bytes.subarray(at, to), bytes.subarray(to)]),
      () => bytes.subarray(0, at),
      () => Buffer.from(bytes.map((byte, n) => (n === at ? byte ^ (1 << dice.below(8)) : byte))),
      () => Buffer.concat([bytes.subarray(0, at), Buffer.from(dice.pick(['"', '{', '}', '[', ']', ',', ':', '\\', '\\u0000', '\\ud800', 'null', '1e999', '-']), 'latin1'), bytes.subarray(at)]),
    ])();
  }
  return bytes;
}

/** In a process of its own: what stands behind a broken header may be passed over up to the next good one. */
async function headers(step) {
  const editor = step.aside();
  await editor.initialize('file:///');
  for (const header of step.dice.some(oddHeaders, 6)) {
    step.note(`bytes ${json(header.slice(0, 100))}`);
    await editor.write(Buffer.from(header, 'latin1'));
    await editor.call('pod/list', {}, step.target.bound);
  }
  await done(step, editor);
}

async function oversized(step) {
  const editor = step.aside();
  await editor.initialize('file:///');
  const size = step.dice.pick([60, 64, 65, 200]) * 1024 * 1024;
  const kind = step.dice.pick(['id', 'method', 'text', 'zeros', 'ones']);
  step.note(`${kind} of ${size} bytes`);
  const body = { id: `{"jsonrpc":"2.0","method":"pod/list","id":"`, method: '{"jsonrpc":"2.0","id":"big","method":"', text: '{"jsonrpc":"2.0","id":"big","method":"manifest/check","params":{"text":"', zeros: '', ones: '[' }[kind];
  const end = { id: '"}', method: '"}', text: '"}}', zeros: '', ones: '1]' }[kind];
  await editor.write(Buffer.from(`Content-Length: ${size}\r\n\r\n${body}`));
  const block = Buffer.from({ zeros: '0', ones: '1,' }[kind] ?? 'x').toString().repeat(512 * 1024);
  for (let left = size - body.length - end.length; left > 0; left -= block.length) await editor.write(Buffer.from(block.slice(0, left)));
  const isTaken = size <= 64 * 1024 * 1024 && ['method', 'text'].includes(kind);
  const answered = isTaken ? editor.expect('big') : Promise.resolve();
  await editor.write(Buffer.from(end));
  await within(step.target.bound * 2, `the answer to a request of ${size} bytes`, answered);
  await editor.call('pod/list', {}, step.target.bound * 2);
  step.expect(kind === 'id' || isTaken || editor.unaddressed.length === 1, `one error for what is too large, not ${json(editor.unaddressed)}`);
  await done(step, editor);
}

async function beforeInitialize(step) {
  const editor = step.aside();
  for (const method of step.dice.some(['pod/list', 'pod/open', 'pod/run', 'session/list', 'nothing', 'shutdown', '$/x'], 5)) {
    step.note(`${method} before initialize`);
    const { error } = await within(step.target.bound, method, editor.request(method, {}));
    step.expect(error?.code === -32002, `${method} before initialize: ${json(error)}`);
  }
  editor.notify('textDocument/didOpen', {});
  await editor.initialize('file:///');
  await editor.call('pod/list');
  await done(step, editor);
}

/** The process ends as it should. */
async function done(step, editor) {
  step.faults.push(...editor.faults);
  await editor.call('shutdown', undefined, step.target.bound);
  editor.notify('exit');
  const code = await within(step.target.bound, 'the end of the process', editor.ended);
  step.expect(code === 0, `the process ended with ${code}: ${editor.errors}`);
}
