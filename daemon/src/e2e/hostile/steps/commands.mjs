// Shell commands that flood, hide, refuse to die, or look for keys; many of them are cancelled somewhere.
import { truncateSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { json } from '../json.mjs';
import { andNow, call, inTurn } from '../step.mjs';

/** None of these ends by itself. */
const endless = {
  'yes': 'yes',
  'yes on both streams': 'yes out & yes err >&2',
  'a line without end': "yes x | tr -d '\\n'",
  'zeros': 'cat /dev/zero',
  'random bytes': 'cat /dev/urandom',
  'a sparse file of 10 GB': 'cat sparse; sleep 600',
  'silence': 'sleep 600',
  'a word, then silence': 'echo word; sleep 600',
  'background and foreground': 'sleep 601 & sleep 602',
  'setsid': 'setsid sleep 603 & setsid -f sleep 604; sleep 605',
  'double fork': '(sh -c "sleep 606 & exit" &) ; sleep 607',
  'nohup': 'nohup sleep 608 >/dev/null 2>&1 & sleep 609',
  'deaf to signals': "trap '' TERM INT HUP; sleep 610 & while :; do sleep 1; done",
  'deaf in a session of its own': `setsid sh -c "trap '' TERM INT HUP; while :; do sleep 1; done" & sleep 611`,
  'stopped': 'sleep 612 & kill -STOP $!; kill -STOP $$; sleep 613',
  'a busy loop': 'while :; do :; done',
  'many children': 'for i in 1 2 3 4 5 6 7 8 9 10; do sleep 614 & done; sleep 615',
  'closed streams': 'exec >&- 2>&- <&-; sleep 616',
  'children that beget children': 'f() { sleep 0.05; f & }; n=0; while [ $n -lt 3 ]; do f & n=$((n+1)); done; sleep 617',
  'cleared environment': 'env -i setsid sh -c "cd /; sleep 618" & env -i sleep 619',
  'a reader of input': 'cat; sleep 620',
};

/** These end. */
const brief = {
  'output and an orphan with the stream': 'echo one; (sleep 300; echo late) & exit 0',
  'an orphan in a session of its own': 'setsid -f sleep 301; echo done',
  'killed by itself': 'echo x; kill -9 $$',
  'killed by a signal without a name': 'kill -64 $$',
  'killing the group': 'kill -9 0',
  'killing the parent': 'kill -9 $PPID',
  'bytes that are no UTF-8': "printf '\\377\\376\\303(\\000\\033[31m'",
  'half a letter at a time': "printf '\\303'; sleep 0.1; printf '\\251'; sleep 0.1; printf '\\360\\237'; sleep 0.1; printf '\\230\\200'",
  '30 MB': 'yes | head -c 30000000',
  '30 MB in one line': "yes | tr -d '\\n' | head -c 30000000",
  'a million empty lines': 'yes "" | head -n 1000000',
  'its folder is gone': 'rm -rf "$PWD"; pwd; ls',
  'a syntax error': 'if then (',
  'no such command': 'no-such-command-at-all',
  'exit 255': 'exit 255',
  'letters beyond ASCII': 'echo "é\u{1F600}"; touch "ö"; ls',
  'NUL': 'echo a\u0000b',
  'nothing': '',
  'a long command': `: ${'x'.repeat(120_000)}`,
  'a command that is too long': `: ${'x'.repeat(2_000_000)}`,
  'a hundred thousand lines of command': ':\n'.repeat(100_000),
};

const keySearches = {
  'env': 'env; export; set',
  'environ of the parent': "for p in $PPID $$; do tr '\\0' '\\n' </proc/$p/environ; done",
  'the key file': 'cat KEYFILE',
  'the key, backwards': 'rev KEYFILE | rev',
};

export const commandSteps = [
  { name: 'commands: cancelled', weight: 14, run: cancelled },
  { name: 'commands: brief', weight: 8, run: run },
  { name: 'commands: timeout', weight: 1, run: timeout },
  { name: 'commands: jobs', weight: 4, run: jobs },
  { name: 'commands: closed', weight: 3, run: closed },
  { name: 'commands: keys', weight: 3, run: keys },
];

const shell = (command, more = {}) => call('shell', { command, ...more });

function hostileOnes(step, most = 3) {
  const names = step.dice.some(Object.keys(endless), step.dice.between(1, most));
  writeFileSync(step.path('sparse'), '');
  truncateSync(step.path('sparse'), 10_000_000_000);
  step.note(`commands: ${names.join('; ')}`);
  return names.map((name) => shell(endless[name]));
}

/** A turn with commands that never end, cancelled at a random moment; the next turn works. */
async function cancelled(step) {
  const pod = await step.open(inTurn(hostileOnes(step)));
  const answered = pod.begin('go');
  if (step.dice.chance(0.7)) await pod.until(({ type }) => type === 'toolCallStarted');
  await step.wait(1500);
  const turn = await pod.cancel(answered);
  step.expect(turn.outcome === 'cancelled', `the turn: ${json(turn)}`);
  await pod.run(andNow);
}

async function run(step) {
  const names = step.dice.some(Object.keys(brief), step.dice.between(1, 4));
  step.note(`commands: ${names.join('; ')}`);
  const pod = await step.open(inTurn(names.map((name) => shell(brief[name]))));
  const turn = await pod.run('go', 60_000);
  step.expect(turn.outcome === 'finished', `the turn: ${json(turn)}`);
  step.expect(pod.results.length === names.length, `${names.length} calls and ${pod.results.length} results`);
}

async function timeout(step) {
  const pod = await step.open(inTurn(hostileOnes(step).map(({ name, arguments: args }) => call(name, { ...args, timeout: step.dice.between(1, 2) }))));
  const turn = await pod.run('go', 30_000);
  step.expect(turn.outcome === 'finished', `the turn: ${json(turn)}`);
}

/** Jobs in the background: listed, ended by number, or left to the end of their Pod. */
async function jobs(step) {
  const { dice } = step;
  const started = hostileOnes(step).map(({ name, arguments: args }) => call(name, { ...args, background: true }));
  const words = dice.some(['jobs', 'kill %1', 'kill %2', 'kill %99', 'kill %', 'kill -9 %1', 'kill %1 %2', 'jobs -l', 'kill %-1', 'kill %99999999999999'], dice.between(1, 4));
  step.note(`jobs, then ${words.join('; ')}`);
  const pod = await step.open(inTurn(started, ...words.map((word) => [shell(word)])));
  const turn = await pod.run('go', 40_000);
  step.expect(turn.outcome === 'finished', `the turn: ${json(turn)}`);
  await step.wait(500);
  if (dice.chance(0.3)) await pod.run(andNow);
}

/** The Pod is closed, or its session deleted, while commands run. */
async function closed(step) {
  const pod = await step.open(inTurn(hostileOnes(step)));
  const answered = pod.begin('go');
  await step.wait(1000);
  await pause(50);
  const method = step.dice.pick(['pod/close', 'session/delete']);
  step.note(method);
  const params = method === 'pod/close' ? { pod: pod.pod } : { session: pod.session };
  const { error } = await step.editor.request(method, params);
  if (error === undefined) pod.isClosed = true;
  else await pod.cancel(answered);
  await pod.finish(answered, step.target.bound);
}

/** What commands find of the secrets in Podd's environment, its key among them, is shown to nobody. */
async function keys(step) {
  const name = step.dice.pick(Object.keys(keySearches));
  const file = step.target.folder('keys', 'model.key');
  step.note(`looks for keys: ${name}`);
  const script = inTurn([shell(keySearches[name].replaceAll('KEYFILE', file))]);
  const provider = { ...step.target.route(script), ...(step.dice.chance(0.5) ? { api_key_env: 'NO_SUCH_KEY', api_key_file: file } : {}) };
  const pod = await step.open(script, { provider });
  await pod.run('go');
}
