// MCP servers that are not ours: the reference servers of the protocol's makers, behind the packaged program.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Model, newestPrompt, resultsSincePrompt } from './model.mjs';
import { Podd, program, temporaryFolder } from './podd.mjs';

const module = (name) => fileURLToPath(new URL(`node_modules/@modelcontextprotocol/${name}/dist/index.js`, import.meta.url));

/** The prompt is a call: the name of a tool as the model knows it, a space, its arguments. */
const model = await new Model((messages) => {
  const [, name, args] = newestPrompt(messages).trim().match(/^(\S+) ?(.*)$/s) ?? [];
  if (name?.includes('__') && resultsSincePrompt(messages) === 0) {
    return { calls: [{ name, arguments: JSON.parse(args || '{}') }] };
  }
  return { text: ['Done.'] };
}).listen();
after(() => model.close());

const everything = (...more) => ({ everything: { command: process.execPath, args: [module('server-everything'), ...more] } });

async function opened(t, { mcp, home = temporaryFolder('home'), args } = {}) {
  const workspace = temporaryFolder('workspace');
  const podd = new Podd({ home, workspace, args });
  t.after(() => podd.kill());
  await podd.initialize();
  const overlay = { provider: model.provider, mcp, permissions: [{ tool: '*.*', action: 'allow' }] };
  const { pod } = await podd.request('pod/open', { overlay });
  const call = async (name, given = {}) => {
    await podd.request('pod/run', { pod, input: [{ type: 'text', text: `${name} ${JSON.stringify(given)}` }] });
    return podd.ofType('toolCallDone').at(-1).event;
  };
  return { podd, pod, call, workspace, home };
}

const offered = () => JSON.parse(model.requests.at(-1)).tools.map((tool) => tool.function.name);

/** Processes in whose command line a word stands. */
function running(word) {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(word);
    } catch {
      return false;
    }
  });
}

async function eventually(holds, what) {
  const end = performance.now() + 15000;
  while (!await holds()) {
    assert.ok(performance.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('tools of a reference server are offered, called and answered, in all their forms', async (t) => {
  const { call } = await opened(t, { mcp: everything() });
  const sum = await call('everything__get-sum', { a: 2, b: 40 });
  assert.equal(sum.outcome, 'ok');
  assert.match(sum.body, /42/);
  const names = offered();
  assert.ok(names.every((name) => /^[a-zA-Z0-9_-]{1,64}$/.test(name)), names.join(' '));
  assert.ok(names.includes('everything__echo') && names.includes('everything__read_resource'), names.join(' '));
  assert.match((await call('everything__get-tiny-image')).body, /\[picture 1, image\/png, \d+ bytes\]/);
  assert.match(JSON.parse(model.requests.at(-1)).messages.findLast(({ role }) => role === 'tool').content, /the picture is not shown to this model/);
  assert.match((await call('everything__get-structured-content', { location: 'Chicago' })).body, /temperature/);
  assert.match((await call('everything__get-resource-links', { count: 2 })).body, /\[resource demo:\/\//);
  assert.match((await call('everything__get-roots-list')).body ?? '', /workspace/);
  const wrong = await call('everything__get-sum', { a: 'two' });
  assert.equal(wrong.outcome, 'error');
  assert.match(`${wrong.summary} ${wrong.body}`, /everything.*(number|invalid)/is);
  assert.deepEqual(model.complaints, []);
});

test('resources are listed and read', async (t) => {
  const { call } = await opened(t, { mcp: everything() });
  const list = await call('everything__read_resource');
  assert.equal(list.outcome, 'ok');
  const uri = list.body.match(/^\S+:\/\/\S+/m)[0];
  assert.equal((await call('everything__read_resource', { uri })).outcome, 'ok');
  assert.equal((await call('everything__read_resource', { uri: 'demo://nowhere' })).outcome, 'error');
});

test('prompts are listed, and said by their commands', async (t) => {
  const { podd, pod, call } = await opened(t, { mcp: everything() });
  await call('everything__echo', { message: 'so that the server has been asked what it has' });
  const { prompts } = await podd.request('prompt/list', {});
  const offer = prompts.find(({ command }) => command === '/mcp.everything.args-prompt');
  assert.deepEqual(offer.arguments.map(({ name, required }) => [name, required]), [['city', true], ['state', false]]);
  assert.ok(offer.description.length > 0);
  const say = (text) => podd.request('pod/run', { pod, input: [{ type: 'text', text }] });
  await say('/mcp.everything.simple-prompt');
  assert.match(newestPrompt(JSON.parse(model.requests.at(-1)).messages), /simple prompt without arguments/);
  await say('/mcp.everything.args-prompt "New York" NY');
  assert.match(newestPrompt(JSON.parse(model.requests.at(-1)).messages), /weather in New York, NY\?/);
  const asked = model.requests.length;
  await assert.rejects(say('/mcp.everything.args-prompt'), /city is missing; write \/mcp\.everything\.args-prompt city=… \[state=…\]/);
  await assert.rejects(say('/mcp.everything.none'), /there is no prompt \/mcp\.everything\.none; the server has .*simple-prompt/);
  await say('/mcp.json is a file');
  assert.match(newestPrompt(JSON.parse(model.requests.at(-1)).messages), /^\/mcp\.json is a file/);
  assert.equal(model.requests.length, asked + 1);
});

test('progress is shown, a cancel reaches the server, and the server goes on', async (t) => {
  const { podd, pod, call } = await opened(t, { mcp: everything() });
  await call('everything__trigger-long-running-operation', { duration: 2, steps: 4 });
  const shown = podd.ofType('toolCallOutput').map(({ event }) => event.text).join('');
  assert.match(shown, /1 of 4/);
  const turn = call('everything__trigger-long-running-operation', { duration: 60, steps: 60 });
  await podd.until(({ event }) => event.type === 'toolCallOutput' && event.text.includes('of 60'), 'progress');
  await podd.request('pod/cancel', { pod });
  assert.equal((await turn).outcome, 'cancelled');
  assert.match((await call('everything__echo', { message: 'still here' })).body, /still here/);
});

// It takes the folder that Podd says it works in for the one that it may use, in place of its argument.
test('a reference server writes and reads files below the folder that it is told of', async (t) => {
  const mcp = { files: { command: process.execPath, args: [module('server-filesystem'), temporaryFolder('other')] } };
  const { call, workspace } = await opened(t, { mcp });
  const file = path.join(workspace, 'note.txt');
  assert.equal((await call('files__write_file', { path: file, content: 'by a server\n' })).outcome, 'ok');
  assert.equal(readFileSync(file, 'utf8'), 'by a server\n');
  assert.match((await call('files__read_text_file', { path: file })).body, /by a server/);
  assert.equal((await call('files__read_text_file', { path: '/etc/passwd' })).outcome, 'error');
});

test('a reference server is reached at a url', async (t) => {
  const port = await new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
  const server = spawn(process.execPath, [module('server-everything'), 'streamableHttp'], { env: { ...process.env, PORT: port }, stdio: ['ignore', 'ignore', 'pipe'] });
  t.after(() => server.kill());
  let said = '';
  server.stderr.on('data', (text) => { said += text; });
  await eventually(() => said.includes('listening') || said.includes(String(port)), `it listens: ${said}`);
  const { call } = await opened(t, { mcp: { far: { url: `http://127.0.0.1:${port}/mcp` } } });
  assert.match((await call('far__echo', { message: 'over http' })).body, /over http/);
  await call('far__trigger-long-running-operation', { duration: 1, steps: 2 });
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  await ended;
  const lost = await call('far__echo', { message: 'anyone' });
  assert.equal(lost.outcome, 'error');
  assert.match(lost.summary, /MCP server far cannot be reached/);
});

test('a Pod opens without starting a server that is known; the server ends with the daemon, whatever kills it', async (t) => {
  const marker = `marker-${process.pid}-${Date.now()}`;
  const first = await opened(t, { mcp: everything('stdio', marker) });
  await first.call('everything__echo', { message: 'hello' });
  assert.equal(running(marker).length, 1);
  await first.podd.kill();
  await eventually(() => running(marker).length === 0, 'the server is gone');
  const manifest = path.join(first.workspace, '.podd');
  mkdirSync(manifest, { recursive: true });
  const again = new Podd({ home: first.home, workspace: first.workspace });
  t.after(() => again.kill());
  await again.initialize();
  const { pod } = await again.request('pod/open', { overlay: { provider: model.provider, mcp: everything('stdio', marker) } });
  await again.request('pod/run', { pod, input: [{ type: 'text', text: 'hello' }] });
  assert.ok(offered().includes('everything__echo'));
  assert.equal(running(marker).length, 0);
});

test('nothing that an untrusted workspace names is started', async (t) => {
  const marker = `untrusted-${process.pid}-${Date.now()}`;
  const workspace = temporaryFolder('workspace');
  mkdirSync(path.join(workspace, '.podd'));
  writeFileSync(path.join(workspace, '.podd', 'pod.toml'),
    `[mcp.evil]\ncommand = "sh"\nargs = ["-c", "touch '${workspace}/${marker}'"]\n`);
  const podd = new Podd({ home: temporaryFolder('home'), workspace });
  t.after(() => podd.kill());
  await podd.initialize({ workspaceTrusted: false, client: { approvals: true } });
  const { pod, warnings } = await podd.request('pod/open', { overlay: { provider: model.provider } });
  assert.ok(warnings.some((warning) => warning.includes('was not read')), warnings.join('\n'));
  await podd.request('pod/run', { pod, input: [{ type: 'text', text: 'hello' }] });
  assert.ok(!readdirSync(workspace).includes(marker));
});

test('podd doctor says of each server whether it answers', (t) => {
  const home = temporaryFolder('home');
  const workspace = temporaryFolder('workspace');
  writeFileSync(path.join(home, 'pod.toml'), `
[mcp.good]
command = ${JSON.stringify(process.execPath)}
args = [${JSON.stringify(module('server-everything'))}]
[mcp.bad]
command = "sh"
args = ["-c", "echo 'no such licence' >&2; exit 3"]
[mcp.unset]
command = "sh"
env = { TOKEN = "\${NO_SUCH_TOKEN}" }
`);
  const { stdout } = spawnSync(program, ['doctor'], { cwd: workspace, env: { ...process.env, PODD_HOME: home }, encoding: 'utf8' });
  t.after(() => spawnSync(program, ['daemon', 'stop'], { env: { ...process.env, PODD_HOME: home } }));
  assert.match(stdout, /^ok {4}mcp +good: \d+ tools, \d+ prompts, resources$/m);
  assert.match(stdout, /^warn {2}mcp +MCP server bad ended with exit code 3: no such licence$/m);
  assert.match(stdout, /^warn {2}mcp +mcp\.unset\.env\.TOKEN needs the environment variable NO_SUCH_TOKEN, which is not set/m);
});
