import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import { document } from './page';
import type { Item, PodEventParams } from '../../src/protocol';
import { empty, merged, plan, restored, saying, settled, told, type Transcript } from '../../src/shared/transcript';
import { joinedDeltas } from '../../src/host/joined';
import { TranscriptView } from '../../src/view/render';

/** What a real daemon told, in three turns: with tools, a plan, a question, a stop, a summary. */
const recorded = JSON.parse(readFileSync('test/data/conversation.json', 'utf8')) as { items: Item[]; events: PodEventParams[] };
const prompts = recorded.items.filter((item) => item.type === 'message' && item.role === 'user');

function html(transcript: Transcript): string {
  const element = document.createElement('div');
  new TranscriptView(element as never, { send() {}, showThinking: true, edit() {} }).show(transcript, []);
  return element.innerHTML;
}

/** As a window sees it that asks: each prompt stands there before its turn begins. */
function live(events: PodEventParams[], cuts: number[], look: (transcript: Transcript) => void = () => {}): Transcript {
  let now: Transcript = empty;
  let prompt = 0;
  let from = 0;
  const batches = [...cuts, events.length];
  for (const to of batches) {
    for (const event of events.slice(from, to)) {
      if (event.event.type === 'turnStarted') {
        const said = prompts[prompt++]!;
        now = saying(now, `own-${prompt}`, said.type === 'message' ? said.parts : [], false);
        now = merged(told(now, [event]), [said]);
      } else {
        now = told(now, [event]);
      }
    }
    from = to;
    look(now);
  }
  return now;
}

test('Draw the recorded conversation as it was', () => {
  const drawn = html(live(recorded.events, [])).replaceAll('><', '>\n<');
  const golden = 'test/data/conversation.html';
  if (process.env['GOLDEN'] === 'write') writeFileSync(golden, drawn);
  assert.equal(drawn, readFileSync(golden, 'utf8'), 'GOLDEN=write npm test writes it');
});

test('Draw what Podd itself told the model as that, not as words of the person', () => {
  const parts = [{ type: 'text' as const, text: '[What the person did with your changes since]\n- a.txt: the person undid your change of line 3' }];
  const told: Item[] = [{ type: 'message', id: 'i1', role: 'user', parts: [{ type: 'text', text: 'Well?' }] }, { type: 'message', id: 'i2', role: 'system', parts }];
  const element = document.createElement('div');
  new TranscriptView(element as never, { send() {}, showThinking: true, edit() {} }).show(restored(told, 0, 'idle'), []);
  assert.equal(element.querySelectorAll('.user').length, 1);
  assert.equal(element.querySelector('.line.system .line-object')?.textContent, 'What the person did with your changes since');
});

test('Draw the same page wherever the events are cut', () => {
  const whole = html(live(recorded.events, []));
  for (let cut = 0; cut < recorded.events.length; cut++) {
    const element = document.createElement('div');
    const view = new TranscriptView(element as never, { send() {}, showThinking: true, edit() {} });
    const end = live(recorded.events, [cut], (transcript) => view.show(transcript, []));
    view.show(end, []);
    assert.equal(element.innerHTML, whole, `cut at ${cut}`);
  }
});

test('Draw the same page when some events come twice', () => {
  const whole = live(recorded.events, []);
  assert.deepEqual(told(whole, recorded.events), whole);
});

test('Join deltas without changing what they come to', () => {
  fc.assert(fc.property(fc.array(fc.boolean(), { minLength: recorded.events.length, maxLength: recorded.events.length }), (joins) => {
    const events: PodEventParams[] = [];
    recorded.events.forEach((event, at) => {
      const joined = joins[at] && events.length > 0 ? joinedDeltas(events.at(-1)!, event) : undefined;
      if (joined) events[events.length - 1] = joined;
      else events.push(event);
    });
    assert.deepEqual(live(events, []).blocks, live(recorded.events, []).blocks);
  }), { numRuns: 100 });
});

test('Come back to the same conversation in the middle of its last turn, from wherever its events are told again', () => {
  const lastTurn = recorded.events.findLastIndex(({ event }) => event.type === 'turnStarted');
  const whole = live(recorded.events, []);
  const said = whole.blocks.filter((block) => block.kind === 'user' || block.kind === 'answer' || block.kind === 'tool').map(({ id }) => id);
  for (let at = lastTurn + 1; at < recorded.events.length - 1; at++) {
    const known = itemsAt(recorded.events.slice(0, at));
    for (const from of [0, lastTurn, Math.floor(lastTurn / 2)]) {
      let now = restored(known, 0, 'running');
      now = settled(told(now, recorded.events.slice(from)));
      assert.deepEqual(now.blocks.filter((block) => block.kind === 'user' || block.kind === 'answer' || block.kind === 'tool').map(({ id }) => id), said, `${at} from ${from}`);
      const text = (transcript: Transcript) => transcript.blocks.flatMap((block) => block.kind === 'answer' ? [block.text] : []);
      assert.deepEqual(text(now), text(whole));
    }
  }
});

test('Show the plan of the last turn only', () => {
  const steps = { items: [{ text: 'a', state: 'done' }] };
  const call = (id: string): PodEventParams => ({ pod: 'p', session: 's', seq: Number(id), event: { type: 'itemDone', item: { type: 'toolCall', id, call: id, name: 'todo', arguments: steps } } });
  const first = told(saying(empty, 'u1', [{ type: 'text', text: 'x' }], false), [call('1')]);
  assert.equal(plan(first.blocks).length, 1);
  assert.equal(plan(saying(first, 'u2', [{ type: 'text', text: 'y' }], false).blocks).length, 0);
});

/** The items that a daemon would have after these events. */
function itemsAt(events: PodEventParams[]): Item[] {
  const done = new Set(events.flatMap(({ event }) => event.type === 'itemDone' ? [event.item.id] : []));
  const called = new Set(events.flatMap(({ event }) => event.type === 'toolCallDone' ? [event.call] : []));
  const turns = events.filter(({ event }) => event.type === 'turnStarted').length;
  let prompt = 0;
  return recorded.items.filter((item) => item.type === 'message' && item.role === 'user' ? prompt++ < turns
    : item.type === 'toolResult' ? called.has(item.call) : done.has(item.id));
}
