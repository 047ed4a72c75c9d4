import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { answer, conversation, openPage, transcript, user } from './page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const paragraph = 'A sentence with `code`, **weight** and [a link](http://x). ';
const approval = { type: 'approval', pod: 'p', call: 'c1', title: 'shell: rm -r build', kind: 'execute', locations: [], command: 'rm -r build',
  options: [{ option: 'a', kind: 'allowOnce', label: 'Allow once' }, { option: 's', kind: 'allowSession', label: 'Allow rm * in this conversation' }, { option: 'r', kind: 'reject', label: 'Reject' }] };

async function withPage(options, run) {
  const it = await openPage(options);
  try {
    await run(it);
    assert.deepEqual(it.errors, []);
  } finally {
    await it.close();
  }
}

/** The most that the scripts of one frame took while it ran, in milliseconds of the processor: other programs do not count. */
async function mostOfAFrame(page, run) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ['-*', 'devtools.timeline'] });
  await run();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const frames = traceEvents.filter(({ name, ph }) => name === 'FireAnimationFrame' && ph === 'X').map(({ tdur }) => tdur / 1_000);
  assert.ok(frames.length > 0);
  return Math.max(...frames);
}

/** What is written into the page while it is resized, 25 deltas a frame. */
async function write(page, shape, deltas) {
  const measured = page.evaluate(async ([shape, deltas]) => {
    const next = {
      text: (at) => at % 40 === 39 ? '.\n\n' : at % 400 === 200 ? '\n\n```js\nlet x = 1;\n' : at % 400 === 239 ? '\n```\n\n' : ' word',
      list: (at) => at % 10 === 9 ? '\n' : at % 10 === 0 ? '- item' : ' word',
      code: (at) => at === 0 ? '```js\n' : at % 5 === 4 ? '\n' : ' x = 1;',
    }[shape];
    window.seq ??= 0;
    const tell = (event) => window.tell({ type: 'told', events: [{ pod: 'p', session: 's', seq: ++window.seq, event }] });
    tell({ type: 'turnStarted' });
    // What a frame costs is what it changes: nothing of older turns, and of this answer only its end.
    const log = document.querySelector('.log');
    const old = new Set(log.querySelectorAll('.turn:not(:last-of-type)'));
    let changesOfOld = 0;
    const perFrame = [];
    let changes = 0;
    const observer = new MutationObserver((records) => {
      for (const { target, addedNodes, removedNodes } of records) {
        changes += addedNodes.length + removedNodes.length + 1;
        if (old.has(target) || [...old].some((turn) => turn !== target && turn.contains(target))) changesOfOld++;
      }
    });
    observer.observe(log, { childList: true, subtree: true, characterData: true });
    const request = window.requestAnimationFrame.bind(window);
    let drawn = 0;
    window.requestAnimationFrame = (callback) => { drawn++; return request(callback); };
    const area = document.querySelector('textarea');
    area.value = '';
    let frames = 0;
    for (let sent = 0; sent < deltas;) {
      for (let at = 0; at < 25; at++, sent++) tell({ type: 'textDelta', item: shape, text: next(sent) });
      area.value += 'x';
      area.dispatchEvent(new InputEvent('input'));
      await new Promise((resolve) => request(resolve));
      frames++;
      perFrame.push(changes);
      changes = 0;
    }
    window.requestAnimationFrame = request;
    observer.disconnect();
    return { drawn, frames, changesOfOld, most: Math.max(...perFrame), typed: area.value.length };
  }, [shape, deltas]);
  let done = false;
  void measured.finally(() => { done = true; });
  for (let width = 320; !done; width = width > 800 ? 320 : width + 120) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForTimeout(150);
  }
  return measured;
}

test('Stay fluent with 2,000 turns and an answer of 10,000 deltas while the page is resized', () => withPage({}, async ({ page, tell }) => {
  const blocks = Array.from({ length: 2_000 }, (_, at) => [user(`u${at}`, `Question ${at}`), answer(`a${at}`, `${paragraph.repeat(3)}\n\n- one\n- two\n`)]).flat();
  const shown = (count) => page.waitForFunction((due) => document.querySelectorAll('.turn').length === due, count, { timeout: 120_000 });
  const loading = await mostOfAFrame(page, async () => {
    await tell(conversation(blocks));
    await shown(2_000);
  });
  assert.deepEqual(await page.locator('.turn .said-text').evaluateAll((all) => all.map((each) => each.textContent)), Array.from({ length: 2_000 }, (_, at) => `Question ${at}`));
  let result;
  const writing = await mostOfAFrame(page, async () => { result = await write(page, 'text', 10_000); });
  assert.equal(result.changesOfOld, 0);
  assert.ok(result.drawn <= result.frames + 1, `${result.drawn} drawings in ${result.frames} frames`);
  assert.ok(result.most < 120, `${result.most} changes in one frame`);
  assert.equal(result.typed, 400);
  assert.equal((await page.locator('.answer').last().innerText()).match(/word/g).length > 9_000, true);
  const saying = await mostOfAFrame(page, async () => {
    await tell({ type: 'transcript', from: 4_001, transcript: transcript([user('u2000', 'And now?')], { state: 'running' }) });
    await shown(2_001);
  });
  const others = [];
  for (const shape of ['list', 'code']) others.push(await mostOfAFrame(page, async () => { assert.equal((await write(page, shape, 5_000)).typed, 200); }));
  const all = { loading, writing, saying, 'a long list': others[0], 'long code': others[1] };
  console.log(`most that a frame's script takes, in ms: ${Object.entries(all).map(([what, most]) => `${what} ${most.toFixed(1)}`).join(', ')}`);
  for (const [what, most] of Object.entries(all)) assert.ok(most < 50, `${what}: ${most} ms`);
}));

test('Hold to the rules of accessibility, with everything that can be shown', () => withPage({}, async ({ page, tell }) => {
  await tell(conversation([user('u1', 'Do it'), { kind: 'thinking', id: 't', text: 'Hm', done: true, incomplete: false },
    { kind: 'tool', id: 'c0', name: 'edit', arguments: { path: 'a.ts', edits: [] }, title: '', toolKind: 'edit', locations: [], output: '', outcome: 'ok', summary: 's', body: '', diff: '@@\n-a\n+b' },
    { kind: 'tool', id: 'c1', name: 'shell', arguments: { command: 'rm -r build' }, title: '', toolKind: 'execute', locations: [], output: '', summary: '', body: '', diff: '' },
    answer('a', 'Text\n\n```js\nlet a;\n```\n\n| a | b |\n|--|--|\n| 1 | 2 |\n'), { kind: 'notice', id: 'n', tone: 'error', text: 'It failed.', resumable: true },
    { kind: 'compaction', id: 'k', state: 'done', background: true, before: 9_000, after: 900, reason: '' }],
  { state: 'running', tokens: { used: 10, window: 100, source: 'measured' } }, [approval]));
  await page.locator('.asked').waitFor();
  for (const line of await page.locator('details.line > summary .line-verb').all()) await line.click();
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { rules: { 'color-contrast': { enabled: false } } }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`), []);
}));

test('Leave the rest of a long output to an editor', () => withPage({}, async ({ page, tell, said }) => {
  await tell(conversation([user('u1', 'Do it'), { kind: 'tool', id: 'c0', name: 'shell', arguments: { command: 'seq 100000' }, title: '', toolKind: 'execute', locations: [], output: '',
    outcome: 'ok', summary: 'exit code 0', body: 'x'.repeat(50_000), diff: '' }]));
  await page.locator('details.line > summary').click();
  assert.equal((await page.locator('.output').innerText()).length, 20_000);
  await page.getByRole('button', { name: 'Open All of It in Editor' }).click();
  assert.deepEqual((await said()).at(-1), { type: 'output', call: 'c0' });
}));

test('Answer a question by its number, and not while the reason is written', () => withPage({}, async ({ page, tell, said }) => {
  await tell(conversation([user('u1', 'Do it')], { state: 'running' }, [approval]));
  await page.locator('.asked .reason').click();
  await page.keyboard.type('2 times');
  assert.equal((await said()).filter(({ type }) => type === 'answer').length, 0);
  await page.locator('.asked button').nth(0).focus();
  await page.keyboard.press('2');
  assert.deepEqual((await said()).findLast(({ type }) => type === 'answer'), { type: 'answer', call: 'c1', option: 's', comment: '2 times' });
}));

test('Leave the input alone while an input method composes', () => withPage({}, async ({ page, tell, said }) => {
  await tell(conversation([]));
  await page.locator('textarea').fill('にほん');
  const press = (key, isComposing) => page.evaluate(([k, c]) => document.querySelector('textarea').dispatchEvent(new KeyboardEvent('keydown', { key: k, isComposing: c, bubbles: true })), [key, isComposing]);
  await press('Enter', true);
  await press('Escape', true);
  assert.equal((await said()).filter(({ type }) => type === 'say' || type === 'stop').length, 0);
  await press('Enter', false);
  assert.deepEqual((await said()).at(-1), { type: 'say', input: [{ type: 'text', text: 'にほん' }] });
}));

test('Add a file by @, leave one out, and send both kinds of context', () => withPage({}, async ({ page, tell, said }) => {
  await tell(conversation([]));
  await tell({ type: 'selection', selection: { uri: 'file:///a.ts', label: 'a.ts:1-3', range: { start: { line: 0, character: 0 }, end: { line: 2, character: 1 } } } });
  await page.locator('textarea').pressSequentially('Look at @re');
  const { id, query } = (await said()).findLast(({ type }) => type === 'suggest');
  assert.equal(query, 're');
  const chip = (name) => ({ part: { type: 'file', uri: `file:///${name}` }, label: name, detail: `src/${name}`, icon: 'file' });
  await tell({ type: 'suggestions', id, chips: [chip('read.ts'), chip('retry.ts')] });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('textarea').inputValue(), 'Look at ');
  assert.match(await page.locator('.chips').innerText(), /retry\.ts[\s\S]*a\.ts:1-3/);
  await page.locator('.chip.automatic').click();
  await page.locator('textarea').press('Enter');
  assert.deepEqual((await said()).at(-1), { type: 'say', input: [{ type: 'text', text: 'Look at' }, { type: 'file', uri: 'file:///retry.ts' }] });
}));

test('Choose a prompt of an MCP server by /, and send it with its arguments', () => withPage({}, async ({ page, tell, said }) => {
  await tell(conversation([]));
  await page.locator('textarea').pressSequentially('/');
  assert.equal((await said()).filter(({ type }) => type === 'prompts').length, 1);
  await tell({ type: 'prompts', prompts: [{ command: '/mcp.notes.weather', description: 'Asks for it.', arguments: [{ name: 'city', description: '', required: true }, { name: 'state', description: '', required: false }] }] });
  await page.locator('textarea').pressSequentially('mc');
  assert.match(await page.locator('.popup').innerText(), /^\/mcp\.notes\.weather\s+city=… \[state=…\] · Asks for it\.$/);
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('textarea').inputValue(), '/mcp.notes.weather ');
  await page.locator('textarea').pressSequentially('Paris');
  await page.locator('textarea').press('Enter');
  assert.deepEqual((await said()).at(-1), { type: 'say', input: [{ type: 'text', text: '/mcp.notes.weather Paris' }] });
  assert.equal((await said()).filter(({ type }) => type === 'prompts').length, 1);
}));

test('Come back with the draft and where it was', () => withPage({ state: { session: 's', seq: 1, draft: 'half a thou', scroll: 400 } }, async ({ page, tell, said }) => {
  assert.deepEqual((await said()).find(({ type }) => type === 'ready'), { type: 'ready', session: 's' });
  await tell(conversation(Array.from({ length: 60 }, (_, at) => [user(`u${at}`, `Q${at}`), answer(`a${at}`, paragraph)]).flat()));
  await page.waitForFunction(() => document.querySelectorAll('.turn').length === 60);
  assert.equal(await page.locator('textarea').inputValue(), 'half a thou');
  await page.waitForFunction(() => Math.abs(document.querySelector('.scroller').scrollTop - 400) < 60);
}));

test('Show the newest words unless the person has scrolled up', () => withPage({}, async ({ page, tell }) => {
  await tell(conversation(Array.from({ length: 30 }, (_, at) => [user(`u${at}`, `Q${at}`), answer(`a${at}`, paragraph.repeat(4))]).flat(), { state: 'running' }));
  const atEnd = () => page.evaluate(() => { const s = document.querySelector('.scroller'); return s.scrollHeight - s.scrollTop - s.clientHeight; });
  await page.waitForFunction(() => document.querySelectorAll('.turn').length === 30);
  const delta = (seq) => tell({ type: 'told', events: [{ pod: 'p', session: 's', seq, event: { type: 'textDelta', item: 'n', text: 'More and more.\n\n' } }] });
  for (let seq = 1; seq < 30; seq++) await delta(seq);
  await page.waitForTimeout(200);
  assert.ok(await atEnd() < 40, `${await atEnd()} from the end`);
  await page.locator('.scroller').hover();
  await page.mouse.wheel(0, -3_000);
  await page.locator('.down').waitFor();
  for (let seq = 30; seq < 60; seq++) await delta(seq);
  await page.waitForTimeout(200);
  assert.ok(await atEnd() > 400);
}));

test('Move nothing where the person, or VS Code, wants less motion', () => withPage({}, async ({ page, tell }) => {
  const moving = () => page.evaluate(() => document.getAnimations().length);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await tell(conversation([user('u1', 'Do it'), { kind: 'compaction', id: 'k', state: 'running', background: false, before: 0, after: 0, reason: '' },
    { kind: 'tool', id: 'c1', name: 'shell', arguments: { command: 'rm -r build' }, title: '', toolKind: 'execute', locations: [], output: '', summary: '', body: '', diff: '' },
    { kind: 'thinking', id: 't', text: 'Hm', done: false, incomplete: false }], { state: 'running', activity: 'Waiting for the model' }));
  await page.locator('.activity').waitFor();
  assert.ok(await moving() > 0, 'what runs is seen to run');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  assert.equal(await moving(), 0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  assert.ok(await moving() > 0);
  await page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
  assert.equal(await moving(), 0);
}));
