// A language model on a thread of its own, so that its pace does not depend on who measures: Chat Completions and Responses.
// The prompt says what it answers: "@deltas COUNT EVERY_MS". Each delta is "t" and the nanosecond at which it was written.
// To "@read FILE" it calls the tool `read` first, to "@flood A_SECOND SECONDS" it says so many deltas in a hundred portions a
// second (both Chat Completions alone).
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

/** Starts it; `url` is its base URL. */
export async function startModel() {
  const worker = new Worker(new URL(import.meta.url));
  const port = await new Promise((resolve) => worker.once('message', resolve));
  return { url: `http://127.0.0.1:${port}/v1`, close: () => worker.terminate() };
}

const stamp = () => `t${process.hrtime.bigint()} `;

async function* deltas(body) {
  const asked = [...body.matchAll(/@deltas (\d+) (\d+)/g)].at(-1) ?? [null, 1, 0];
  for (let n = 0; n < Number(asked[1]); n++) {
    if (n > 0 && Number(asked[2]) > 0) await pause(Number(asked[2]));
    yield stamp();
  }
}

let calls = 0;

/** Numbered deltas in portions, each event for itself, at their own pace whatever the reader's is. */
async function pour(perSecond, seconds, write) {
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

/** The file that the newest prompt wants read, until it has been. */
function fileToRead(messages) {
  return messages.at(-1).role === 'tool' ? undefined : /@read ([\w.]+)/.exec(JSON.stringify(messages.at(-1).content))?.[1];
}

const formats = {
  async '/v1/chat/completions'(body, write) {
    const chunk = (choice) => write(`data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'mock', choices: [choice] })}\n\n`);
    const file = fileToRead(JSON.parse(body).messages);
    if (file) {
      chunk({ index: 0, delta: { role: 'assistant', tool_calls: [{ index: 0, id: `call_${++calls}`, type: 'function',
        function: { name: 'read', arguments: JSON.stringify({ path: file }) } }] }, finish_reason: null });
      chunk({ index: 0, delta: {}, finish_reason: 'tool_calls' });
      return write('data: [DONE]\n\n');
    }
    const flood = [...body.matchAll(/@flood (\d+) (\d+)/g)].at(-1);
    if (flood && /@flood/.test(JSON.stringify(JSON.parse(body).messages.at(-1)))) await pour(Number(flood[1]), Number(flood[2]), write);
    else for await (const content of deltas(body)) chunk({ index: 0, delta: { role: 'assistant', content }, finish_reason: null });
    chunk({ index: 0, delta: {}, finish_reason: 'stop' });
    write(`data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'mock', choices: [],
      usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } })}\n\ndata: [DONE]\n\n`);
  },
  async '/v1/responses'(body, write) {
    let number = 0;
    const event = (type, rest) => write(`event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: number++, ...rest })}\n\n`);
    const item = (text, status) => ({ id: 'm', type: 'message', status, role: 'assistant', content: text === null ? [] : [{ type: 'output_text', text, annotations: [] }] });
    event('response.created', { response: { id: 'r', status: 'in_progress', output: [] } });
    event('response.output_item.added', { output_index: 0, item: item(null, 'in_progress') });
    let all = '';
    for await (const delta of deltas(body)) {
      all += delta;
      event('response.output_text.delta', { item_id: 'm', output_index: 0, content_index: 0, delta });
    }
    event('response.output_item.done', { output_index: 0, item: item(all, 'completed') });
    event('response.completed', { response: { id: 'r', status: 'completed', output: [item(all, 'completed')],
      usage: { input_tokens: 100, output_tokens: 10, total_tokens: 110, input_tokens_details: { cached_tokens: 0 }, output_tokens_details: { reasoning_tokens: 0 } } } });
  },
};

if (!isMainThread) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request.setEncoding('utf8')) body += piece;
    const format = formats[new URL(request.url, 'http://model').pathname];
    response.socket.setNoDelay(true);
    response.writeHead(format ? 200 : 404, { 'content-type': format ? 'text/event-stream' : 'application/json' });
    if (!format) return response.end('{"data":[]}');
    try {
      await format(body, (text) => response.write(text));
    } finally {
      response.end();
    }
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
}
