// Searches that a careless engine does not end, and files whose difference it does not find.
import { mkdirSync, writeFileSync } from 'node:fs';
import { json } from '../json.mjs';
import { andNow, call, inTurn } from '../step.mjs';

const patterns = {
  'commas': '^(.*?,){24}P', 'nested plus': '(a+)+$', 'nested star': '^(a*)*$', 'alternatives': '^(a|a)*$', 'alternatives of two': '(a|aa)+$', 'words': '(\\w+\\s?)*$',
  'reluctant': '(.*)*?X', 'counted': '(a{1,1000}){1,1000}b', 'counted deep': '((((a{10}){10}){10}){10}){10}', 'classes': '[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*Q', 'back reference': '(a+)\\1+b', 'look ahead': '(?=(a+))\\1b',
  'look behind': '(?<=a{1,100})b', 'open group': '(', 'open class': '[', 'a lone star': '*', 'names': '(?<x>a)(?<x>b)', 'flags': '(?i-s:a)(?x) b', 'possessive': 'a++b', 'empty': '', 'line feeds': 'a\\nb', 'any letter': '\\p{L}+\\p{Nope}',
  '10,000 alternatives': Array.from({ length: 10_000 }, (_, n) => `w${n}`).join('|'), '5,000 brackets': '('.repeat(5000) + ')'.repeat(5000), '100,000 letters': 'a'.repeat(100_000), 'NUL': 'a\u0000b', 'a surrogate': '\ud800', 'repeated too often': 'a{999999999}',
};

const globs = {
  'stars': '*a*a*a*a*a*a*a*a*a*a*a*b', 'double stars': '**/a/**/a/**/a/**/a/**/b', 'double stars at length': '**/'.repeat(500), 'braces': '{a,{b,{c,{d,{e,f}}}}}', 'braces without end': '{a,'.repeat(500), 'braces by braces': '{a,b}'.repeat(30),
  'open bracket': '[', 'a class of all': '[!a]*[!b]*', 'empty': '', 'up': '../**', 'the root': '/**', 'a link': 'link/**', 'NUL': 'a\u0000*', '100,000 stars': '*'.repeat(100_000), 'backslashes': '\\'.repeat(101), 'questions': '?'.repeat(300),
};

export const patternSteps = [
  { name: 'patterns: grep', weight: 6, run: grep },
  { name: 'patterns: glob', weight: 5, run: glob },
  { name: 'patterns: rules', weight: 3, run: rules },
  { name: 'diffs', weight: 4, run: diffs },
];

function plant(step) {
  writeFileSync(step.path('commas.txt'), `P${'1,'.repeat(60)}\n`);
  writeFileSync(step.path('a.txt'), `${'a'.repeat(5000)}\n${'a '.repeat(5000)}\n`);
  writeFileSync(step.path('long.txt'), `${'aaaa,'.repeat(200_000)}\n`);
  writeFileSync(step.path('a'.repeat(200)), 'x\n');
  mkdirSync(step.path(...Array.from({ length: 60 }, () => 'a')), { recursive: true });
}

/** Calls that may take their time: the turn ends by itself within half a minute, or at once by a cancel. */
async function search(step, calls) {
  step.mayBurn = true;
  plant(step);
  const isCancelled = step.dice.chance(0.4);
  step.note(`calls ${json(calls).slice(0, 500)}${isCancelled ? ', then a cancel' : ''}`);
  const pod = await step.open(inTurn(calls));
  const answered = pod.begin('go');
  if (isCancelled) {
    await step.wait(800);
    await pod.cancel(answered);
  } else {
    const turn = await pod.finish(answered, 40_000);
    step.expect(turn.outcome === 'finished', `the turn: ${json(turn)}`);
  }
  await pod.run(andNow);
}

async function grep(step) {
  const names = step.dice.some(Object.keys(patterns), step.dice.between(1, 4));
  step.note(names.join('; '));
  await search(step, names.map((name) => call('grep', { pattern: patterns[name], ...step.dice.pick([{}, { path: 'commas.txt' }, { path: 'a.txt' }, { ignore_case: true }, { output: 'count' }, { context: 100_000 }, { context: -1 }, { limit: 0 }]) })));
}

async function glob(step) {
  const names = step.dice.some(Object.keys(globs), step.dice.between(1, 4));
  step.note(names.join('; '));
  await search(step, names.map((name) => step.dice.pick([call('glob', { pattern: globs[name] }), call('grep', { pattern: 'x', glob: globs[name] })])));
}

/** Such globs as lines of .gitignore, as rules of permissions, of the scope, of hooks. */
async function rules(step) {
  const name = step.dice.pick(Object.keys(globs));
  const pattern = globs[name];
  step.mayBurn = true;
  plant(step);
  const overlay = step.dice.pick([
    () => writeFileSync(step.path('.gitignore'), `${pattern}\n!${pattern}\n`) ?? {},
    () => ({ permissions: [{ tool: '*', action: 'allow' }, { tool: '*', pattern, action: 'deny' }] }),
    () => ({ permissions: [{ tool: '*', action: 'allow' }, { tool: pattern, action: 'deny' }] }),
    () => ({ scope: { deny: [{ name: pattern, permission: 'read' }] } }),
    () => ({ hooks: { pre_tool_call: [{ command: 'echo "{}"', tools: [pattern] }] } }),
  ])();
  step.note(`${name} in ${json(overlay) === '{}' ? '.gitignore' : json(overlay).slice(0, 200)}`);
  try {
    const pod = await step.open(inTurn([call('glob', { pattern: '**' }), call('read', { path: 'a'.repeat(200) }), call('grep', { pattern: 'x' }), call('shell', { command: 'a'.repeat(200) })]), overlay);
    await pod.run('go', 40_000);
  } catch (error) {
    step.expect([-32020, -32602, -32022].includes(error.code), error.message);
  }
}

/** The same file written, edited, written over by something quite different, with and without a cancel. */
async function diffs(step) {
  const { dice } = step;
  const count = dice.pick([100, 5000, 20_000, 60_000]);
  const lines = (text) => Array.from({ length: count }, (_, n) => text(n)).join('\n');
  const before = dice.pick([lines((n) => `line ${n}`), lines(() => 'same'), lines((n) => `${n % 7}`), '', `${'x'.repeat(2_000_000)}\n`]);
  const after = dice.pick([lines((n) => `other ${n}`), lines((n) => `line ${count - n}`), lines((n) => `${n % 11}`), lines((n) => (n % 2 === 0 ? `line ${n}` : 'new')), '', `${'y'.repeat(2_000_000)}\n`]);
  writeFileSync(step.path('big.txt'), before);
  const last = dice.pick([
    call('write', { path: 'big.txt', content: after }),
    call('edit', { path: 'big.txt', edits: [{ old_string: 'line', new_string: 'Line', replace_all: true }] }),
    call('edit', { path: 'big.txt', edits: [{ old_string: '1', new_string: '\n1\n', replace_all: true }] }),
    call('edit', { path: 'big.txt', edits: Array.from({ length: 300 }, (_, n) => ({ old_string: `line ${n}\n`, new_string: `${n}\n` })) }),
  ]);
  const isCancelled = dice.chance(0.3);
  step.mayBurn = true;
  step.note(`${count} lines; ${last.name} ${json(last.arguments).slice(0, 100)}${isCancelled ? ', then a cancel' : ''}`);
  const pod = await step.open(inTurn([call('read', { path: 'big.txt' })], [last]));
  const answered = pod.begin('go');
  if (isCancelled) {
    await step.wait(1500);
    await pod.cancel(answered);
  } else {
    await pod.finish(answered, 40_000);
  }
  await pod.run(andNow);
}
