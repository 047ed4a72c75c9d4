// How full the context is, what it cost, and what fills it.
import type { Tokens, Usage } from '../protocol';
import type { Block } from '../shared/transcript';
import { h } from './dom';
import { tokens as short } from '../shared/numbers';
import { t } from '../shared/words';

export class Meter {
  readonly element: HTMLElement;
  readonly #arc: SVGCircleElement;
  readonly #label = h('span', { class: 'meter-label' });
  readonly #details = h('div', { class: 'meter-details', role: 'status', hidden: true });
  readonly #button: HTMLButtonElement;
  #now: { tokens?: Tokens | undefined; usage?: Usage | undefined; blocks: readonly Block[] } = { blocks: [] };

  constructor() {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 16 16');
    svg.setAttribute('aria-hidden', 'true');
    const circle = (name: string) => {
      const made = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
      for (const [key, value] of Object.entries({ class: name, cx: '8', cy: '8', r: '6', pathLength: '100' })) made.setAttribute(key, value);
      svg.append(made);
      return made;
    };
    circle('ring');
    this.#arc = circle('arc');
    this.#button = h('button', { type: 'button', class: 'meter', 'aria-expanded': 'false', click: () => this.#toggle() }, svg as unknown as HTMLElement, this.#label);
    this.element = h('span', { class: 'meter-box', focusout: (event: FocusEvent) => {
      if (!this.element.contains(event.relatedTarget as Node | null)) this.#toggle(false);
    } }, this.#button, this.#details);
  }

  show(tokens: Tokens | undefined, usage: Usage | undefined, blocks: readonly Block[]): void {
    this.#now = { tokens, usage, blocks };
    this.#button.hidden = !tokens;
    if (!tokens) return;
    const share = tokens.window ? Math.min(1, tokens.used / tokens.window) : 0;
    this.#arc.setAttribute('stroke-dasharray', `${(share * 100).toFixed(1)} 100`);
    this.#button.classList.toggle('full', share > 0.8);
    this.#label.textContent = tokens.window ? `${Math.round(share * 100)}%` : short(tokens.used);
    const said = `${tokens.window ? t('{0} of {1} tokens', short(tokens.used), short(tokens.window)) : t('{0} tokens', short(tokens.used))}${usage?.cost ? ` · $${usage.cost.toFixed(2)}` : ''}`;
    this.#button.title = said;
    this.#button.setAttribute('aria-label', t('Context: {0}', `${this.#label.textContent}, ${said}`));
    if (!this.#details.hidden) this.#fill();
  }

  #toggle(open = this.#details.hidden): void {
    this.#details.hidden = !open;
    this.#button.setAttribute('aria-expanded', String(open));
    if (open) this.#fill();
  }

  #fill(): void {
    const { tokens, usage, blocks } = this.#now;
    const row = (name: string, value: string) => h('div', { class: 'meter-row' }, h('span', {}, name), h('span', {}, value));
    const parts = shares(blocks);
    const all = Math.max(1, parts.reduce((sum, [, size]) => sum + size, 0));
    this.#details.replaceChildren(
      row(t('In the context'), `${tokens?.source === 'measured' ? '' : '≈ '}${tokens?.window ? t('{0} of {1}', short(tokens.used), short(tokens.window)) : short(tokens?.used ?? 0)}`),
      ...parts.filter(([, size]) => size > 0).map(([name, size]) => h('div', { class: 'meter-row part' }, h('span', {}, name), h('span', {}, `≈ ${Math.round(size * 100 / all)}%`))),
      ...(usage ? [row(t('Sent so far'), short(usage.input)), row(t('of it from the cache'), short(usage.cacheRead)), row(t('Written by the model'), short(usage.output)),
        ...(usage.cost === undefined ? [] : [row(t('Cost'), `$${usage.cost.toFixed(usage.cost < 1 ? 3 : 2)}`)])] : []));
  }
}

/** What fills the conversation, by length. */
function shares(blocks: readonly Block[]): [string, number][] {
  const sizes = { you: 0, answers: 0, tools: 0, thinking: 0, podd: 0 };
  for (const block of blocks) {
    if (block.kind === 'user') sizes.you += block.parts.reduce((sum, part) => sum + (part.type === 'text' ? part.text.length : 400), 0);
    if (block.kind === 'answer') sizes.answers += block.text.length;
    if (block.kind === 'thinking') sizes.thinking += block.text.length;
    if (block.kind === 'system') sizes.podd += block.text.length;
    if (block.kind === 'tool') sizes.tools += block.body.length + block.summary.length + (JSON.stringify(block.arguments)?.length ?? 0);
  }
  return [[t('Tools'), sizes.tools], [t('Answers'), sizes.answers], [t('Thinking'), sizes.thinking], [t('You'), sizes.you], [t('Summaries and notes'), sizes.podd]];
}
