// What a tool call takes, and what a kill -9 leaves of a turn. Commands run outside a sandbox and in it.
import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from './figures.mjs';
import { cpuSeconds, nameOf, tree } from './processes.mjs';

const CALLS = 20;
const WORDS = 20;

export const TOOLS = {
  call: 'tool round trip (shell `true`), ms', callConfined: 'the same in the sandbox, ms',
  cpu: `${CALLS} tool calls in a turn: CPU, s`, cpuConfined: 'the same in the sandbox, s',
  answer: 'a half-written answer after kill -9', left: 'tool left running after kill -9 of the agent',
  leftConfined: 'the same in the sandbox',
};

/** From the end of each answer until the whole request with the result of the tool that it called is there. */
export const roundTrips = (asked) => asked.slice(1).map(({ came }, before) => came - asked[before].ended);

/** Requests of a turn with so many calls, one for each and one for the answer. */
export async function calls(agent, model, count, call) {
  const asked = await model.during(() => agent.calls(count, call));
  if (asked.length !== count + 1) throw new Error(`${asked.length} requests for ${count} tool calls`);
  return asked;
}

async function roundTrip({ agent, model, add, row }) {
  const warm = await calls(agent, model, CALLS, agent.command('echo ran $((4200 + {n}))'));
  if (!warm.at(-1).body.includes('ran 4220')) throw new Error(`no command ran: ${warm.at(-1).body.slice(-2000)}`);
  const pids = [...agent.roots(), ...agent.shared()];
  for (let turn = 0; turn < 3; turn++) {
    const before = cpuSeconds(pids);
    const asked = await calls(agent, model, CALLS, agent.command('true {n}'));
    await pause(200);
    add(row('call'), quantile(roundTrips(asked), 0.5));
    add(row('cpu'), cpuSeconds(pids) - before);
  }
}

/** Kills it while a tool runs. Its relay and its daemon are the agent as well. */
async function toolLeft({ agent, add, row }) {
  const shared = agent.shared();
  const pids = [...agent.roots(), ...shared];
  agent.calls(1, agent.command('nice sleep 30')).catch(() => {});
  let below = [];
  while (!below.some((pid) => nameOf(pid) === 'sleep')) {
    await pause(50);
    below = tree(pids).filter((pid) => !pids.includes(pid));
  }
  agent.crash(shared);
  await pause(1000);
  const left = below.filter((pid) => nameOf(pid) !== '');
  add(row('left'), left.length === 0 ? 'nothing' : `left: ${left.map(nameOf).join(', ')}`);
  left.forEach((pid) => process.kill(pid, 'SIGKILL'));
}

/** Kills it in the middle of an answer and looks what the model is told of it in the session's next turn. */
async function halfWritten({ make, agent, model, add }) {
  const shared = agent.shared();
  agent.turn(200, 25).catch(() => {});
  while ((agent.newest()?.stamps.length ?? 0) < WORDS) await pause(20);
  await pause(1500);
  agent.crash(shared);
  const { stamps } = agent.newest();
  const next = make();
  try {
    await next.start();
    await next.open(agent.session);
    const [asked] = await model.during(() => next.turn(1, 0));
    const lost = stamps.filter((stamp) => !asked.body.includes(stamp));
    const kept = lost.length === stamps.length ? 'lost' : lost.length === 0 ? 'kept'
      : Number(stamps.at(-1) - lost[0]) <= 1e9 ? 'kept but for its last second' : 'kept in part';
    add('answer', /"incomplete":true|"interrupted"/.test(next.reopened) ? `${kept}, marked` : kept);
  } finally {
    next.stop();
  }
}

async function opened(make, isConfined) {
  const agent = make();
  agent.confine(isConfined);
  await agent.start();
  await agent.open();
  return agent;
}

export async function tools({ make, model, add }) {
  const ways = make().hasSandbox ? [false, true] : [false];
  try {
    await halfWritten({ make, agent: await opened(make, false), model, add });
    for (const isConfined of ways) {
      const row = (name) => (isConfined ? `${name}Confined` : name);
      for (const measure of [roundTrip, toolLeft]) {
        const agent = await opened(make, isConfined);
        try {
          await measure({ agent, model, add, row });
        } finally {
          agent.stop();
        }
      }
    }
  } finally {
    make().configure();
  }
}
