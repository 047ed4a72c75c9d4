// JSON messages to and from a process or a socket, with the moment at which each came.

/** Framing is `header` (Language Server Protocol) or `line` (a message a line). */
export class Wire {
  #answers = new Map();
  #waiting = new Map();
  #rest = Buffer.alloc(0);
  #ids = 0;
  /** Called with { method, params } and, for what is no JSON-RPC, the message as it is. */
  onMessage = () => {};
  /** Answers what the other end asks. */
  onRequest = () => null;

  constructor(input, output, framing) {
    this.output = output;
    this.framing = framing;
    output.on('error', () => {});
    input.on('error', () => {});
    input.on('data', (bytes) => this.#take(bytes, performance.now()));
    input.on('close', () => this.#waiting.forEach(({ reject }) => reject(new Error('the other end has gone'))));
  }

  #take(bytes, at) {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (let message = this.#next(); message !== null; message = this.#next()) this.#heard(message, at);
  }

  #next() {
    if (this.framing === 'line') {
      const end = this.#rest.indexOf(10);
      if (end < 0) return null;
      const line = this.#rest.subarray(0, end).toString();
      this.#rest = this.#rest.subarray(end + 1);
      try {
        return JSON.parse(line);
      } catch {
        return {}; // something prints a greeting
      }
    }
    const head = this.#rest.indexOf('\r\n\r\n');
    if (head < 0) return null;
    const length = Number(/content-length: *(\d+)/i.exec(this.#rest.subarray(0, head).toString())[1]);
    if (this.#rest.length < head + 4 + length) return null;
    const body = this.#rest.subarray(head + 4, head + 4 + length).toString();
    this.#rest = this.#rest.subarray(head + 4 + length);
    return JSON.parse(body);
  }

  #heard(message, at) {
    const waiting = message.method === undefined ? this.#waiting.get(message.id) : undefined;
    if (waiting) {
      this.#waiting.delete(message.id);
      if (message.error || message.success === false) waiting.reject(new Error(JSON.stringify(message.error ?? message)));
      else waiting.resolve({ result: message.result ?? message.data, at });
    } else if (message.method !== undefined && message.id !== undefined) {
      this.send({ id: message.id, result: this.onRequest(message) });
    } else {
      this.onMessage(message, at);
    }
  }

  send(message) {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.output.write(this.framing === 'line' ? `${text}\n` : `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  notify(method, params = {}) {
    this.send({ method, params });
  }

  /** Resolves to { result, at }. */
  ask(method, params = {}) {
    return this.command({ method, params });
  }

  command(message) {
    const id = ++this.#ids;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.send({ id, ...message });
    return answer;
  }
}
