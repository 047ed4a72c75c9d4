// A real VS Code, as a server with its page in a headless browser, with the extension installed and a Podd of its own.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, createWriteStream, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import yazl from 'yazl';

export const extension = fileURLToPath(new URL('../..', import.meta.url));
export const podd = process.env.PODD ?? fileURLToPath(new URL('../../../../daemon/target/podd/bin/podd', import.meta.url));

const browserArguments = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--force-prefers-reduced-motion'];

/** Those of VS Code's own extensions that a story may need: to read all of them at each start costs a quarter of it. */
const own = /^(theme-.*|typescript-.*|javascript|json|ini|markdown-basics|configuration-editing|node_modules|package\.json)$/;

export class VsCode {
  /** Hosts beside this machine that the page asked for. */
  outside = new Set();
  errors = [];
  #browsers = new Map();

  /**
   * @param installation folder that get-vscode.sh made
   * @param folders names of folders in the project: the window is on all of them, not on the project itself
   * @param beside folders of other extensions that are installed too
   * @param vsix the package that is installed: what `npm run package` makes
   * @param plain whether VS Code is as a person installs it, with all extensions of its own
   * @param trusts whether all folders are trusted; else VS Code asks its person
   */
  constructor(installation, { files = {}, folders = [], manifest = '', settings = {}, beside = [], vsix = path.join(extension, 'podd.vsix'), plain = false, trusts = true } = {}) {
    this.installation = installation;
    this.plain = plain;
    this.trusts = trusts;
    this.root = mkdtempSync(path.join(tmpdir(), 'vsc-'));
    this.workspace = path.join(this.root, 'project');
    this.home = path.join(this.root, 'podd');
    mkdirSync(this.workspace);
    mkdirSync(this.home, { mode: 0o700 });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(this.workspace, name)), { recursive: true });
      writeFileSync(path.join(this.workspace, name), text);
    }
    if (folders.length > 0) {
      this.several = path.join(this.root, 'several.code-workspace');
      writeFileSync(this.several, JSON.stringify({ folders: folders.map((name) => ({ path: path.join(this.workspace, name) })) }));
    }
    writeFileSync(path.join(this.home, 'pod.toml'), manifest);
    this.extensions = path.join(this.root, 'extensions');
    this.vsix = vsix;
    this.beside = beside;
    mkdirSync(path.join(this.root, 'server/data/Machine'), { recursive: true });
    this.settings = { 'security.workspace.trust.enabled': !trusts, 'workbench.startupEditor': 'none', 'telemetry.telemetryLevel': 'off',
      'extensions.autoUpdate': false, 'extensions.autoCheckUpdates': false, 'chat.disableAIFeatures': true, 'workbench.tips.enabled': false,
      'workbench.secondarySideBar.defaultVisibility': 'visible', ...(vsix.endsWith('podd.vsix') ? { 'podd.path': podd } : {}), 'git.enabled': false, 'files.autoSave': 'off', ...settings };
    this.set({});
  }

  set(settings) {
    Object.assign(this.settings, settings);
    writeFileSync(path.join(this.root, 'server/data/Machine/settings.json'), JSON.stringify(this.settings));
  }

  async start({ width = 1280, height = 800 } = {}) {
    const env = { ...process.env, HOME: this.root, PODD_HOME: this.home, EXTENSIONS_GALLERY: '{}', PATH: process.env.PATH };
    for (const name of Object.keys(env)) if (/^(VSCODE|ELECTRON)_/.test(name)) delete env[name];
    await this.#install(env);
    this.server = spawn(path.join(this.installation, 'node'), [this.#main, '--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms',
      '--telemetry-level', 'off', ...(this.trusts ? ['--disable-workspace-trust'] : []), ...(this.plain ? [] : ['--builtin-extensions-dir', this.#few()]),
      '--server-data-dir', path.join(this.root, 'server'), '--extensions-dir', this.extensions], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    await new Promise((resolve, reject) => {
      const failed = setTimeout(() => reject(new Error(`VS Code does not start: ${said}`)), 30_000);
      for (const stream of [this.server.stdout, this.server.stderr]) {
        stream.on('data', (text) => {
          said += text;
          this.port ??= /(?:listening on|Web UI available at[^\n]*?:)\s*(\d+)/i.exec(said)?.[1];
          if (this.port && /agent started|Web UI available/.test(said)) { clearTimeout(failed); resolve(); }
        });
      }
    });
    this.size = { width, height };
    return this.show();
  }

  get #main() {
    return path.join(this.installation, 'vscode/out/server-main.js');
  }

  /** Copies what an earlier start of the same VS Code made of podd.vsix alone; anything else is installed anew. */
  async #install(env) {
    const { ino, mtimeMs } = statSync(this.vsix);
    const kept = path.join(extension, 'dist-test/installed', `${path.basename(this.installation)}-${ino}-${mtimeMs}`);
    const isUsual = this.vsix.endsWith('podd.vsix') && this.beside.length === 0;
    if (isUsual && existsSync(kept)) return cpSync(kept, this.extensions, { recursive: true });
    mkdirSync(this.extensions);
    const packages = [this.vsix, ...await Promise.all(this.beside.map((folder) => this.#pack(folder)))].flatMap((each) => ['--install-extension', each]);
    const { status, stdout, stderr } = spawnSync(path.join(this.installation, 'node'), [this.#main, '--server-data-dir', path.join(this.root, 'server'), '--extensions-dir', this.extensions,
      '--accept-server-license-terms', ...packages], { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${this.vsix} could not be installed: ${stdout}${stderr}`);
    if (isUsual) keep(this.extensions, kept);
  }

  async #pack(folder) {
    const zip = new yazl.ZipFile();
    for (const name of readdirSync(folder)) zip.addFile(path.join(folder, name), `extension/${name}`);
    zip.end();
    const made = path.join(this.root, `${path.basename(folder)}.vsix`);
    await pipeline(zip.outputStream, createWriteStream(made));
    return made;
  }

  /** A folder of VS Code's own extensions, with those alone that a story may need. */
  #few() {
    const all = path.join(this.installation, 'vscode/extensions');
    const few = path.join(this.root, 'few');
    mkdirSync(few);
    for (const name of readdirSync(all).filter((each) => own.test(each))) symlinkSync(path.join(all, name), path.join(few, name));
    return few;
  }

  /** The window, as a browser of its own; shown again after `close`, it is the same one. */
  async show() {
    this.page = await this.#browse('first');
    return this.page;
  }

  /** A second window on the same folder, in a browser that knows nothing of the first. */
  async window() {
    return this.#browse('second');
  }

  /** As if its process were killed: it is not told. */
  async close(page) {
    const browser = page.context();
    await browser.close();
    for (const [name, each] of this.#browsers) if (each === browser) this.#browsers.delete(name);
  }

  async #browse(name) {
    let browser = this.#browsers.get(name);
    if (!browser) {
      browser = await chromium.launchPersistentContext(path.join(this.root, name), { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        headless: true, viewport: this.size, args: browserArguments });
      this.#browsers.set(name, browser);
    }
    const page = browser.pages()[0] ?? await browser.newPage();
    page.setDefaultTimeout(40_000);
    this.watch(page);
    await this.load(page);
    return page;
  }

  watch(page) {
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      // A webview's own files have the name of a host; VS Code's service worker answers for it.
      if (/^(https?|wss?):$/.test(protocol) && !/^(127\.0\.0\.1|localhost|\[::1\])$|\.vscode-resource\./.test(hostname)) this.outside.add(hostname);
    });
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => { if (/Content Security Policy|Refused to/.test(message.text())) this.errors.push(message.text()); });
  }

  async load(page) {
    const shown = this.several ? `workspace=${encodeURIComponent(this.several)}` : `folder=${encodeURIComponent(this.workspace)}`;
    await page.goto(`http://127.0.0.1:${this.port}/?${shown}`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
    await page.waitForSelector('.statusbar-item[id="podd.podd.podd.status"], .statusbar-item:has-text("Podd")', { timeout: 60_000 });
  }

  /** The palette closes when something else takes the focus at that moment: it is opened again then. */
  async #pick(key, query, row, first, page) {
    const input = page.locator('.quick-input-widget input').first();
    for (let tries = 1; ; tries++) {
      try {
        await page.keyboard.press(key);
        await input.waitFor({ state: 'visible', timeout: 5_000 });
        await input.fill(query, { timeout: 5_000 });
        await page.locator(`.quick-input-list .monaco-list-row${first}`).filter({ hasText: row }).first().waitFor({ timeout: 20_000 });
        await page.keyboard.press('Enter');
        return;
      } catch (problem) {
        if (tries === 5) throw problem;
        await page.keyboard.press('Escape');
      }
    }
  }

  async command(title, page = this.page) {
    await this.#pick('F1', `>${title}`, title, '', page);
  }

  async open(name, page = this.page) {
    await this.#pick('Control+p', name, name.split('/').at(-1), '[data-index="0"]', page);
    await page.locator('.editor-instance .view-lines').first().waitFor();
  }

  /** The cursor to the beginning of a line of the editor that is shown. */
  async goTo(line, page = this.page) {
    await page.locator('.editor-instance .view-line').first().click();
    await page.keyboard.press('Control+g');
    const input = page.locator('.quick-input-widget input').first();
    await input.waitFor({ state: 'visible' });
    await input.fill(`:${line}`);
    await page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** An entry of the menu that is open; VS Code passes a click over that comes as soon as the menu does. */
  async choose(label, page = this.page) {
    const entry = page.locator('.context-view .action-item, .monaco-menu .action-item').filter({ hasText: label }).first();
    await entry.waitFor();
    for (let tries = 0; tries < 20 && await entry.isVisible(); tries++) {
      await entry.click({ timeout: 2_000 }).catch(() => {});
      await entry.waitFor({ state: 'hidden', timeout: 1_000 }).catch(() => {});
    }
  }

  /** The tab that is shown; the key may come while another part has the focus. */
  async closeTab(page = this.page) {
    const name = () => page.locator('.tab.active').first().getAttribute('aria-label', { timeout: 2_000 }).catch(() => null);
    const before = await name();
    for (let tries = 0; tries < 10 && await name() === before; tries++) {
      await page.keyboard.press('Control+F4');
      await page.waitForTimeout(300);
    }
  }

  /** The text of the editor that is shown, as far as it is in sight. */
  text(page = this.page) {
    return page.evaluate(() => [...document.querySelectorAll('.editor-instance .view-line')]
      .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top)).map((line) => line.textContent.replaceAll('\u00a0', ' ')).join('\n'));
  }

  async shows(pattern, page = this.page) {
    for (let tries = 0; tries < 300; tries++) {
      if (pattern.test(await this.text(page))) return;
      await page.waitForTimeout(100);
    }
    assert.match(await this.text(page), pattern);
  }

  /** What the person would look at, where the environment names a folder for pictures. */
  async picture(name, page = this.page) {
    if (process.env.PICTURES) await page.screenshot({ path: path.join(process.env.PICTURES, `${name}.png`) });
  }

  /** The frame of the conversation that is shown. */
  async chat(page = this.page) {
    for (let tries = 0; tries < 300; tries++) {
      for (const frame of page.frames()) {
        if (await frame.locator('.composer textarea').count().catch(() => 0) && await frame.locator('.composer textarea').isVisible().catch(() => false)) return frame;
      }
      await page.waitForTimeout(100);
    }
    throw new Error('no conversation is shown');
  }

  /** A new conversation, once it is shown: what is asked sooner is asked in the one before. */
  async begin(page = this.page) {
    await this.command('Podd: New Conversation', page);
    const chat = await this.chat(page);
    await chat.locator('.welcome').waitFor();
    return chat;
  }

  async ask(text, page = this.page) {
    const chat = await this.chat(page);
    await chat.locator('.composer textarea').fill(text);
    await chat.locator('.composer textarea').press('Enter');
    return chat;
  }

  async stop() {
    for (const browser of this.#browsers.values()) await browser.close().catch(() => {});
    try { process.kill(-this.server.pid, 'SIGKILL'); } catch { /* it has ended */ }
    spawnSync(podd, ['daemon', 'stop'], { env: { ...process.env, PODD_HOME: this.home } });
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Where another process has kept the same meanwhile, that stays. */
function keep(extensions, kept) {
  const copy = `${kept}.${process.pid}`;
  cpSync(extensions, copy, { recursive: true });
  try {
    renameSync(copy, kept);
  } catch {
    rmSync(copy, { recursive: true, force: true });
  }
}
