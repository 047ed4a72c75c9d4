// A list to choose from above the input, by keyboard or mouse, while the input keeps the focus.
import { h } from './dom';
import { t } from '../shared/words';

export class Popup<T> {
  readonly element: HTMLElement;
  #choices: T[] = [];
  #at = 0;

  constructor(private readonly id: string, private readonly input: HTMLElement, private readonly chosen: (choice: T) => void) {
    this.element = h('div', { class: 'popup', id, role: 'listbox', 'aria-label': t('Suggestions'), hidden: true });
  }

  show<C extends T>(choices: C[], draw: (choice: C) => (HTMLElement | string)[], nothing: string): void {
    this.#choices = choices;
    this.#at = 0;
    this.element.replaceChildren(...choices.map((choice, at) => h('div', { class: 'choice-row', id: `${this.id}-${at}`, role: 'option', 'aria-selected': 'false',
      mousedown: (event: MouseEvent) => { event.preventDefault(); this.#take(at); } }, ...draw(choice))));
    if (choices.length === 0) this.element.append(h('div', { class: 'choice-none' }, nothing));
    this.element.hidden = false;
    this.#mark(0);
  }

  hide(): void {
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.#choices = [];
    this.input.removeAttribute('aria-activedescendant');
  }

  /** Whether the key was the list's. */
  key(event: KeyboardEvent): boolean {
    if (this.element.hidden) return false;
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (move && this.#choices.length > 0) this.#mark((this.#at + move + this.#choices.length) % this.#choices.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && this.#choices.length > 0) this.#take(this.#at);
    else if (event.key === 'Escape') this.hide();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #mark(at: number): void {
    this.element.children[this.#at]?.setAttribute('aria-selected', 'false');
    this.#at = at;
    const row = this.#choices.length > 0 ? this.element.children[at] : undefined;
    row?.setAttribute('aria-selected', 'true');
    row?.scrollIntoView?.({ block: 'nearest' });
    if (row) this.input.setAttribute('aria-activedescendant', row.id);
  }

  #take(at: number): void {
    const choice = this.#choices[at];
    this.hide();
    if (choice !== undefined) this.chosen(choice);
  }
}
