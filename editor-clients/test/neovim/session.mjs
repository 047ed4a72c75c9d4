// A session of many turns, made of one that was really had: its turn again and again, in a chain of its own.
import { createHash } from 'node:crypto';

const answer = 'It is **so**, see:\n\n```lua\nlocal x = 1\nreturn x\n```\n\n- one\n- two with `code`';

/** What the model says in the turn that is had. */
export const script = (messages) => (messages.at(-1).role === 'tool' ? { text: [answer] }
  : { calls: [{ name: 'read', arguments: { path: 'a.txt' } }] });

/** Imports a session of so many turns into a scene whose model follows `script`; its id. */
export async function longSession(scene, turns) {
  const editor = await scene.editor();
  await editor.command('Podd ask Question');
  await editor.untilChat('two with');
  await editor.until(() => editor.lua(`return require('podd.chat').of().conversation.state == 'idle'`), 'the end of the turn');
  const { 1: session } = /session (\S+) -->/.exec(await editor.chatText());
  await editor.quit();
  const lines = scene.podd('sessions', 'export', session).stdout.trim().split('\n').map((line) => JSON.parse(line));
  const [start, ...turn] = lines.slice(0, -1).map(({ entry }) => entry);
  let hash = Buffer.alloc(32);
  const chained = (entry) => {
    hash = createHash('sha256').update(hash).update(entry).digest();
    return JSON.stringify({ hash: hash.toString('hex'), entry });
  };
  const all = [chained(start)];
  for (let n = 1; n <= turns; n++) {
    for (const entry of turn) {
      all.push(chained(entry.replace(/"(id|call)":"([^"]+)"/g, `"$1":"$2-${n}"`).replace(/"turns":1/, `"turns":${n}`)
        .replace('"text":"Question"', `"text":"Question ${n}"`)));
    }
  }
  all.push(JSON.stringify({ entries: all.length, head: hash.toString('hex') }));
  scene.write('.long.jsonl', `${all.join('\n')}\n`);
  const imported = scene.podd('sessions', 'import', scene.path('.long.jsonl'));
  if (imported.status !== 0) throw new Error(imported.stderr);
  return imported.stdout.trim().split(/\s+/).at(-1);
}

/**
 * Opens a session in an editor; `whole` tells that all of it is there. Resolves to the longest stretch in which the editor would have let a
 * key wait, in milliseconds.
 */
export async function openMeasured(editor, session, whole) {
  await editor.command('Podd chat');
  await editor.until(() => editor.lua(`local podd = vim.lsp.get_clients({ name = 'podd' })[1]
    return podd ~= nil and podd.initialized`), 'a client');
  await editor.lua(`${watch} require('podd.chat').open(false, ...)`, session);
  await editor.until(whole, 'all of the session');
  return editor.lua(watched);
}

/** Lua that begins to measure the processor time between two turns of the editor's loop, drawing included. */
export const watch = `
  local last = os.clock()
  _G.longest, _G.watch = 0, vim.uv.new_timer()
  _G.watch:start(0, 1, function()
    local now = os.clock()
    _G.longest, last = math.max(_G.longest, (now - last) * 1000), now
  end)`;

/** Lua that ends it and returns the longest. */
export const watched = '_G.watch:stop() return _G.longest';
