// Podd in an editor that speaks the Agent Client Protocol.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AcpClient } from './acp.mjs';
import { Model, newestPrompt, resultsSincePrompt, resultTexts } from './model.mjs';
import { program, temporaryFolder } from './podd.mjs';

/** An answer that ends as the model's service says. */
function endedBy(response, reason) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const choice = (more) => response.write(`data: ${JSON.stringify({ id: 'r', model: 'scripted', choices: [{ index: 0, ...more }] })}\n\n`);
  choice({ delta: { content: 'as far as that' } });
  choice({ delta: {}, finish_reason: reason });
  response.end('data: [DONE]\n\n');
}

/** A prompt may be a call: the name of a tool, a space, its arguments. */
const model = await new Model((messages) => {
  const prompt = newestPrompt(messages);
  const [, name, args] = prompt.trim().match(/^([\w-]+) (\{.*\})$/s) ?? [];
  if (name && resultsSincePrompt(messages) === 0) return { calls: [{ name, arguments: JSON.parse(args) }] };
  // An answer that is cut off is asked for once more.
  const [, end] = [...JSON.stringify(messages.slice(-3)).matchAll(/end by (\w+)/g)].at(-1) ?? [];
  if (end) return { raw: (response) => endedBy(response, end) };
  if (prompt.includes('slowly')) return { text: Array.from({ length: 100 }, (_, n) => `word${n} `), every: 20 };
  return { text: ['You said: ', prompt.trim(), ...resultTexts(messages)] };
}).listen();
after(() => {
  model.close();
  assert.deepEqual(model.complaints, []);
});

const capabilities = {
  fs: { readTextFile: true, writeTextFile: true }, elicitation: { form: {} }, session: { notices: {}, compaction: {} },
};

/** A person whose model is the scripted one, with a folder that they trust. */
function person(t, { trusts = true } = {}) {
  const home = temporaryFolder('home');
  const workspace = temporaryFolder('workspace');
  const { kind, model: name, base_url: url } = model.provider;
  writeFileSync(path.join(home, 'pod.toml'),
    `[provider]\nkind = "${kind}"\nmodel = "${name}"\nbase_url = "${url}"\ncontext_window = 100_000\n`);
  const run = (...args) => spawnSync(program, args, { cwd: workspace, env: { ...process.env, PODD_HOME: home }, encoding: 'utf8' });
  if (trusts) run('trust');
  const clients = [];
  t.after(async () => { // clients first, or one would start another daemon
    await Promise.all(clients.map((client) => client.kill()));
    run('daemon', 'stop');
  });
  const client = (more = {}) => {
    clients.push(new AcpClient({ home, workspace, ...more }));
    return clients.at(-1);
  };
  return { home, workspace, run, start: client };
}

async function opened(t, someone = person(t), can = capabilities, more = {}) {
  const client = someone.start();
  await client.initialize(can);
  const { sessionId, configOptions } = await client.request('session/new', { cwd: someone.workspace, mcpServers: [], ...more });
  return { ...someone, client, sessionId, configOptions, file: (name) => path.join(someone.workspace, name) };
}

test('a prompt streams its answer, and is over when all of it has come', async (t) => {
  const client = person(t).start();
  const met = await client.initialize(capabilities);
  assert.equal(met.protocolVersion, 1);
  assert.equal(met.agentInfo.name, 'podd');
  assert.equal(met.agentCapabilities.loadSession, true);
  const { sessionId } = await client.request('session/new', { cwd: '/tmp', mcpServers: [] });
  client.allow = () => 'Trust';
  const { stopReason } = await client.prompt(sessionId, 'hello');
  assert.equal(stopReason, 'end_turn');
  assert.equal(client.text(), 'You said: hello');
  assert.ok(client.ofKind('agent_message_chunk').every(({ messageId }) => messageId === client.ofKind('agent_message_chunk')[0].messageId));
  assert.equal(client.ofKind('usage_update').at(-1).size, 100_000);
  assert.equal(client.ofKind('session_info_update').at(-1).title, 'hello');
  await client.until(() => client.ofKind('available_commands_update').length > 0, 'commands are told');
  assert.equal(await client.leave(), 0);
});

test('what is asked wrongly is refused by name, and nothing else is on standard output', async (t) => {
  const { client } = await opened(t);
  const refused = (method, params, code, words) => assert.rejects(client.request(method, params),
    (error) => error.code === code && words.test(error.message) || assert.fail(`${error.code} ${error.message}`));
  await refused('session/new', { cwd: 'here', mcpServers: [] }, -32602, /cwd: an absolute path is due/);
  await refused('session/prompt', { sessionId: 'none', prompt: [{ type: 'text', text: 'x' }] }, -32002, /no session none/);
  await refused('session/load', { sessionId: 'none', cwd: '/tmp', mcpServers: [] }, -32002, /none/);
  await refused('session/set_mode', { sessionId: 'none', modeId: 'x' }, -32601, /session\/set_mode/);
  await refused('_other/thing', {}, -32601, /_other\/thing/);
  await refused('initialize', { protocolVersion: 1 }, -32600, /twice/);
  await client.notify('_other/notice', {});
  const raw = spawn(program, ['acp'], { env: { ...process.env, PODD_HOME: temporaryFolder('home'), PODD_IDLE_SECONDS: '1' } });
  t.after(() => raw.kill('SIGKILL'));
  let out = '';
  raw.stdout.on('data', (text) => { out += text; });
  raw.stdin.end('no json\n\n[]\n{"jsonrpc":"2.0","id":1,"method":"session/list"}\n{"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":65535}}');
  await once(raw, 'close');
  const lines = out.trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(lines.map(({ id, error }) => [id, error?.code]),
    [[null, -32700], [null, -32600], [1, -32600], ['a', undefined]]);
  assert.equal(lines[3].result.protocolVersion, 1);
});

test('odd params of every method are refused by the name of the field, and the next request is answered', async (t) => {
  const { client, sessionId, workspace } = await opened(t);
  const place = { cwd: workspace, mcpServers: [] };
  const valid = {
    'session/new': place, 'session/load': { sessionId, ...place }, 'session/resume': { sessionId, cwd: workspace },
    'session/fork': { sessionId, ...place }, 'session/list': { cwd: workspace, cursor: 'x' },
    'session/prompt': { sessionId, prompt: [{ type: 'text', text: 'x' }] }, 'session/close': { sessionId: 'none' },
    'session/delete': { sessionId: 'none' }, 'session/set_config_option': { sessionId, configId: 'model', value: 'a/b' },
  };
  const odd = [null, 7, -1, 1e300, true, '', '\u0000', '../..', [], [[]], {}, { a: [] }, 'x'.repeat(100_000), '\ud800'];
  let sent = 0;
  for (const [method, params] of Object.entries(valid)) {
    for (const field of Object.keys(params)) {
      for (const value of odd) {
        sent++;
        await client.request(method, { ...params, [field]: value }).catch((error) => {
          assert.notEqual(error.code, -32603, `${method} ${field} ${JSON.stringify(value).slice(0, 50)}: ${error.message}`);
          assert.ok(error.message.length < 2100, `${method} ${field} ${error.message.slice(0, 300)}`);
        });
      }
    }
  }
  t.diagnostic(`${sent} requests`);
  assert.equal((await client.prompt((await client.request('session/new', place)).sessionId, 'hello')).stopReason, 'end_turn');
});

test('tools see the text that the editor has not saved, and write it there', async (t) => {
  const { client, sessionId, file } = await opened(t);
  writeFileSync(file('a.txt'), 'on the disk\n');
  writeFileSync(file('b.txt'), 'saved\n');
  client.unsaved.set(file('a.txt'), 'in the editor\n');
  await client.prompt(sessionId, 'read {"path":"a.txt"}');
  assert.match(client.text(), /in the editor/);
  assert.doesNotMatch(client.text(), /on the disk/);
  await client.prompt(sessionId, 'edit {"path":"a.txt","edits":[{"old_string":"editor","new_string":"window"}]}');
  assert.deepEqual(client.written, [file('a.txt')]);
  assert.equal(readFileSync(file('a.txt'), 'utf8'), 'in the window\n');
  await client.prompt(sessionId, 'read {"path":"b.txt"}');
  await client.prompt(sessionId, 'edit {"path":"b.txt","edits":[{"old_string":"saved","new_string":"changed"}]}');
  assert.deepEqual(client.written, [file('a.txt')], 'what is saved is written on the disk');
  assert.equal(readFileSync(file('b.txt'), 'utf8'), 'changed\n');
  const edit = client.ofKind('tool_call_update').filter(({ status }) => status === 'completed').at(-1);
  assert.deepEqual(edit.content, [{ type: 'diff', path: file('b.txt'), oldText: 'saved\n', newText: 'changed\n' }]);
});

test('what the person types between the plan and the write is not written over', async (t) => {
  const { client, sessionId, file } = await opened(t);
  writeFileSync(file('a.txt'), 'on the disk\n');
  client.unsaved.set(file('a.txt'), 'one\ntwo\n');
  await client.prompt(sessionId, 'read {"path":"a.txt"}');
  client.allow = () => {
    client.unsaved.set(file('a.txt'), 'one\ntwo\nthree, typed\n');
    return 'allow_once';
  };
  await client.prompt(sessionId, 'edit {"path":"a.txt","edits":[{"old_string":"one","new_string":"ONE"}]}');
  const now = client.unsaved.get(file('a.txt')) ?? readFileSync(file('a.txt'), 'utf8');
  assert.match(now, /three, typed/);
});

test('an editor that is slow to read a file again takes no change back', async (t) => {
  const { client, sessionId, file } = await opened(t);
  writeFileSync(file('a.txt'), 'one\ntwo\nthree\n');
  client.stale.set(file('a.txt'), 'one\ntwo\nthree\n');
  const edit = (from, to) => client.prompt(sessionId, `edit {"path":"a.txt","edits":[{"old_string":"${from}","new_string":"${to}"}]}`);
  await client.prompt(sessionId, 'read {"path":"a.txt"}');
  await edit('one', 'ONE');
  await edit('two', 'TWO');
  assert.equal(readFileSync(file('a.txt'), 'utf8'), 'ONE\nTWO\nthree\n');
  assert.deepEqual(client.written, []);
  client.unsaved.set(file('a.txt'), 'ONE\nTWO\nthree\ntyped\n');
  await edit('three', 'THREE');
  assert.equal(readFileSync(file('a.txt'), 'utf8'), 'ONE\nTWO\nTHREE\ntyped\n');
});

test('a change is made though the editor formats what it saves', async (t) => {
  const { client, sessionId, file } = await opened(t);
  writeFileSync(file('a.txt'), 'a\n');
  client.unsaved.set(file('a.txt'), 'a = 1\nb=2\n');
  client.format = (text) => text.replace('b=2', 'b = 2');
  await client.prompt(sessionId, 'read {"path":"a.txt"}');
  await client.prompt(sessionId, 'edit {"path":"a.txt","edits":[{"old_string":"a = 1","new_string":"a = 3"}]}');
  assert.equal(client.ofKind('tool_call_update').at(-1).status, 'completed');
  assert.equal(readFileSync(file('a.txt'), 'utf8'), 'a = 3\nb = 2\n');
});

test('the person is asked before a change, sees it, and their no is one', async (t) => {
  const { client, sessionId, file } = await opened(t);
  client.allow = () => 'reject_once';
  await client.prompt(sessionId, 'write {"path":"new.txt","content":"made\\n"}');
  const [asked] = client.questions;
  assert.deepEqual(asked.toolCall.content, [{ type: 'diff', path: file('new.txt'), newText: 'made\n' }]);
  assert.equal(asked.toolCall.kind, 'edit');
  assert.deepEqual([...new Set(asked.options.map(({ kind }) => kind))], ['allow_once', 'allow_always', 'reject_once']);
  assert.throws(() => readFileSync(file('new.txt')));
  assert.equal(client.ofKind('tool_call_update').at(-1)?.status ?? client.ofKind('tool_call').at(-1).status, 'failed');
  client.allow = () => 'allow_always';
  await client.prompt(sessionId, 'write {"path":"new.txt","content":"made\\n"}');
  await client.prompt(sessionId, 'write {"path":"other.txt","content":"made\\n"}');
  assert.equal(client.questions.length, 2, 'it was allowed for the session');
  assert.equal(readFileSync(file('other.txt'), 'utf8'), 'made\n');
});

test('a folder that nobody has said to trust is asked about at the first prompt, once', async (t) => {
  const { client, sessionId, run, workspace } = await opened(t, person(t, { trusts: false }));
  client.allow = () => "Don't trust";
  await client.prompt(sessionId, 'hello');
  await client.prompt(sessionId, 'again');
  assert.equal(client.questions.length, 1);
  assert.match(client.questions[0].toolCall.title, new RegExp(`trust ${workspace}`));
  assert.doesNotMatch(run('trust', '--list').stdout ?? '', new RegExp(`${workspace}$`, 'm'));
});

test('a cancel ends the turn as cancelled, whatever it was doing', async (t) => {
  const { client, sessionId } = await opened(t);
  const running = client.prompt(sessionId, 'say it slowly');
  await client.until(() => client.text().includes('word3'), 'the answer begins');
  const began = performance.now();
  await client.notify('session/cancel', { sessionId });
  assert.deepEqual(await running, { stopReason: 'cancelled' });
  t.diagnostic(`cancelled after ${Math.round(performance.now() - began)} ms`);
  let asked;
  client.allow = () => new Promise((resolve) => { asked = resolve; });
  const waiting = client.prompt(sessionId, 'write {"path":"x.txt","content":"x"}');
  await client.until(() => client.questions.length === 1, 'a question');
  await client.notify('session/cancel', { sessionId });
  assert.deepEqual(await waiting, { stopReason: 'cancelled' });
  asked('none');
  const [first, second] = [client.prompt(sessionId, 'say it slowly'), client.notify('session/cancel', { sessionId })];
  assert.deepEqual(await first, { stopReason: 'cancelled' }, 'one that came right before its cancel');
  await second;
  client.allow = () => 'allow_once';
  assert.deepEqual(await client.prompt(sessionId, 'hello'), { stopReason: 'end_turn' });
});

test('what is said while a turn runs is said to it', async (t) => {
  const { client, sessionId } = await opened(t);
  const first = client.prompt(sessionId, 'say it slowly');
  await client.until(() => client.text().includes('word3'), 'the answer begins');
  const second = client.prompt(sessionId, 'and this too');
  assert.deepEqual(await Promise.all([first, second]), [{ stopReason: 'end_turn' }, { stopReason: 'end_turn' }]);
  assert.match(client.text(), /word99 .*You said: and this too/s);
});

test('a session is listed, told again from the log, gone on with, forked and deleted', async (t) => {
  const { client, sessionId, workspace, ...someone } = await opened(t);
  await client.prompt(sessionId, [{ type: 'text', text: 'remember ' },
    { type: 'resource', resource: { uri: pathToFileURL(path.join(workspace, 'u.txt')).href, text: 'never saved' } }]);
  assert.match(client.text(), /never saved/);
  await client.prompt(sessionId, 'todo {"items":[{"text":"first","state":"done"},{"text":"second","state":"active"}]}');
  assert.deepEqual(client.ofKind('plan').at(-1).entries, [{ content: 'first', priority: 'medium', status: 'completed' },
    { content: 'second', priority: 'medium', status: 'in_progress' }]);
  await client.leave();

  const later = someone.start();
  await later.initialize(capabilities);
  const { sessions } = await later.request('session/list', { cwd: workspace });
  assert.deepEqual(sessions.map((each) => [each.sessionId, each.cwd]), [[sessionId, workspace]]);
  assert.ok(Date.parse(sessions[0].updatedAt) > 0);
  const loaded = await later.request('session/load', { sessionId, cwd: workspace, mcpServers: [] });
  assert.equal(loaded.configOptions[0].id, 'model');
  assert.equal(later.ofKind('user_message_chunk')[0].content.text, 'remember ');
  assert.match(later.text(), /never saved/);
  assert.equal(later.ofKind('tool_call').length, 1);
  assert.equal(later.ofKind('plan').length, 1);
  const told = later.updates.length;
  await later.request('session/close', { sessionId });
  await later.request('session/resume', { sessionId, cwd: workspace });
  assert.deepEqual(later.updates.slice(told).map(({ update }) => update).filter((update) => update.sessionUpdate !== 'available_commands_update'), []);
  await later.prompt(sessionId, 'more');
  const messages = JSON.parse(model.requests.at(-1)).messages;
  assert.ok(messages.some(({ content }) => JSON.stringify(content)?.includes('remember')));
  const fork = await later.request('session/fork', { sessionId, cwd: workspace, mcpServers: [] });
  assert.notEqual(fork.sessionId, sessionId);
  await later.prompt(fork.sessionId, 'in the fork');
  assert.ok(JSON.stringify(JSON.parse(model.requests.at(-1)).messages).includes('remember'));
  await later.request('session/delete', { sessionId });
  await later.request('session/delete', { sessionId });
  assert.deepEqual((await later.request('session/list', {})).sessions.map((each) => each.sessionId), [fork.sessionId]);
});

test('a session is closed and deleted in the middle of a turn, or while its person is asked', async (t) => {
  const { client, sessionId, workspace } = await opened(t, person(t, { trusts: false }));
  client.allow = () => new Promise(() => {});
  const asked = client.prompt(sessionId, 'hello');
  await client.until(() => client.questions.length === 1, 'a question');
  await client.request('session/close', { sessionId });
  assert.deepEqual(await asked, { stopReason: 'cancelled' });
  client.allow = () => 'Trust';
  const { sessionId: second } = await client.request('session/new', { cwd: workspace, mcpServers: [] });
  const running = client.prompt(second, 'say it slowly');
  await client.until(() => client.text().includes('word3'), 'the answer begins');
  await client.request('session/delete', { sessionId: second });
  assert.deepEqual(await running, { stopReason: 'cancelled' });
  assert.deepEqual((await client.request('session/list', { cwd: workspace })).sessions, []);
});

test('a session that is loaded in the middle of its turn is told without a gap, what was summarised included', async (t) => {
  const { client, sessionId, workspace, start } = await opened(t);
  for (const words of ['first of all', 'then this', 'and that', 'and more']) await client.prompt(sessionId, words);
  await client.prompt(sessionId, '/compact').catch(() => {});
  const running = client.prompt(sessionId, 'say it slowly');
  await client.until(() => client.text().includes('word20 '), 'the answer is under way');
  const other = start();
  await other.initialize(capabilities);
  await other.request('session/load', { sessionId, cwd: workspace, mcpServers: [] });
  await running;
  await other.until(() => other.text().includes('word99 '), 'the rest');
  const said = other.ofKind('user_message_chunk').map(({ content }) => content.text);
  assert.deepEqual(said, ['first of all', 'then this', 'and that', 'and more', 'say it slowly']);
  assert.ok(other.text().endsWith(Array.from({ length: 100 }, (_, n) => `word${n} `).join('')), other.text().slice(-300));
  const third = client.prompt(sessionId, 'from the first window');
  await other.until(() => other.ofKind('user_message_chunk').at(-1).content.text === 'from the first window', 'news');
  await third;
});

test('a summary that is being made is cancelled like a turn', async (t) => {
  const { client, sessionId } = await opened(t);
  for (const words of ['one', 'two', 'three', 'four']) await client.prompt(sessionId, words);
  const compacting = client.prompt(sessionId, '/compact');
  await client.notify('session/cancel', { sessionId });
  assert.deepEqual(await compacting, { stopReason: 'cancelled' });
  assert.deepEqual(await client.prompt(sessionId, 'hello'), { stopReason: 'end_turn' });
});

test('a turn is over for the reason that the model had', async (t) => {
  const { client, sessionId } = await opened(t);
  assert.deepEqual(await client.prompt(sessionId, 'end by stop'), { stopReason: 'end_turn' });
  assert.deepEqual(await client.prompt(sessionId, 'end by content_filter'), { stopReason: 'refusal' });
  assert.deepEqual(await client.prompt(sessionId, 'end by length'), { stopReason: 'max_tokens' });
});

test('files, lines of files and pictures come along; what is none is named', async (t) => {
  const { client, sessionId, file } = await opened(t);
  writeFileSync(file('a.txt'), 'one\ntwo\nthree\n');
  mkdirSync(file('folder'));
  const link = (uri) => ({ type: 'resource_link', uri, name: 'it' });
  const uri = pathToFileURL(file('a.txt')).href;
  await client.prompt(sessionId, [{ type: 'text', text: 'look' }, link(`${uri}#L2`), link(pathToFileURL(file('folder')).href),
    link('https://example.org/x')]);
  const said = newestPrompt(JSON.parse(model.requests.at(-1)).messages);
  assert.match(said, /two\n/);
  assert.doesNotMatch(said, /one\n|three/);
  assert.match(said, /\[it\]\(https:\/\/example\.org\/x\)/);
  await assert.rejects(client.prompt(sessionId, [{ type: 'image', mimeType: 'image/png', data: '%%' }]), { code: -32602 });
  await assert.rejects(client.prompt(sessionId, []), { code: -32602 });
});

test('the model asks by a form, or by buttons where there are none', async (t) => {
  const question = 'ask {"question":"Which?","options":[{"label":"Red"},{"label":"Blue"}]}';
  const { client, sessionId, ...someone } = await opened(t);
  client.fill = ({ requestedSchema }) => ({
    action: 'accept', content: { choice: requestedSchema.properties.choice.oneOf[1].const },
  });
  await client.prompt(sessionId, question);
  assert.equal(client.forms.length, 1);
  assert.match(client.text(), /Blue/);
  await client.leave();
  const { client: plain, sessionId: other } = await opened(t, someone, {});
  plain.allow = () => 'Red';
  await plain.prompt(other, question);
  assert.match(plain.text(), /Red/);
});

test('the model is chosen among those that there are', async (t) => {
  const { client, sessionId, configOptions } = await opened(t);
  assert.equal(configOptions[0].currentValue, 'openai-compatible/scripted');
  const { configOptions: now } = await client.request('session/set_config_option',
    { sessionId, configId: 'model', value: 'openai-compatible/another' });
  assert.equal(now[0].currentValue, 'openai-compatible/another');
  await client.prompt(sessionId, 'hello');
  assert.equal(JSON.parse(model.requests.at(-1)).model, 'another');
  await assert.rejects(client.request('session/set_config_option', { sessionId, configId: 'model', value: 'nonsense' }),
    { code: -32602 });
});

test('servers of the client are the session\'s', async (t) => {
  const server = fileURLToPath(new URL('node_modules/@modelcontextprotocol/server-everything/dist/index.js', import.meta.url));
  const { client, sessionId } = await opened(t, person(t), capabilities,
    { mcpServers: [{ name: 'every thing', command: process.execPath, args: [server], env: [{ name: 'PLAIN', value: 'a${HOME}b' }] }] });
  await client.prompt(sessionId, 'hello');
  const names = JSON.parse(model.requests.at(-1)).tools.map((tool) => tool.function.name);
  assert.ok(names.includes('every-thing__echo'), names.join(' '));
  await client.prompt(sessionId, 'every-thing__get-env {}');
  assert.match(client.text(), /"PLAIN": "a\$\{HOME\}b"/, 'a value is what it says');
});

test('an end of the daemon is not the end of a session, not even of one that never ran', async (t) => {
  const { client, sessionId, home, workspace } = await opened(t);
  await client.prompt(sessionId, 'remember');
  const { sessionId: fresh } = await client.request('session/new', { cwd: workspace, mcpServers: [] });
  const running = client.prompt(sessionId, 'say it slowly');
  await client.until(() => client.text().includes('word3'), 'the answer begins');
  const daemon = Number(readFileSync(path.join(home, 'run', 'podd.lock'), 'utf8').split(' ')[0]);
  await client.request('session/set_config_option', { sessionId: fresh, configId: 'model', value: 'openai-compatible/chosen' });
  process.kill(daemon, 'SIGKILL');
  await assert.rejects(running, /session\/prompt: Podd's daemon ended and was started again/);
  assert.deepEqual(await client.prompt(sessionId, 'again'), { stopReason: 'end_turn' });
  assert.ok(JSON.stringify(JSON.parse(model.requests.at(-1)).messages).includes('remember'));
  assert.deepEqual(await client.prompt(fresh, 'hello'), { stopReason: 'end_turn' });
  assert.equal(JSON.parse(model.requests.at(-1)).model, 'chosen');
  assert.match(client.text(), /You said: hello/);
});

test('without a daemon all is done in one process', async (t) => {
  const client = person(t).start({ args: ['acp', '--standalone'] });
  await client.initialize();
  const { sessionId } = await client.request('session/new', { cwd: temporaryFolder('other'), mcpServers: [] });
  client.allow = () => 'Trust';
  assert.deepEqual(await client.prompt(sessionId, 'hello'), { stopReason: 'end_turn' });
  assert.equal(await client.leave(), 0);
});
