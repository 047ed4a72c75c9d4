// Neovim's MessagePack-RPC over a pair of streams.
import { ExtensionCodec, decode, decodeMultiStream, encode } from '@msgpack/msgpack';

/** Buffers, windows and tab pages come as extensions; their numbers will do. */
const extensionCodec = new ExtensionCodec();
for (const type of [0, 1, 2]) extensionCodec.register({ type, encode: () => null, decode: (data) => decode(data) });

const LIMIT = 30000;

export class Rpc {
  #open = new Map();
  #next = 1;

  /** `notified` is called with the method and the arguments of each notification. */
  constructor(reader, writer, notified) {
    this.writer = writer;
    this.ended = this.#read(reader, notified);
  }

  async #read(reader, notified) {
    try {
      for await (const message of decodeMultiStream(reader, { extensionCodec, rawStrings: false, mapKeyConverter: (key) => key })) {
        if (message[0] === 2) notified(message[1], message[2]);
        if (message[0] === 1) this.#answered(message);
      }
    } catch (error) {
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') this.problem = error;
    }
    for (const { reject } of this.#open.values()) reject(this.problem ?? new Error('the editor has ended'));
    this.#open.clear();
  }

  #answered([, id, problem, result]) {
    const { resolve, reject, method } = this.#open.get(id);
    this.#open.delete(id);
    if (problem) reject(new Error(`${method}: ${problem[1] ?? problem}`));
    else resolve(result);
  }

  request(method, ...parameters) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${method} is not answered: the editor waits for a key, or hangs`)), LIMIT);
      const done = (settle) => (value) => {
        clearTimeout(late);
        settle(value);
      };
      this.#open.set(id, { resolve: done(resolve), reject: done(reject), method });
      this.writer.write(encode([0, id, method, parameters]));
    });
  }
}
