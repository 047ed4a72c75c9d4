// A project on the disk, a model that says what it is told to, a daemon of its own, and editors on them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Model } from '../../../daemon/src/e2e/model.mjs';
import { Editor } from './editor.mjs';

export const podd = process.env.PODD
  ?? fileURLToPath(new URL('../../../daemon/target/podd/bin/podd', import.meta.url));

const folders = [];
process.on('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })));

function temporaryFolder(name) {
  const folder = mkdtempSync(path.join(tmpdir(), `podd-${name}-`));
  folders.push(folder);
  return folder;
}

/** One daemon for all scenes of a file: each has a project of its own. */
const home = temporaryFolder('home');

function run(...args) {
  return spawnSync(podd, args, { env: { ...process.env, PODD_HOME: home }, encoding: 'utf8' });
}

after(() => run('daemon', 'stop'));

export class Scene {
  #editors = [];

  /** `script(messages)` is what the model answers; see `model.mjs`. `files` are laid into the project. */
  static async begin(script, files = { 'a.txt': 'one\ntwo\nthree\n' }) {
    const scene = new Scene();
    scene.model = await new Model(script).listen();
    scene.home = home;
    scene.folder = temporaryFolder('project');
    mkdirSync(path.join(scene.folder, '.git'));
    for (const [name, text] of Object.entries(files)) scene.write(name, text);
    return scene;
  }

  write(name, text) {
    mkdirSync(path.dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  path(name) {
    return path.join(this.folder, name);
  }

  read(name) {
    return readFileSync(this.path(name), 'utf8');
  }

  podd(...args) {
    return run(...args);
  }

  get overlay() {
    return { provider: { ...this.model.provider, context_window: 100000 } };
  }

  /** An editor in the project; `permissions` are those of its chats. */
  async editor(program, { permissions = [{ tool: '*', action: 'allow' }], setup = {}, ...options } = {}) {
    const editor = await Editor.start({
      program,
      folder: this.folder,
      environment: { PODD_HOME: this.home },
      setup: { podd, trusted: true, overlay: { ...this.overlay, permissions }, ...setup },
      ...options,
    });
    this.#editors.push(editor);
    return editor;
  }

  async end() {
    for (const editor of this.#editors) if (editor.process.exitCode === null && !editor.process.killed) await editor.quit();
    this.model.close();
    if (this.model.complaints.length > 0) throw new Error(this.model.complaints.join('\n'));
  }
}

/** Runs a test in a scene of its own, in each Neovim that is to be tested. */
export async function inScene(script, files, body) {
  const scene = await Scene.begin(script, files);
  try {
    await body(scene);
  } finally {
    await scene.end();
  }
}
