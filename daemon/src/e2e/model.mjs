// A language model that says what it is told to: Chat Completions over HTTP, streamed.
// It reads every request as a real service would and refuses a history in which a call lacks its one result.
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export class Model {
  /** Bodies of all requests, as they came. */
  requests = [];
  /** What was wrong with requests; a test ends by asserting that there is nothing. */
  complaints = [];

  #served = 0;

  /**
   * `script(messages, path)` gives the answer: { text: deltas, every: ms }, { calls: [{ name, arguments }] } or
   * { raw: async (response) => … }, which writes all of the answer itself. Deltas are an array, or come when an
   * async generator has them. `path` is that of the request's URL.
   */
  constructor(script) {
    this.script = script;
    this.server = createServer((request, response) => this.#serve(request, response).catch((error) => {
      if (request.complete) this.complaints.push(`a request could not be answered: ${error.stack}`);
    }));
  }

  async listen() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  /** The overlay that puts a Pod on this model. */
  get provider() {
    const { port } = this.server.address();
    return { kind: 'openai-compatible', model: 'scripted', base_url: `http://127.0.0.1:${port}/v1` };
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  async #serve(request, response) {
    response.on('error', () => {});
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    this.requests.push(body);
    const served = ++this.#served;
    const { messages } = JSON.parse(body);
    this.complaints.push(...unansweredCalls(messages));
    const answer = this.script(messages, request.url);
    if (answer.raw) return answer.raw(response);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (choice) => response.write(`data: ${JSON.stringify({ id: 'r', model: 'scripted', choices: [choice] })}\n\n`);
    for await (const content of answer.text ?? []) {
      if (response.destroyed) return;
      if (answer.every) await pause(answer.every);
      send({ index: 0, delta: { content } });
    }
    for (const [index, call] of (answer.calls ?? []).entries()) {
      const id = `call_${served}_${index}`;
      send({ index: 0, delta: { tool_calls: [{ index, id, type: 'function',
        function: { name: call.name, arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments) } }] } });
    }
    send({ index: 0, delta: {}, finish_reason: answer.calls ? 'tool_calls' : 'stop' });
    response.write(`data: ${JSON.stringify({ id: 'r', choices: [],
      usage: { prompt_tokens: Math.ceil(body.length / 4), completion_tokens: 10 } })}\n\n`);
    response.end('data: [DONE]\n\n');
  }
}

/** What a service would refuse: results must follow their calls, each call once, nothing between. */
export function unansweredCalls(messages) {
  const complaints = [];
  let open = new Set();
  for (const [at, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id)) complaints.push(`message ${at} answers no open call: ${message.tool_call_id}`);
      continue;
    }
    if (open.size > 0) complaints.push(`message ${at} comes before the results of ${[...open].join(', ')}`);
    open = new Set((message.tool_calls ?? []).map((call) => call.id));
  }
  if (open.size > 0) complaints.push(`the history ends before the results of ${[...open].join(', ')}`);
  return complaints;
}

/** The text of the newest message of the person. */
export function newestPrompt(messages) {
  const content = messages.findLast((message) => message.role === 'user')?.content ?? '';
  return typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('\n');
}

/** What the tools answered since the newest message of the person, in order. */
export function resultTexts(messages) {
  const prompt = messages.findLastIndex((message) => message.role === 'user');
  return messages.slice(prompt).filter((message) => message.role === 'tool').map(({ content }) => content);
}

/** How many tool results came since the newest message of the person. */
export function resultsSincePrompt(messages) {
  return resultTexts(messages).length;
}
