// What `podd doctor` and the question say of the sandbox, with bubblewrap and without it, and whether that is the truth.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { Model, newestPrompt, resultsSincePrompt } from './model.mjs';
import { Podd, program, temporaryFolder } from './podd.mjs';

/** The prompt is the command. */
const model = await new Model((messages) => (resultsSincePrompt(messages) === 0
  ? { calls: [{ name: 'shell', arguments: { command: newestPrompt(messages) } }] } : { text: ['Done.'] })).listen();
after(() => model.close());

const bubblewrap = process.env.PATH.split(':').some((folder) => existsSync(path.join(folder, 'bwrap')));

/** All programs of this machine but one. */
function pathWithout(name) {
  const folder = temporaryFolder('programs');
  const links = new Map();
  for (const each of process.env.PATH.split(':').filter((each) => existsSync(each))) {
    for (const file of readdirSync(each)) if (file !== name && !links.has(file)) links.set(file, path.join(each, file));
  }
  for (const [file, target] of links) symlinkSync(target, path.join(folder, file));
  return folder;
}

function doctor(PATH) {
  const home = temporaryFolder('home');
  const { stdout } = spawnSync(program, ['doctor'],
    { cwd: temporaryFolder('workspace'), env: { ...process.env, PATH, PODD_HOME: home }, encoding: 'utf8' });
  spawnSync(program, ['daemon', 'stop'], { env: { ...process.env, PODD_HOME: home } });
  const [, mark, words] = stdout.match(/^(ok|warn|bad) +sandbox +(.*)$/m) ?? assert.fail(stdout);
  return { mark, words };
}

async function opened(t, PATH) {
  const person = temporaryFolder('person');
  writeFileSync(path.join(person, 'notes.txt'), 'notes of the person');
  const outside = temporaryFolder('outside');
  const workspace = temporaryFolder('workspace');
  const podd = new Podd({ home: temporaryFolder('home'), workspace, environment: { PATH, HOME: person } });
  t.after(() => podd.kill());
  podd.approve = ({ options }) => ({ option: options.find(({ kind }) => kind === 'allowOnce').option });
  await podd.initialize();
  const { pod } = await podd.request('pod/open', { overlay: { provider: model.provider } });
  const shell = async (command) => {
    await podd.request('pod/run', { pod, input: [{ type: 'text', text: command }] });
    return podd.ofType('toolCallDone').at(-1).event;
  };
  return { podd, shell, workspace, outside, person };
}

/** Holds in every sandbox that claims anything. */
async function tries({ shell, workspace, outside, person }) {
  await shell(`echo in > made; echo out > ${outside}/made`);
  assert.ok(existsSync(path.join(workspace, 'made')));
  assert.ok(!existsSync(path.join(outside, 'made')), 'written outside');
  const read = await shell(`cat ${person}/notes.txt`);
  assert.doesNotMatch(read.body ?? '', /notes of the person/);
}

test('with bubblewrap: it holds, nobody is asked', async (t) => {
  assert.ok(bubblewrap, 'install bubblewrap');
  assert.deepEqual(doctor(process.env.PATH), {
    mark: 'ok', words: 'bubblewrap: in a trusted workspace, commands run within the scope without a question',
  });

  const pod = await opened(t, process.env.PATH);
  await tries(pod);
  writeFileSync(path.join(pod.workspace, '.env'), 'TOKEN=tk-12345');
  assert.doesNotMatch((await pod.shell('cat .env')).body, /tk-12345/);
  assert.deepEqual(pod.podd.questions, []);
});

test('without bubblewrap: what is left is said, and each command is asked about', async (t) => {
  const PATH = pathWithout('bwrap');
  const { mark, words } = doctor(PATH);
  assert.equal(mark, 'warn');
  const [, name, gaps] = words.match(/^(only Landlock|none): a command (.*), and is asked about each time \(bubblewrap is not installed.*\)$/)
    ?? assert.fail(words);

  const pod = await opened(t, PATH);
  if (name !== 'none') await tries(pod); else await pod.shell('true');
  const told = name === 'none' ? `no sandbox: it ${gaps}` : `${name}: it ${gaps}`;
  assert.ok(pod.podd.questions.length >= 1);
  for (const { title } of pod.podd.questions) assert.ok(title.endsWith(`(${told})`), `${title} | ${told}`);
});

test('a bubblewrap that does not work is none', (t) => {
  const PATH = pathWithout('bwrap');
  const broken = temporaryFolder('broken');
  writeFileSync(path.join(broken, 'bwrap'), '#!/bin/sh\necho "setting up uid map: Permission denied" >&2; exit 1\n',
    { mode: 0o755 });
  const { mark, words } = doctor(`${broken}:${PATH}`);

  assert.equal(mark, 'warn');
  assert.match(words, /setting up uid map: Permission denied/);
});
