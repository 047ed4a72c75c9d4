// A long conversation and a long answer in a real VS Code, whose window is resized while the person types.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Model, newestPrompt } from '../../../../daemon/src/e2e/model.mjs';
import { Podd } from '../../../../daemon/src/e2e/podd.mjs';
import { VsCode } from './vscode.mjs';

const turns = 400;
const deltas = Array.from({ length: 10_000 }, (_, at) => at % 50 === 49 ? `word${at}.\n\n` : at % 1_000 === 500 ? '\n\n```js\nlet x = 1;\n```\n\n' : `word${at} `);
const script = (messages) => /long/.test(newestPrompt(messages)) ? { text: deltas } : { text: [`It is **so**, \`said\`.\n\n- ${newestPrompt(messages)}\n`] };

let model;
let code;

before(async () => {
  model = await new Model(script).listen();
  code = new VsCode(process.env.VSCODE, { files: { 'a.txt': 'a\n' },
    manifest: `[provider]\nkind = "openai-compatible"\nmodel = "scripted"\nbase_url = "${model.provider.base_url}"\ncontext_window = 10000000\n` });
  const podd = new Podd({ home: code.home, workspace: code.workspace });
  await podd.initialize();
  const { pod } = await podd.request('pod/open', {});
  for (let turn = 0; turn < turns; turn++) {
    await podd.request('pod/run', { pod, input: [{ type: 'text', text: `Question ${turn}` }] });
    model.requests.length = 0;
  }
  await podd.request('shutdown');
  await podd.notify('exit');
  await code.start();
});

after(async () => {
  await code?.stop();
  model?.close();
});

/** The most that one call of the page's own script took while it ran, in milliseconds of the processor: other programs do not count. */
async function mostOfACall(page, run) {
  const session = await page.context().newCDPSession(page);
  await session.send('Tracing.start', { transferMode: 'ReturnAsStream', traceConfig: { includedCategories: ['devtools.timeline'] } });
  await run();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  const { stream } = await complete;
  let text = '';
  for (let eof = false; !eof;) {
    const read = await session.send('IO.read', { handle: stream });
    text += read.base64Encoded ? Buffer.from(read.data, 'base64').toString() : read.data;
    eof = read.eof;
  }
  const calls = JSON.parse(text).traceEvents.filter(({ name, ph, args }) => name === 'FunctionCall' && ph === 'X' && /\/dist\/view\.js/.test(args.data?.url)).map(({ tdur }) => tdur / 1_000);
  assert.ok(calls.length > 0);
  return Math.max(...calls);
}

test('Stay fluent in a long conversation, and while 10,000 deltas come, the window is resized and the person types', async () => {
  const { page } = code;
  await code.command('Podd: Ask');
  let chat = await code.chat();
  await chat.locator('.composer textarea').fill('/sessions');
  await chat.locator('.composer textarea').press('Enter');
  const shown = (count) => chat.waitForFunction((due) => document.querySelectorAll('.turn').length === due, count, { timeout: 60_000 });
  const opening = await mostOfACall(page, async () => {
    await page.locator('.pane-body .monaco-list-row').filter({ hasText: 'Question 0' }).click();
    chat = await code.chat();
    await shown(turns / 2);
  });
  const earlier = await mostOfACall(page, async () => {
    await chat.locator('.earlier').click();
    await shown(turns);
  });
  assert.equal(await chat.locator('.user .said-text').first().innerText(), 'Question 0');
  const typed = 'typed while it is written, letter for letter';
  const writing = await mostOfACall(page, async () => {
    const textarea = chat.locator('.composer textarea');
    await code.ask('A long one');
    let done = false;
    const whole = chat.locator('.answer').last().filter({ hasText: 'word9999' }).waitFor({ timeout: 120_000 }).then(() => { done = true; });
    for (let at = 0; at < typed.length || !done; at++) {
      if (at < typed.length) await textarea.pressSequentially(typed[at]);
      await page.setViewportSize({ width: 900 + (at % 5) * 100, height: 800 - (at % 3) * 50 });
      await page.waitForTimeout(60);
    }
    await whole;
    assert.equal(await textarea.inputValue(), typed);
  });
  const missing = await chat.locator('.answer').last().evaluate((answer) => Array.from({ length: 10_000 }, (_, at) => at)
    .filter((at) => at % 1_000 !== 500 && !answer.textContent.includes(`word${at}`)));
  assert.deepEqual(missing, []);
  console.log(`most that a call of the page's script takes, in ms: opening ${opening.toFixed(1)}, earlier ${earlier.toFixed(1)}, writing ${writing.toFixed(1)}`);
  for (const [what, most] of Object.entries({ opening, earlier, writing })) assert.ok(most < 50, `${what}: ${most} ms`);
});

test('Keep to the policy of the page, and to what a model accepts', () => {
  assert.deepEqual(code.errors.filter((error) => !/service ?worker/i.test(error)), []);
  assert.deepEqual(model.complaints, []);
});
