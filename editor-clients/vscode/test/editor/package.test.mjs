// The package for a platform: what a person has who installs it and nothing else.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { extension, podd, VsCode } from './vscode.mjs';

let code;

before(() => {
  const { status, stderr } = spawnSync(process.execPath, ['package.mjs', 'linux-x64', path.resolve(podd, '../..')], { cwd: extension, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  code = new VsCode(process.env.VSCODE, { files: { 'README.md': '# Rain gauge\n\nIt measures rain.\n' }, vsix: path.join(extension, 'podd-linux-x64.vsix'), plain: true });
});

after(() => code?.stop());

test('Answer from the files with the program that came with the extension, no setting, no key', async () => {
  const page = await code.start();
  await code.command('Podd: Ask');
  const chat = await code.ask('What measures rain?');
  await chat.locator('.answer').filter({ hasText: 'README.md' }).waitFor();
  assert.deepEqual([...code.outside], []);
  assert.equal(await page.locator('.notification-toast').count(), 0);
  const installed = readdirSync(code.extensions).find((name) => name.startsWith('podd.podd-0.1.0'));
  // With its start-up cache, or not at all: one that does not fit any more costs time unseen.
  const bundled = path.join(code.extensions, installed, 'podd/bin/podd');
  const { status, stdout, stderr } = spawnSync(bundled, ['version'], { encoding: 'utf8', env: { ...process.env, PODD_HOME: code.home, JDK_JAVA_OPTIONS: '-XX:AOTMode=on' } });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^podd \d/);
});

test('Be led from the walkthrough to a first answer, with no key', async () => {
  const { page } = code;
  await code.command('Welcome: Open Walkthrough...');
  const input = page.locator('.quick-input-widget input').first();
  await input.fill('Get Started with Podd');
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Get Started with Podd' }).first().click();
  const step = page.locator('.getting-started-step').filter({ hasText: 'Ask something' });
  await step.waitFor();
  await code.picture('walkthrough');
  await page.locator('.getting-started-step.expanded .monaco-button').filter({ hasText: 'Ask: what is this project?' }).click();
  const chat = await code.chat();
  await chat.locator('.user').filter({ hasText: 'What is this project?' }).waitFor();
  await chat.locator('.answer').filter({ hasText: 'It measures rain.' }).waitFor();
  await step.locator('.complete.codicon-getting-started-step-checked').waitFor();
  await code.picture('walkthrough-answered');
  assert.deepEqual([...code.outside], []);
});
