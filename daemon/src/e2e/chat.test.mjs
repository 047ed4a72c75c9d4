// A chat in a file, with the packaged program and an editor that speaks plain LSP: words said while the answer streams, a
// prompt of a reference MCP server, another model.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Model, newestPrompt } from './model.mjs';
import { Podd, temporaryFolder } from './podd.mjs';

const server = fileURLToPath(new URL('node_modules/@modelcontextprotocol/server-everything/dist/index.js', import.meta.url));
const words = Array.from({ length: 20 }, (_, n) => `w${n} `);
const answer = words.join('').trim();
const model = await new Model(() => ({ text: words, every: 60 })).listen();
after(() => model.close());

/** An open document whose editor makes each edit that is for its version. */
class Document {
  version = 1;

  constructor(podd, uri, text) {
    Object.assign(this, { podd, uri, text });
    podd.connection.onRequest('workspace/applyEdit', async ({ edit }) => {
      const [{ textDocument, edits }] = edit.documentChanges;
      if (textDocument.version !== this.version) return { applied: false };
      for (const { range, newText } of [...edits].reverse()) {
        this.text = this.text.slice(0, this.#offset(range.start)) + newText + this.text.slice(this.#offset(range.end));
      }
      await this.#tell();
      return { applied: true };
    });
  }

  #offset({ line, character }) {
    return this.text.split('\n').slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  }

  #tell() {
    this.version += 1;
    return this.podd.notify('textDocument/didChange', { textDocument: { uri: this.uri, version: this.version }, contentChanges: [{ text: this.text }] });
  }

  async send(more) {
    this.text += `\n${more}\n`;
    await this.#tell();
    await this.podd.request('workspace/executeCommand', { command: 'podd.send', arguments: [{ uri: this.uri }] });
  }

  async until(holds) {
    for (const end = performance.now() + 20000; !holds(this.text); await pause(30)) {
      assert.ok(performance.now() < end, this.text);
    }
  }
}

test('a chat in a file hears what is said meanwhile, says prompts of servers and changes its model', async (t) => {
  const home = temporaryFolder('home');
  const workspace = temporaryFolder('workspace');
  const { kind, model: name, base_url } = model.provider;
  writeFileSync(path.join(home, 'pod.toml'), `[provider]\nkind = "${kind}"\nmodel = "${name}"\nbase_url = "${base_url}"\n`
    + `[mcp.everything]\ncommand = ${JSON.stringify(process.execPath)}\nargs = [${JSON.stringify(server)}]\n`);
  const podd = new Podd({ home, workspace });
  t.after(() => podd.kill());
  await podd.initialize({ workspaceTrusted: true });
  const chat = new Document(podd, pathToFileURL(path.join(workspace, 'a.pod.md')).href, '## You\n');
  await podd.notify('textDocument/didOpen', { textDocument: { uri: chat.uri, languageId: 'markdown', version: 1, text: chat.text } });
  const answered = (times) => chat.until((text) => text.split('\n## Podd\n').length === times + 1 && text.endsWith('## You\n\n'));
  const asked = () => JSON.parse(model.requests.at(-1));

  await chat.send('Hi');
  await chat.until((text) => text.includes('w4'));
  await chat.send('And in English');
  await answered(1);
  assert.match(newestPrompt(asked().messages), /^And in English$/);
  await chat.send('/mcp.everything.args-prompt Paris');
  await answered(2);
  assert.match(newestPrompt(asked().messages), /weather in Paris\?/);
  await chat.send(`/model ${kind}/another`);
  await answered(3);
  await chat.send('Who?');
  await answered(4);
  assert.equal(asked().model, 'another');
  const said = chat.text.replace(/session \S+,/, 'session ID,').replace(/ +$/gm, '').replace(/\n\n+/g, '\n');
  assert.equal(said, `<!-- podd: session ID, model ${kind}/another -->\n## You\nHi\n## Podd\n${answer}\n### You\nAnd in English\n`
    + `### Podd\n${answer}\n## You\n/mcp.everything.args-prompt Paris\n## Podd\n${answer}\n## You\n/model ${kind}/another\n`
    + `## Podd\n*From here on ${kind}/another answers.*\n## You\nWho?\n## Podd\n${answer}\n## You\n`);
  assert.deepEqual(model.complaints, []);
});
