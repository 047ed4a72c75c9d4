// The tool fetch of the packaged program against a web server of this machine, whose address is private.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { Model, newestPrompt, resultsSincePrompt } from './model.mjs';
import { Podd, temporaryFolder } from './podd.mjs';

/** The prompt is what is to be fetched. */
const model = await new Model((messages) => (resultsSincePrompt(messages) === 0
  ? { calls: [{ name: 'fetch', arguments: { url: newestPrompt(messages).trim() } }] } : { text: ['Done.'] })).listen();
after(() => model.close());

/** Paths that were asked for. */
const asked = [];
const web = createServer((request, response) => {
  asked.push(request.url);
  if (request.url === '/old') {
    response.writeHead(302, { location: '/page' }).end();
  } else {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end('<html><body><h1>Gärten</h1><p>Watered at <b>dawn</b>.</p><script>alert(1)</script></body></html>');
  }
});
await new Promise((resolve) => web.listen(0, '127.0.0.1', resolve));
after(() => {
  web.closeAllConnections();
  web.close();
});
const site = `http://127.0.0.1:${web.address().port}`;

async function opened(t, overlay) {
  const podd = new Podd({ home: temporaryFolder('home'), workspace: temporaryFolder('workspace') });
  t.after(() => podd.kill());
  await podd.initialize();
  const { pod } = await podd.request('pod/open', { overlay: { provider: model.provider, ...overlay } });
  const fetched = async (url) => {
    asked.length = 0;
    await podd.request('pod/run', { pod, input: [{ type: 'text', text: url }] });
    return podd.ofType('toolCallDone').at(-1).event;
  };
  return { podd, fetched };
}

const on = { tools: { enabled: ['*'] } };
const allowed = { permissions: [{ tool: 'fetch', pattern: '127.0.0.1', action: 'allow' }] };

test('a page of a host that the manifest allows comes as Markdown, its redirects shown', async (t) => {
  const { fetched } = await opened(t, { ...on, ...allowed, fetch: { private_hosts: ['127.0.0.1'] } });

  const result = await fetched(`${site}/old`);

  assert.equal(result.outcome, 'ok', JSON.stringify(result));
  assert.match(result.summary, /\/page: status 200/);
  assert.match(result.body, new RegExp(`\\[redirected from ${site}/old\\]`));
  assert.match(result.body, /# Gärten\s+Watered at \*\*dawn\*\*\./);
  assert.doesNotMatch(result.body, /alert/);
  assert.deepEqual(asked, ['/old', '/page']);
});

test('without that, a private address is refused and never reached', async (t) => {
  const { fetched } = await opened(t, { ...on, permissions: [{ tool: 'fetch', action: 'allow' }] });

  for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433']) {
    const result = await fetched(`http://${host}:${web.address().port}/page`);
    assert.equal(result.outcome, 'error', JSON.stringify(result));
    assert.match(result.summary, /is at the private address .*private_hosts/s);
  }
  assert.deepEqual(asked, []);
});

test('each host is asked about, and a yes holds for that host', async (t) => {
  const { podd, fetched } = await opened(t, { ...on, fetch: { private_hosts: ['127.0.0.1', 'localhost'] } });
  podd.approve = ({ options }) => ({ option: options.find(({ kind }) => kind === 'allowSession').option });

  assert.equal((await fetched(`${site}/page`)).outcome, 'ok');
  assert.equal((await fetched(`${site}/page?again`)).outcome, 'ok');
  assert.equal(podd.questions.length, 1);
  assert.deepEqual(podd.questions[0].options.find(({ kind }) => kind === 'allowSession').rule,
    { tool: 'fetch', pattern: '127.0.0.1' });
  podd.approve = () => null;
  assert.equal((await fetched(`http://localhost:${web.address().port}/page`)).outcome, 'denied');
  assert.equal(podd.questions.length, 2);
  assert.deepEqual(asked, []);
});

test('it is off until the manifest names it', async (t) => {
  const { fetched } = await opened(t, { ...allowed, fetch: { private_hosts: ['127.0.0.1'] } });

  assert.match((await fetched(`${site}/page`)).summary, /There is no tool fetch/);
  assert.deepEqual(asked, []);
});
