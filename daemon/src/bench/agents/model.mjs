// A language model on a thread of its own, so that its pace does not depend on who measures: Chat Completions and
// Responses.
// The newest prompt with a directive says what it answers:
//   @deltas COUNT EVERY_MS          so many deltas; each is "t" and the nanosecond at which it was written
//   @flood A_SECOND SECONDS         numbered deltas in a hundred portions a second (Chat Completions alone)
//   @call COUNT TOOL {ARGUMENTS}    so many calls first, one a request; {n} in the arguments is the call's number
// A request without tools (a title, a summary) and a prompt without a directive get one delta.
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

/** Starts it; `url` is its base URL. */
export async function startModel() {
  const worker = new Worker(new URL(import.meta.url));
  const said = () => new Promise((resolve) => worker.once('message', resolve));
  const port = await said();
  const ask = (what) => {
    worker.postMessage(what);
    return said();
  };
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: () => worker.terminate(),
    /** What agents ask while `work` runs: { came (whole), ended (ms), offersTools, body }; not what offers no tools. */
    async during(work) {
      await ask('record');
      await work();
      return (await ask('recorded')).filter(({ offersTools }) => offersTools);
    },
  };
}

const DIRECTIVE = /@(deltas|flood|call) \d/;
const stamp = () => `t${process.hrtime.bigint()} `;

/** What to answer: { call: { name, arguments } | undefined, flood, deltas: [COUNT, EVERY_MS] }. */
function plan(said, offersTools) {
  const asked = said.findLastIndex(({ prompt }) => prompt !== undefined && DIRECTIVE.test(prompt));
  const prompt = asked >= 0 && offersTools ? said[asked].prompt : '';
  const results = said.slice(asked + 1).filter(({ isResult }) => isResult).length;
  const numbers = (pattern) => pattern.exec(prompt)?.slice(1).map(Number);
  const [, calls, name, given] = /@call (\d+) (\w+) (\{.*\})/.exec(prompt) ?? [];
  return {
    call: results < Number(calls ?? 0) ? { name, arguments: given.replaceAll('{n}', results + 1) } : undefined,
    flood: asked === said.length - 1 ? numbers(/@flood (\d+) (\d+)/) : undefined,
    deltas: numbers(/@deltas (\d+) (\d+)/) ?? [1, 0],
  };
}

async function* stamps([count, every]) {
  for (let n = 0; n < count; n++) {
    if (n > 0 && every > 0) await pause(every);
    yield stamp();
  }
}

let calls = 0;

/** Numbered deltas in portions, each event for itself, at their own pace whatever the reader's is. */
async function pour([perSecond, seconds], write) {
  const begun = performance.now();
  for (let portion = 0, n = 0; portion < seconds * 100; portion++) {
    let events = '';
    for (const end = Math.round(perSecond * (portion + 1) / 100); n < end; n++) {
      events += `data: {"choices":[{"index":0,"delta":{"content":"n${n} "},"finish_reason":null}]}\n\n`;
    }
    write(events);
    await pause(Math.max(0, begun + portion * 10 - performance.now()));
  }
}

function textOf(content) {
  return typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join('\n');
}

/** Of each wire format: what has been said (a prompt, a result, or neither), and how an answer is written. */
const formats = {
  '/v1/chat/completions': {
    said: ({ messages }) => messages.map(({ role, content }) => (
      { prompt: role === 'user' ? textOf(content) : undefined, isResult: role === 'tool' })),
    async answer({ call, flood, deltas }, write) {
      const chunk = (choices, rest) => write(`data: ${JSON.stringify(
        { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'mock', choices, ...rest })}\n\n`);
      const delta = (said) => chunk([{ index: 0, delta: { role: 'assistant', ...said }, finish_reason: null }]);
      if (call) delta({ tool_calls: [{ index: 0, id: `call_${++calls}`, type: 'function', function: call }] });
      else if (flood) await pour(flood, write);
      else for await (const content of stamps(deltas)) delta({ content });
      chunk([{ index: 0, delta: {}, finish_reason: call ? 'tool_calls' : 'stop' }]);
      chunk([], { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
      write('data: [DONE]\n\n');
    },
  },
  '/v1/responses': {
    said: ({ input }) => input.map(({ type = 'message', role, content }) => (
      { prompt: role === 'user' ? textOf(content) : undefined, isResult: type.endsWith('_call_output') })),
    async answer({ call, deltas }, write) {
      let number = 0;
      const event = (type, rest) => write(
        `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: number++, ...rest })}\n\n`);
      const message = (status, content) => ({ id: 'm', type: 'message', status, role: 'assistant', content });
      const id = ++calls;
      const called = (status, given) => (
        { id: `fc_${id}`, type: 'function_call', status, call_id: `call_${id}`, name: call.name, arguments: given });
      event('response.created', { response: { id: 'r', status: 'in_progress', output: [] } });
      const begun = call ? called('in_progress', '') : message('in_progress', []);
      event('response.output_item.added', { output_index: 0, item: begun });
      let all = '';
      if (call) {
        const done = { item_id: `fc_${id}`, output_index: 0, arguments: call.arguments };
        event('response.function_call_arguments.done', done);
      } else {
        for await (const delta of stamps(deltas)) {
          all += delta;
          event('response.output_text.delta', { item_id: 'm', output_index: 0, content_index: 0, delta });
        }
      }
      const item = call ? called('completed', call.arguments)
        : message('completed', [{ type: 'output_text', text: all, annotations: [] }]);
      event('response.output_item.done', { output_index: 0, item });
      const usage = { input_tokens: 100, output_tokens: 10, total_tokens: 110,
        input_tokens_details: { cached_tokens: 0 }, output_tokens_details: { reasoning_tokens: 0 } };
      event('response.completed', { response: { id: 'r', status: 'completed', output: [item], usage } });
    },
  },
};

function serve() {
  let recorded = null;
  parentPort.on('message', (what) => {
    parentPort.postMessage(what === 'recorded' ? recorded : null);
    recorded = what === 'record' ? [] : null;
  });
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request.setEncoding('utf8')) text += piece;
    const came = performance.now();
    const format = formats[new URL(request.url, 'http://model').pathname];
    response.socket.setNoDelay(true);
    response.writeHead(format ? 200 : 404, { 'content-type': format ? 'text/event-stream' : 'application/json' });
    if (!format) return response.end('{"data":[]}');
    const body = JSON.parse(text);
    const record = { came, offersTools: (body.tools ?? []).length > 0, body: text };
    recorded?.push(record);
    try {
      await format.answer(plan(format.said(body), record.offersTools), (written) => response.write(written));
    } finally {
      response.end();
      record.ended = performance.now();
    }
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
}

if (!isMainThread) serve();
