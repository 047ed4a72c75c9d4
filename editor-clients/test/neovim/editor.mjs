// A real Neovim with Podd's plugin, seen and typed into as a person would.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Rpc } from './rpc.mjs';
import { Screen } from './screen.mjs';

const plugin = fileURLToPath(new URL('../../neovim', import.meta.url));

export const programs = (process.env.NVIM ?? 'nvim').split(':').filter(Boolean);

export class Editor {
  /**
   * `setup` is what a person would give to the plugin's `setup`; `before` is Lua that runs before the plugin is loaded.
   */
  static async start({ program = programs[0], folder, environment = {}, setup = {}, before = '', columns = 100, lines = 30 }) {
    const editor = new Editor();
    editor.screen = new Screen(columns, lines);
    editor.process = spawn(program, ['--embed', '--clean', '-n', '--cmd', `set rtp^=${plugin} noswapfile`,
      '--cmd', 'let g:mapleader=" " | let g:maplocalleader=","'], {
      cwd: folder, env: { ...process.env, XDG_STATE_HOME: `${folder}/.state`, NVIM_LOG_FILE: `${folder}/.nvimlog`, ...environment }, stdio: ['pipe', 'pipe', 'pipe'],
    });
    editor.errors = '';
    editor.process.stderr.on('data', (text) => { editor.errors += text; });
    editor.process.stdin.on('error', () => {});
    editor.nvim = new Rpc(editor.process.stdout, editor.process.stdin, (method, batches) => {
      if (method === 'redraw') editor.screen.redraw(batches);
    });
    await editor.nvim.request('nvim_ui_attach', columns, lines, { rgb: true, ext_linegrid: true });
    // Messages are gathered, as notification plugins do: a long one would wait for a key.
    await editor.lua('_G.notices = {}; vim.notify = function(text) table.insert(_G.notices, text) end');
    if (before) await editor.lua(before);
    if (setup) await editor.lua(`require('podd').setup(...)`, setup);
    return editor;
  }

  /** Runs Lua in the editor; `...` are the arguments. */
  lua(code, ...args) {
    return this.nvim.request('nvim_exec_lua', code, args);
  }

  command(text) {
    return this.nvim.request('nvim_command', text);
  }

  /** Presses keys as they would come from a keyboard. */
  type(keys) {
    return this.nvim.request('nvim_input', keys);
  }

  /** Lines of a buffer; of the current one when left out. */
  lines(buffer = 0) {
    return this.nvim.request('nvim_buf_get_lines', buffer, 0, -1, false);
  }

  /** The buffer of the chat that was opened last. */
  chat() {
    return this.lua(`
      local newest
      for buf in pairs(require('podd.state').views) do newest = math.max(newest or 0, buf) end
      return newest`);
  }

  async chatText() {
    const buffer = await this.chat();
    return buffer ? (await this.lines(buffer)).join('\n') : '';
  }

  /** Waits until `look` gives something true; fails with the screen after the limit. */
  async until(look, what, limit = 60000) {
    const end = Date.now() + limit;
    for (;;) {
      const found = await Promise.resolve(look()).catch((error) => {
        throw new Error(`${error.message}; the screen:\n${this.screen.text()}`);
      });
      if (found) return found;
      if (Date.now() > end) {
        throw new Error(`no ${what} within ${limit} ms; the screen:\n${this.screen.text()}\n${await this.chatText().catch(() => "")}\n${await this.messages()}\n${this.errors}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  untilScreen(text, limit) {
    return this.until(() => (text instanceof RegExp ? text.test(this.screen.text()) : this.screen.text().includes(text)),
      `${text} on the screen`, limit);
  }

  untilChat(text, limit) {
    return this.until(async () => {
      const shown = await this.chatText();
      return text instanceof RegExp ? text.test(shown) : shown.includes(text);
    }, `${text} in the chat`, limit);
  }

  /** What `vim.notify` was given, and what `:messages` lists. */
  async messages() {
    const notices = await this.lua('return table.concat(_G.notices, "\\n")').catch(() => '');
    const { output } = await this.nvim.request('nvim_exec2', 'messages', { output: true }).catch(() => ({ output: '' }));
    return [notices, output].filter(Boolean).join('\n');
  }

  async quit() {
    const ended = once(this.process, 'exit');
    this.command('qa!').catch(() => {});
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(timer);
  }

  async kill() {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }
}
