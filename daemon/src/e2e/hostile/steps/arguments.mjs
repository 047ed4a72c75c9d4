// Requests of every method of the protocol with values that nobody sends: each is answered once, and never with -32603.
import { readdirSync, readFileSync } from 'node:fs';
import { within } from '../editor.mjs';
import { json, Raw } from '../json.mjs';
import { inTurn } from '../step.mjs';
import { uri } from '../target.mjs';

const folder = new URL('../../../../../protocol-spec/spec/', import.meta.url);
const spec = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
const methods = spec.flatMap((page) => page.methods ?? [])
  .filter(({ kind, from, method }) => kind === 'request' && from === 'editor' && method !== 'shutdown');
const types = new Map(spec.flatMap((page) => [...page.structures ?? [], ...page.unions ?? [], ...page.enums ?? []]).map((type) => [type.name, type]));

const longNumber = new Raw('9'.repeat(1200));
const texts = ['', ' ', '\n', '\u0000', 'a\u0000b', '\ud800', 'x\udfff', '\u202e', '\ufeff', '../../..', '/', '~', 'file:///', 'file://host/x', 'file:///a%00b', 'file:///%zz',
  'untitled:1', 'http://x/', '-1', 'null', '[', '*', '(?<!', '{{', '${x}', '\r\n', 'A'.repeat(300), 'é'.repeat(5000), 'x/'.repeat(3000), '"'.repeat(1000), '0198e9c4-0000-7000-8000-000000000000'];
const numbers = [0, -1, 1, 1.5, 2 ** 31, -(2 ** 31), 2 ** 53, 1e300, new Raw('1e400'), new Raw('-1e400'), longNumber, new Raw('-0'), new Raw('1E2')];
const others = [null, true, false, [], {}, [[]], [null], { type: 'nothing' }, { type: 7 }, { length: 5 }];
const overlays = [
  { pod: { pwd: '\ud800' } }, { pod: { pwd: 'a\u0000b' } }, { pod: { pwd: '/' } }, { pod: { name: 7 } }, { pod: null }, { pod: [] }, { provider: { kind: 'nobody' } },
  { provider: { base_url: 'http://127.0.0.1:99999' } }, { provider: { base_url: '\u0000' } }, { provider: { api_key_file: 'a\u0000b' } }, { provider: { api_key_env: 'sk-\ud800' } },
  { provider: { api_key_env: '' } }, { provider: { headers: { 'a\nb': 'c\r\nd' } } }, { provider: { headers: 'X: y' } }, { provider: { timeouts: { connect: -1 } } },
  { provider: { context_window: new Raw('1e400') } }, { worker: { max_requests: 0 } }, { worker: { max_requests: longNumber } }, { worker: { system_prompt: '${' } },
  { worker: { system_prompt: '@if(x' } }, { worker: { system_prompt: '\ud800' } }, { worker: { system_prompt_file: '/dev/zero' } }, { worker: { stop: [7] } }, { worker: { temperature: 'hot' } },
  { scope: { allow: [{ target: '\u0000', permission: 'write' }] } }, { scope: { allow: [{ name: '[', permission: 'read' }] } }, { scope: { deny: [{ target: '.', permission: 'read' }] } },
  { permissions: [{ tool: '[', action: 'allow' }] }, { permissions: [{ tool: '*', pattern: '{'.repeat(50), action: 'deny' }] }, { permissions: 'all' }, { hooks: { pre_tool_call: [{ command: '', tools: ['['] }] } },
  { hooks: { nowhere: [{ command: 'true' }] } }, { compaction: { threshold: -1, retained_turns: 0 } }, { compaction: { threshold: 1, request_threshold: 1 } }, { unknown: 1 }, { mcp: { x: {} } },
  { a: { b: { c: { d: { e: 1 } } } } }, {},
];
const parts = [
  { type: 'image', mimeType: 'image/png', data: '%%%' }, { type: 'image', mimeType: 'text/html', data: 'aGk=' }, { type: 'image', mimeType: '', data: '' }, { type: 'image', mimeType: 'image/png', data: 'aGk' },
  { type: 'file', uri: 'file:///dev/zero' }, { type: 'file', uri: 'file:///' }, { type: 'file', uri: 'x' }, { type: 'file', uri: 'file:///etc/passwd', range: { start: { line: -1, character: -1 }, end: { line: 0, character: 0 } } },
  { type: 'selection', uri: 'file:///a' }, { type: 'diagnostics', uri: '' }, { type: 'text', text: '' }, { type: 'text', text: '\ud800' }, { type: 'text', text: '\u0000' }, { type: 'text' }, { type: 'nothing' }, {},
  { type: 'text', text: 'x'.repeat(2_000_000) },
];

export const argumentSteps = [{ name: 'arguments', weight: 14, run: oddArguments }];

async function oddArguments(step) {
  const { dice, editor } = step;
  const pod = await step.open(inTurn());
  await pod.run('so that there is a session');
  const known = { pod: pod.pod, session: pod.session, workspaceFolder: uri(step.folder), exported: await exported(step, pod) };
  const answers = Array.from({ length: 30 }, () => {
    const { method, params } = dice.pick(methods);
    const value = oddParams(dice, params, known);
    return answered(step, method, value);
  });
  await Promise.all(answers);
  // A method may have closed the Pod, or started a turn that runs on.
  if (!editor.isGone) await editor.request('pod/cancel', { pod: pod.pod });
}

async function exported(step, pod) {
  const { text } = await step.editor.call('session/export', { session: pod.session, format: 'jsonl' });
  return text;
}

async function answered(step, method, params) {
  const shown = `${method} ${json(params)?.slice(0, 300)}`;
  const answer = await within(step.target.bound * 2, `the answer to ${shown}`, step.editor.request(method, params));
  if (answer.error?.code === -32603 || answer.result?.error?.code === 'internalError') {
    step.fault(`${shown}: ${json(answer.error ?? answer.result.error)}`);
  }
  if (/\b(java|dev\.podd|com\.google)\.[a-z]+\.?[A-Z]/.test(answer.error?.message ?? '')) step.fault(`${shown}: ${answer.error.message}`);
  if (answer.result?.pod !== undefined && answer.result.session !== undefined) step.know(answer.result);
  else if (typeof answer.result?.session === 'string') step.sessions.add(answer.result.session);
}

/** Params of a type in which one to three values are odd. */
function oddParams(dice, type, known) {
  if (dice.chance(0.05)) return dice.pick([undefined, null, 7, 'text', [], [1, 2], [[]], {}]);
  let odd = dice.between(1, 3);
  const make = (field, name, levels) => {
    if (odd > 0 && dice.chance(0.4)) {
      odd--;
      return oddValue(dice, field);
    }
    return fitting(dice, field, name, known, (each, eachName) => (levels > 6 ? null : make(each, eachName, levels + 1)));
  };
  return make(type, '', 0);
}

function oddValue(dice, type) {
  if (type === 'any') return dice.pick(overlays);
  const own = { string: texts, integer: numbers, number: numbers, 'Part[]': [[], [dice.pick(parts)], dice.some(parts, 3)] }[type];
  return dice.pick(own !== undefined && dice.chance(0.7) ? own : [...texts, ...numbers, ...others]);
}

/** A value of a type as the protocol has it; ids are real ones where there are such. */
function fitting(dice, type, name, known, make) {
  if (type.endsWith('[]')) return Array.from({ length: dice.between(1, 2) }, () => make(type.slice(0, -2), name));
  if (type === 'string') return { pod: known.pod, session: known.session, workspaceFolder: known.workspaceFolder, text: known.exported, target: '.', uri: `${known.workspaceFolder}/a` }[name] ?? dice.pick(texts);
  if (type === 'integer' || type === 'number') return dice.below(20);
  if (type === 'boolean') return dice.chance(0.5);
  if (type === 'any') return dice.pick(overlays);
  const { values, variants, fields: all = [] } = types.get(type);
  if (values !== undefined) return dice.pick(values).value;
  if (variants === undefined) return fields(dice, all, make);
  const variant = dice.pick(variants);
  return { type: variant.tag, ...fields(dice, variant.fields, make) };
}

function fields(dice, all, make) {
  return Object.fromEntries(all.filter(({ optional }) => !optional || dice.chance(0.5)).map(({ name, type }) => [name, make(type, name)]));
}
