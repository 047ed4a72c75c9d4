// The transcript on the page. Blocks are made once and updated in place; what has not changed is not looked at.
import type { Asked, FromPage } from '../shared/messages';
import type { Block, NoticeBlock, TextBlock, ToolBlock, Transcript, UserBlock } from '../shared/transcript';
import { approvalCard, questionCard } from './asked';
import { compaction, known, part, steps, system } from './blocks';
import { diffOf, line } from './calls';
import { diffView } from './diff';
import { h, icon, iconButton } from './dom';
import { Streamed } from './markdown';
import { t } from '../shared/words';

/** How many characters of an output stand in the page; the rest is for an editor. */
const longestOutput = 20_000;
/** How much is made in one frame of what is there already, in characters, an element counting as many as it takes as long for. */
const mostAtOnce = 6_000;
const perElement = 100;

interface Shown {
  block: Block;
  element: HTMLElement;
  update(block: Block): void;
}

export interface Page {
  send(message: FromPage): void;
  showThinking: boolean;
  /** What the person wrote there is put into the input again, to be changed. */
  edit(block: UserBlock): void;
}

export class TranscriptView {
  #shown = new Map<string, Shown>();
  #all: readonly Block[] = [];
  /** Of all blocks those that are on the page. */
  #blocks: readonly Block[] = [];
  #asked: readonly Asked[] = [];
  #cards = new Map<string, { asked: Asked; element: HTMLElement }>();
  /** How many of the oldest blocks are not on the page yet. */
  #unmade = 0;
  readonly #earlier: HTMLElement;
  readonly #activity: HTMLElement;

  constructor(private readonly root: HTMLElement, private readonly page: Page) {
    this.#earlier = h('button', { type: 'button', class: 'earlier', click: () => page.send({ type: 'earlier' }) }, t('Show earlier messages'));
    this.#activity = h('div', { class: 'activity', role: 'status' }, h('span', { class: 'dots', 'aria-hidden': 'true' }), h('span', { class: 'activity-text' }));
  }

  /** A long conversation comes newest turns first, some more with each call until it {@link isWhole}. */
  show(transcript: Transcript, asked: readonly Asked[]): void {
    if (transcript.blocks !== this.#all || asked !== this.#asked || !this.isWhole) {
      this.#unmade = this.#nextUnmade(transcript.blocks);
      this.#all = transcript.blocks;
      this.#showBlocks(this.#unmade > 0 ? transcript.blocks.slice(this.#unmade) : transcript.blocks, asked);
    }
    const isMore = transcript.itemsBefore > 0 && this.isWhole;
    if (isMore && !this.#earlier.isConnected) this.root.prepend(this.#earlier);
    if (!isMore) this.#earlier.remove();
    this.#showActivity(transcript, asked);
  }

  get isWhole(): boolean {
    return this.#unmade === 0;
  }

  /** Forgets everything that is shown: another conversation follows. */
  clear(): void {
    this.#unmade = 0;
    this.#all = [];
    this.#shown.clear();
    this.#cards.clear();
    this.#blocks = [];
    this.#asked = [];
    this.root.replaceChildren();
  }

  /** What is on the page stays there; before it, whole turns are added. */
  #nextUnmade(blocks: readonly Block[]): number {
    const first = this.#blocks[0]?.id;
    const shown = first === undefined ? -1 : blocks[this.#unmade]?.id === first ? this.#unmade : blocks.findIndex(({ id }) => id === first);
    let at = shown < 0 ? blocks.length : shown;
    for (let left = mostAtOnce; at > 0 && (left > 0 || !beginsTurn(blocks[at])); at--) left -= perElement + lengthOf(blocks[at - 1]!);
    return at;
  }

  /** Everything before the first block that has changed is as it was. */
  #showBlocks(blocks: readonly Block[], asked: readonly Asked[]): void {
    const before = this.#blocks;
    let from = 0;
    while (from < blocks.length && blocks[from] === before[from]) from++;
    let last: Element | null = from > 0 ? this.#shown.get(blocks[from - 1]!.id)!.element : null;
    let turn = last?.parentElement ?? undefined;
    const seen = new Set<string>();
    for (const block of blocks.slice(from)) {
      seen.add(block.id);
      const element = this.#update(block);
      if (!turn || beginsTurn(block)) {
        const own = element.parentElement;
        turn = own && own.firstElementChild === element ? own : this.#newTurn(turn);
        last = null;
      }
      place(turn, element, last);
      last = element;
    }
    for (const { id } of before.slice(from)) if (!seen.has(id)) this.#remove(id);
    this.#blocks = blocks;
    this.#showAsked(asked);
  }

  #update(block: Block): HTMLElement {
    const shown = this.#shown.get(block.id);
    if (shown && shown.block.kind === block.kind) {
      if (shown.block !== block) shown.update(block);
      shown.block = block;
      return shown.element;
    }
    shown?.element.remove();
    const made = this.#make(block);
    this.#shown.set(block.id, made);
    return made.element;
  }

  #remove(id: string): void {
    const element = this.#shown.get(id)?.element;
    const turn = element?.parentElement;
    element?.remove();
    if (turn && !turn.firstElementChild) turn.remove();
    this.#shown.delete(id);
  }

  #newTurn(after: HTMLElement | undefined): HTMLElement {
    const turn = h('section', { class: 'turn' });
    this.root.insertBefore(turn, after ? after.nextSibling : this.root.querySelector(':scope > .turn'));
    return turn;
  }

  /** A question stands under the call that it is about. */
  #showAsked(asked: readonly Asked[]): void {
    const open = new Set(asked.map(({ call }) => call));
    for (const [call, { element }] of this.#cards) {
      if (open.has(call)) continue;
      element.remove();
      this.#cards.delete(call);
    }
    for (const each of asked) {
      let card = this.#cards.get(each.call);
      if (!card) {
        const element = each.type === 'approval' ? approvalCard(each, this.page) : questionCard(each, this.page);
        card = { asked: each, element };
        this.#cards.set(each.call, card);
      }
      const call = this.#shown.get(each.call)?.element;
      if (call ? call.nextElementSibling === card.element : card.element.isConnected) continue;
      if (call) call.after(card.element);
      else (this.root.querySelector(':scope > .turn:last-of-type') ?? this.root).append(card.element);
    }
    this.#asked = asked;
  }

  #showActivity(transcript: Transcript, asked: readonly Asked[]): void {
    const last = transcript.blocks.at(-1);
    const busy = transcript.state === 'running' && asked.length === 0
      && !(last?.kind === 'answer' && !last.done) && !(last?.kind === 'tool' && !last.outcome);
    const text = transcript.activity || (last?.kind === 'thinking' && !last.done ? '' : t('Working'));
    if (!busy || !text) {
      this.#activity.remove();
      return;
    }
    const label = this.#activity.lastElementChild!;
    if (label.textContent !== text) label.textContent = text;
    if (this.root.lastElementChild !== this.#activity) this.root.append(this.#activity);
  }

  #make(block: Block): Shown {
    switch (block.kind) {
      case 'user': return this.#user(block);
      case 'answer': return this.#text(block);
      case 'thinking': return this.#thinking(block);
      case 'tool': return this.#tool(block);
      case 'compaction': return fixed(block, compaction);
      case 'notice': return fixed(block, (each) => this.#notice(each));
      case 'system': return fixed(block, system);
    }
  }

  #user(block: UserBlock): Shown {
    const heading = h('h2', { class: 'said' });
    const tools = h('div', { class: 'turn-tools', role: 'group', 'aria-label': t('This message') });
    const element = h('div', { class: 'user', tabindex: '-1' }, heading, tools);
    const update = (each: Block) => {
      const now = each as UserBlock;
      element.classList.toggle('sending', now.sending === true);
      element.classList.toggle('steered', now.steered);
      heading.replaceChildren(h('span', { class: 'hidden' }, `${now.steered ? t('You added:') : t('You:')} `), ...now.parts.map(part));
      tools.replaceChildren(...(now.sending ? [] : [
        iconButton('edit', t('Go Back Here and Edit'), () => this.page.edit(now)),
        iconButton('discard', t('Go Back to Before This Message'), () => this.page.send({ type: 'rewind', item: now.id, files: false, preview: true })),
        iconButton('repo-forked', t('Go On from Here in a New Conversation'), () => this.page.send({ type: 'fork', item: now.id }))]));
    };
    update(block);
    return { block, element, update };
  }

  #text(block: TextBlock): Shown {
    const element = h('div', { class: 'answer' });
    const streamed = this.#streamed(element);
    const update = (each: Block) => {
      const now = each as TextBlock;
      streamed.update(now.text, now.done);
      element.classList.toggle('incomplete', now.incomplete);
    };
    update(block);
    return { block, element, update };
  }

  #thinking(block: TextBlock): Shown {
    const content = h('div', { class: 'thought' });
    const label = h('span', { class: 'line-verb' });
    const element = h('details', { class: 'line thinking' },
      h('summary', {}, icon('lightbulb'), label, icon('chevron-right')), content);
    let streamed: Streamed | undefined;
    let now = block;
    const fill = () => {
      if (!element.open) return;
      streamed ??= this.#streamed(content);
      streamed.update(now.text, now.done);
    };
    element.addEventListener('toggle', fill);
    element.open = this.page.showThinking;
    const update = (each: Block) => {
      now = each as TextBlock;
      label.textContent = now.done ? t('Thought') : t('Thinking');
      element.classList.toggle('busy', !now.done);
      fill();
    };
    update(block);
    return { block, element, update };
  }

  #streamed(element: HTMLElement): Streamed {
    return new Streamed(element, {
      copy: (text) => this.page.send({ type: 'code', action: 'copy', text }),
      insert: (text) => this.page.send({ type: 'code', action: 'insert', text }),
      apply: (text, file) => this.page.send({ type: 'code', action: 'apply', text, ...(file ? { file } : {}) }),
    });
  }

  #tool(block: ToolBlock): Shown {
    const summary = h('summary', {});
    const body = h('div', { class: 'call' });
    const element = h('details', { class: 'line tool' }, summary, body);
    let now = block;
    let filled: ToolBlock | undefined;
    const fill = () => {
      if (!element.open || filled === now) return;
      filled = now;
      body.replaceChildren(...this.#callBody(now));
    };
    element.addEventListener('toggle', fill);
    const update = (each: Block) => {
      now = each as ToolBlock;
      const shown = line(now);
      element.className = `line tool ${now.outcome ?? 'busy'}`;
      const object = h('span', { class: 'line-object', ...(shown.isFile ? { 'data-path': shown.object, title: t('Open the File') } : {}) }, shown.object);
      summary.replaceChildren(icon(shown.icon), h('span', { class: 'line-verb' }, shown.verb), ...(shown.object ? [object] : []),
        h('span', { class: 'line-status' }, shown.status), icon('chevron-right'));
      fill();
    };
    update(block);
    return { block, element, update };
  }

  #callBody(call: ToolBlock): HTMLElement[] {
    const diff = diffOf(call);
    const output = call.outcome ? call.body || call.output : call.output;
    const shown = line(call);
    const parts = [
      shown.isFile ? h('a', { href: '#', 'data-path': shown.object }, t('Open {0}', shown.object)) : undefined,
      call.name === 'shell' ? h('pre', { class: 'command', tabindex: '0' }, shown.object && String((call.arguments as { command?: unknown }).command)) : undefined,
      call.name === 'todo' ? undefined : call.outcome && call.summary && !diff ? h('p', { class: 'call-summary' }, call.summary) : undefined,
      diff ? diffView(diff) : undefined,
      diff ? h('button', { type: 'button', class: 'link', click: () => this.page.send({ type: 'diff', title: `${shown.verb} ${shown.object}`, diff,
        ...(shown.isFile ? { file: shown.object } : {}) }) }, t('Open in Editor')) : undefined,
      output && !diff ? h('pre', { class: 'output', tabindex: '0' }, output.slice(0, longestOutput)) : undefined,
      output && !diff && output.length > longestOutput ? h('button', { type: 'button', class: 'link',
        click: () => this.page.send({ type: 'output', call: call.id }) }, t('Open All of It in Editor')) : undefined,
      ...(call.name === 'todo' ? [] : known(call) ? [] : [h('pre', { class: 'output', tabindex: '0' }, JSON.stringify(call.arguments, null, 2))]),
      call.name === 'todo' ? steps(call) : undefined,
    ];
    return parts.filter((each): each is HTMLElement => each !== undefined);
  }

  #notice(block: NoticeBlock): HTMLElement {
    return h('div', { class: `notice ${block.tone}`, role: block.tone === 'error' ? 'alert' : 'note' },
      icon(block.tone === 'error' ? 'error' : block.tone === 'warning' ? 'warning' : 'info'),
      h('span', { class: 'notice-text' }, block.text),
      block.resumable && h('button', { type: 'button', class: 'secondary', click: () => this.page.send({ type: 'resume' }) }, t('Go On')));
  }
}

/** A block that is made anew whenever it changes. */
function fixed<B extends Block>(block: B, make: (block: B) => HTMLElement): Shown {
  const element = h('div', { class: 'fixed' }, make(block));
  return { block, element, update: (each) => element.replaceChildren(make(each as B)) };
}

function place(parent: HTMLElement, element: HTMLElement, after: Element | null): void {
  let expected = after ? after.nextElementSibling : parent.firstElementChild;
  while (expected && expected.classList.contains('asked')) expected = expected.nextElementSibling;
  if (expected === element) return;
  const left = element.parentElement;
  parent.insertBefore(element, expected);
  if (left !== parent && !left?.firstElementChild) left?.remove();
}

function beginsTurn(block: Block | undefined): boolean {
  return block?.kind === 'user' && !block.steered;
}

/** As far as it takes time to draw it. */
function lengthOf(block: Block): number {
  return block.kind === 'answer' || block.kind === 'notice' ? block.text.length : 0;
}
