// An MCP server with one prompt and no tools, on standard input and output.
import { createInterface } from 'node:readline';

const answers = {
  initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities: { prompts: {} }, serverInfo: { name: 'weather', version: '1' } }),
  ping: () => ({}),
  'prompts/list': () => ({ prompts: [{ name: 'forecast', description: 'Ask for the weather', arguments: [{ name: 'city', required: true }] }] }),
  'prompts/get': ({ arguments: given }) => ({ messages: [{ role: 'user', content: { type: 'text', text: `What will the weather be in ${given.city}?` } }] }),
};

createInterface(process.stdin).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  const answer = answers[method] ? { result: answers[method](params ?? {}) } : { error: { code: -32601, message: `no ${method}` } };
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...answer })}\n`);
}).on('close', () => process.exit());
