// A full disk: what a person is told, that nothing is lost that was accepted, and that Podd goes on when there is room.
// The disk is a small one in memory, which bubblewrap gives to a run of this file of its own.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventually, model, opened, person, podd, start, status } from './people.mjs';
import { temporaryFolder } from './podd.mjs';

const BYTES = 6 << 20;
const disk = process.env.PODD_SMALL_DISK;

if (disk === undefined) {
  test('a disk that is full takes nothing away and stops nothing for good', () => {
    const folder = temporaryFolder('disk');
    const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
    const { status: code, stdout, stderr } = spawnSync('bwrap', ['--dev-bind', '/', '/', '--size', String(BYTES), '--tmpfs', folder,
      process.execPath, '--test', '--test-reporter=spec', fileURLToPath(import.meta.url)],
    { env: { ...environment, PODD_SMALL_DISK: folder }, encoding: 'utf8' });
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /pass [1-9]/);
  });
} else {
  onSmallDisk();
}
after(() => model.close());

function onSmallDisk() {
  const ballast = path.join(disk, 'ballast');
  let homes = 0;
  const home = (t) => {
    t.after(makeRoom);
    return person(t, path.join(disk, `home${homes++}`));
  };

  function fill() {
    for (let bytes = 1 << 20; bytes >= 1;) {
      try {
        appendFileSync(ballast, Buffer.alloc(bytes));
      } catch ({ code }) {
        assert.equal(code, 'ENOSPC');
        bytes >>= 1;
      }
    }
  }

  const makeRoom = () => rmSync(ballast, { force: true });

  const run = (window, pod, text) => window.request('pod/run', { pod, input: [{ type: 'text', text }] });

  async function inputs(window, session) {
    const { entries } = await window.request('session/read', { session });
    return entries.filter(({ kind }) => kind === 'user_input').map(({ payload }) => payload.item.parts[0].text);
  }

  /** A short turn or two may still fit into what files have in their last block. */
  async function assertRefused(window, pod, text) {
    let outcome = 'finished', error;
    for (let turn = 0; turn < 50 && outcome === 'finished'; turn++) ({ outcome, error } = await run(window, pod, text));
    assert.equal(outcome, 'error');
    assert.equal(error.code, 'storeFailed');
    assert.match(error.message, /cannot be written: the disk is full \(No space left on device/);
  }

  test('a turn says that the disk is full; sessions can be read, and the next turn with room goes on', async (t) => {
    const window = start(t, home(t));
    const { pod, session } = await opened(window);
    assert.equal((await run(window, pod, 'one')).outcome, 'finished');
    fill();
    await assertRefused(window, pod, 'two');
    await assertRefused(window, pod, 'three');
    assert.deepEqual((await inputs(window, session))[0], 'one');
    const other = await window.request('pod/open', { overlay: { provider: model.provider } });
    await assertRefused(window, other.pod, 'first of another session');

    makeRoom();

    assert.equal((await run(window, pod, 'four')).outcome, 'finished');
    assert.equal((await run(window, other.pod, 'second of another session')).outcome, 'finished');
    const kept = await inputs(window, session);
    assert.deepEqual([kept[0], kept.at(-1)], ['one', 'four']);
    assert.equal((await window.request('session/verify', { session })).intact, true);
  });

  test('a daemon that is killed on a full disk is replaced, and its Pods are there', async (t) => {
    const here = home(t);
    const window = start(t, here);
    const { pod, session } = await opened(window);
    await run(window, pod, 'one');
    const turn = run(window, pod, 'for a while').catch((error) => error);
    await window.until(({ event }) => event.type === 'textDelta' && event.text.includes('word3'), 'some of the answer');
    fill();
    process.kill(status(here).pid, 'SIGKILL');
    await turn;
    await eventually(() => window.shown.length > 0, 'the window is told');

    await assertRefused(window, pod, 'two');
    makeRoom();

    assert.equal((await run(window, pod, 'three')).outcome, 'finished');
    const kept = await inputs(window, session);
    assert.deepEqual([...kept.slice(0, 2), kept.at(-1)], ['one', 'for a while', 'three']);
    assert.equal((await window.request('session/verify', { session })).intact, true);
    assert.equal(window.shown.length, 1, window.shown.join('\n'));
  });

  test('a daemon starts on a full disk, and a command says what is wrong', async (t) => {
    const here = home(t);
    const first = start(t, here);
    const { session } = await opened(first);
    podd(here, 'run', '--yes', 'one');
    await first.shutdown();
    podd(here, 'daemon', 'stop');
    fill();

    const window = start(t, here);
    const { pod } = await opened(window);
    await assertRefused(window, pod, 'two');
    const { status: code, stderr } = podd(here, 'run', 'three');
    assert.equal(code, 1);
    assert.match(stderr, /the disk is full/);
    assert.equal(podd(here, 'sessions', 'list').status, 0);
    assert.ok(session);
  });

  test('a window hears once that there is no room for a daemon to begin, and is served all the same', async (t) => {
    const here = home(t);
    mkdirSync(path.join(here, 'run'), { recursive: true });
    [here, path.join(here, 'run')].forEach((folder) => chmodSync(folder, 0o700));
    fill();

    const window = start(t, here);
    const { pod } = await opened(window);
    await assertRefused(window, pod, 'one');
    assert.equal(window.shown.length, 1);
    assert.match(window.shown[0], /^Podd: the daemon .* is full.*; this window is served by a process of its own\.$/);
    makeRoom();

    assert.equal((await run(window, pod, 'two')).outcome, 'finished');
    assert.equal(await window.shutdown(), 0);
  });
}
