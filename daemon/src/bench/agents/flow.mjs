// What a person waits for: the start of an agent, the first delta, the pace of the others.
import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from './figures.mjs';
import { cpuSeconds, idle, megabytes } from './processes.mjs';

const BURST = 500;
const LONG = 2000;
const PAIRS = 7;
const PACED = { count: 200, every: 5 };

export const START = {
  initialize: 'spawn to `initialize` answered, ms', ready: 'spawn to session ready, ms', cpu: 'CPU to idle, s',
  memory: 'memory when idle (RSS), MB', resume: 'resume after kill -9, ms',
};

/** One life of an agent: start, a kill in mid-turn, and the session again. */
export async function start({ make, add }) {
  const agent = make();
  const before = cpuSeconds(agent.shared());
  try {
    add('initialize', await agent.start());
    add('ready', await agent.open() - agent.begun);
    add('cpu', await idle([...agent.roots(), ...agent.shared()]) - before);
    add('memory', megabytes([...agent.roots(), ...agent.shared()]));
    await agent.turn(BURST, 0);
    agent.turn(PACED.count, PACED.every).catch(() => {});
    await pause(PACED.count * PACED.every / 2);
  } finally {
    agent.kill();
  }
  const next = make();
  try {
    await next.start();
    add('resume', await next.open(agent.session) - next.begun);
  } finally {
    next.kill();
  }
}

export const FLOW = {
  first: 'prompt to first delta, ms', burst: 'first delta of a burst of 500: added delay, ms',
  slope: 'a delta in a stream of 2000, µs', p50: 'added delay of deltas 5 ms apart, p50, ms', p99: 'the same, p99, ms',
};

const took = ({ begun, over }) => over - begun;

/** Turns once the agent is warm. */
export async function flow({ make, add }) {
  const agent = make();
  try {
    await agent.start();
    await agent.open();
    await agent.turn(1, 0);
    const prompt = await agent.turn(1, 0);
    add('first', prompt.first - prompt.begun);
    add('burst', (await agent.turn(BURST, 0)).delays[0]);
    const paced = await agent.turn(PACED.count, PACED.every);
    add('p50', quantile(paced.delays, 0.5));
    add('p99', quantile(paced.delays, 0.99));
    const [many, one] = [[], []];
    for (let pair = 0; pair < PAIRS; pair++) {
      many.push(took(await agent.turn(LONG, 0)));
      one.push(took(await agent.turn(1, 0)));
    }
    add('slope', (quantile(many, 0.5) - quantile(one, 0.5)) * 1000 / (LONG - 1));
  } finally {
    agent.kill();
  }
}

/** The same of a client that reads the model's bytes and does nothing with them. */
export async function plainSlope(model) {
  const read = async (count) => {
    const begun = performance.now();
    const body = { messages: [{ role: 'user', content: `@deltas ${count} 0` }], tools: [{}] };
    await (await fetch(`${model.url}/chat/completions`, { method: 'POST', body: JSON.stringify(body) })).text();
    return performance.now() - begun;
  };
  await read(LONG);
  return (await read(LONG) - await read(1)) * 1000 / (LONG - 1);
}
