// The conversation's page in a real browser, with an extension that is played by the test.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const types = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };

export async function openPage({ width = 360, height = 800, state } = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://x');
    if (pathname === '/') {
      response.writeHead(200, { 'content-type': 'text/html',
        'content-security-policy': "default-src 'none'; script-src 'nonce-n'; style-src 'self'; font-src 'self'; img-src 'self' data:" });
      return response.end(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Podd</title><link rel="stylesheet" href="/view.css"></head>
<body class="vscode-dark"><script nonce="n" src="/api.js"></script><script nonce="n" src="/view.js"></script></body></html>`);
    }
    if (pathname === '/api.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      return response.end(`window.said = []; window.kept = ${JSON.stringify(state ?? null)};
window.acquireVsCodeApi = () => ({ postMessage: (m) => window.said.push(m), getState: () => window.kept ?? undefined, setState: (s) => { window.kept = s; } });
window.tell = (m) => window.dispatchEvent(new MessageEvent('message', { data: m }));`);
    }
    const file = path.join(dist, path.basename(pathname));
    response.writeHead(existsSync(file) ? 200 : 404, { 'content-type': types[path.extname(pathname)] ?? 'text/plain' });
    response.end(existsSync(file) ? readFileSync(file) : '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage({ viewport: { width, height } });
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error' && !/404/.test(message.text())) errors.push(message.text()); });
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => window.said.some(({ type }) => type === 'ready'));
  return { page, errors, tell: (message) => page.evaluate((m) => window.tell(m), message), said: () => page.evaluate(() => window.said),
    close: async () => { await browser.close(); server.close(); } };
}

export const heading = { session: 's', title: 'T', folder: 'project', folders: 1, model: 'scripted', manifest: 'default', scope: '', connection: 'ready', problem: '', hint: '' };
export const preferences = { enterSends: true, showThinking: false, attachSelection: true };
export const transcript = (blocks = [], more = {}) => ({ seq: 0, blocks, itemsBefore: 0, state: 'idle', activity: '', ...more });
export const conversation = (blocks, more, asked = []) => ({ type: 'conversation', heading, transcript: transcript(blocks, more), asked, preferences });
export const user = (id, text) => ({ kind: 'user', id, parts: [{ type: 'text', text }], steered: false });
export const answer = (id, text) => ({ kind: 'answer', id, text, done: true, incomplete: false });
