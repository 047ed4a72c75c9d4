// What a model is sent, which is what a person pays for: how much, and how much of it again.

export const REQUESTS = {
  hi: 'request body of "hi", KB', repeated: 'share of a request that the next one repeats from its start, %',
  mean: 'mean request of ten turns and ten tool calls, KB',
};

const kilobytes = ({ body }) => Buffer.byteLength(body) / 1024;

/** In the order in which models read it, which is the one that their caches go by. */
function text({ body }) {
  const { tools, instructions, messages, input } = JSON.parse(body);
  return [tools, instructions ?? '', ...(messages ?? input)].map((part) => JSON.stringify(part)).join('');
}

function share(before, next) {
  let same = 0;
  while (same < before.length && before[same] === next[same]) same++;
  return same / before.length;
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

export async function requests({ make, model, add }) {
  const agent = make();
  try {
    await agent.start();
    await agent.open();
    const [greeting] = await model.during(() => agent.say('hi'));
    add('hi', kilobytes(greeting));
    const asked = await model.during(async () => {
      for (let turn = 1; turn <= 10; turn++) await agent.calls(1, agent.command(`true ${turn}`));
    });
    if (asked.length !== 20) throw new Error(`${asked.length} requests for ten turns with a tool call each`);
    const texts = asked.map(text);
    add('repeated', 100 * mean(texts.slice(1).map((next, before) => share(texts[before], next))));
    add('mean', mean(asked.map(kilobytes)));
  } finally {
    agent.stop();
  }
}
