// What sessions take: many turns in one, and many of them at once.
import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from './figures.mjs';
import { megabytes } from './processes.mjs';

const TURNS = 50;
const CROWD = 8;
const PACED = { count: 400, every: 5 };

export const SESSIONS = {
  fifty: `memory after ${TURNS} turns (RSS), MB`, crowd: `${CROWD} sessions at once: added delay of a delta, p99, ms`,
  crowdMemory: `${CROWD} sessions after 3 turns each (RSS), MB`,
};

const memory = (agents) => megabytes(new Set(agents.flatMap((agent) => [...agent.roots(), ...agent.shared()])));

async function fifty(agent, add) {
  await agent.start();
  await agent.open();
  for (let turn = 0; turn < TURNS; turn++) await agent.turn(100, 0);
  await pause(2000);
  add('fifty', memory([agent]));
}

/** An agent whose process has one session has a process for each. */
async function crowd(agents, make, add) {
  const opened = [];
  for (let agent = agents[0]; opened.length < CROWD;) {
    if (opened.length === 0 || !agent.hasMany) {
      if (opened.length > 0) agents.push(agent = make());
      await agent.start();
    }
    await agent.open();
    opened.push([agent, agent.current]);
  }
  for (let round = 0; round < 3; round++) {
    const turns = await Promise.all(opened.map(([agent, session]) => agent.turn(PACED.count, PACED.every, session)));
    add('crowd', quantile(turns.flatMap(({ delays }) => delays), 0.99));
  }
  add('crowdMemory', memory(agents));
}

export async function sessions({ make, add }) {
  const alone = make();
  try {
    await fifty(alone, add);
  } finally {
    alone.stop();
  }
  const agents = [make()];
  try {
    await crowd(agents, make, add);
  } finally {
    agents.forEach((agent) => agent.stop());
  }
}
