// Hooks that hang, flood, hide processes, answer nonsense, or ask for what cannot be.
import { json } from '../json.mjs';
import { andNow, call, inTurn } from '../step.mjs';

const commands = {
  'nothing': 'true', 'a failure': 'exit 7', 'no such command': 'no-such-command', 'no JSON': 'echo hello', 'half JSON': `printf '{"decision":'`, 'a list': 'echo "[]"', 'null': 'echo null', 'unknown decision': `echo '{"decision":"maybe"}'`,
  'decision of another type': `echo '{"decision":7}'`, 'messages of text': `echo '{"decision":"continue_with","messages":"x"}'`, 'messages of objects': `echo '{"decision":"continue_with","messages":[{"a":1}]}'`, 'messages of null': `echo '{"decision":"continue_with","messages":[null]}'`,
  'no messages': `echo '{"decision":"continue_with","messages":[]}'`, 'go on without end': `echo '{"decision":"continue_with","messages":["more"]}'`, 'deny': `echo '{"decision":"deny","message":"no"}'`, 'deny without a word': `echo '{"decision":"deny"}'`, 'deny with a megabyte': `printf '{"decision":"deny","message":"'; yes | tr -d '\\n' | head -c 1000000; printf '"}'`,
  'abort': `echo '{"decision":"abort","reason":"no"}'`, 'pause': `echo '{"decision":"pause"}'`, 'yield': `echo '{"decision":"yield"}'`, 'cancel': `echo '{"decision":"cancel","reason":"no"}'`, 'refuse': `echo '{"decision":"refuse","reason":"no"}'`, 'finish': `echo '{"decision":"finish"}'`,
  'a flood': 'yes | head -c 50000000', 'a flood of errors': 'yes | head -c 50000000 >&2; echo "{}"', 'endless': 'yes', 'not reading': 'exec <&-; echo "{}"', 'a surrogate': `echo '{"decision":"deny","message":"\\ud800"}'`, 'no UTF-8': `printf '{"decision":"deny","message":"\\377"}'`,
  'hang': 'sleep 800', 'hang in a session of its own': 'setsid sleep 801 & sleep 802', 'an orphan': 'sleep 803 & echo "{}"', 'an orphan in a session of its own': 'setsid -f sleep 804; echo "{}"', 'deaf': "trap '' TERM; while :; do sleep 1; done", 'its keys': 'env; echo "{}"',
};
const points = ['on_prompt_submit', 'pre_request', 'pre_tool_call', 'post_tool_call', 'on_turn_end', 'on_abort'];

export const hookSteps = [{ name: 'hooks', weight: 12, run: hooks }];

/** The turn ends by itself, or by a cancel; after that a turn without the hooks works in the same session. */
async function hooks(step) {
  const { dice } = step;
  const names = dice.some(Object.keys(commands), dice.between(1, 2));
  const chosen = names.map((name) => ({ name, point: dice.pick(points) }));
  const isCancelled = dice.chance(0.4);
  step.note(`${chosen.map(({ name, point }) => `${point}: ${name}`).join('; ')}${isCancelled ? '; then a cancel' : ''}`);
  const overlay = { worker: { max_requests: 4 }, hooks: {} };
  for (const { name, point } of chosen) overlay.hooks[point] = [...overlay.hooks[point] ?? [], { command: commands[name], timeout: dice.between(1, 3) }];
  const script = inTurn([call('list', { path: '.' }), call('shell', { command: isCancelled && dice.chance(0.5) ? 'sleep 30' : 'echo x' })]);
  const pod = await step.open(script, overlay);
  const answered = pod.begin('go');
  if (isCancelled) {
    await step.wait(1500);
    await pod.cancel(answered);
  } else {
    await pod.finish(answered, 60_000);
  }
  await pod.close();
  const { result, error } = await step.editor.request('pod/open', { session: pod.session, overlay: { provider: step.target.route(script), permissions: [{ tool: '*', action: 'allow' }] } });
  if (error) {
    step.expect(error.code === -32013, `opening it without hooks: ${json(error)}`);
    return;
  }
  const turn = await step.know(result).run(andNow);
  step.expect(turn.outcome === 'finished', `the turn without hooks: ${json(turn)}`);
}
