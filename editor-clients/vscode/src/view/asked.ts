// Questions to the person, in place: what would be done, and buttons that say what they grant.
import type { ApprovalOption } from '../protocol';
import type { Asked, FromPage } from '../shared/messages';
import { diffView } from './diff';
import { h, icon } from './dom';
import { t } from '../shared/words';

interface Answers {
  send(message: FromPage): void;
}

export function approvalCard(asked: Extract<Asked, { type: 'approval' }>, page: Answers): HTMLElement {
  const reason = h('input', { type: 'text', class: 'reason', placeholder: t('Why, or what to do instead'), 'aria-label': t('Reason for the model') });
  const answer = (option: ApprovalOption) => {
    const comment = reason.value.trim();
    page.send({ type: 'answer', call: asked.call, option: option.option, ...(comment ? { comment } : {}) });
  };
  reason.addEventListener('keydown', (event) => {
    const reject = asked.options.find(({ kind }) => kind === 'reject');
    if (event.key === 'Enter' && !event.isComposing && reject) answer(reject);
  });
  const element = card('shield', t('Allow this? {0}', asked.title),
    h('p', { class: 'asked-title' }, asked.command ? titleOfCommand(asked.title, asked.command) : asked.title),
    asked.command !== undefined && h('pre', { class: 'command', tabindex: '0', 'aria-label': t('Command') }, asked.command),
    asked.diff && diffView(asked.diff),
    h('div', { class: 'answers' }, ...asked.options.map((option, at) => h('button', { type: 'button',
      class: at === 0 && option.kind !== 'reject' ? 'primary' : 'secondary', 'aria-keyshortcuts': String(at + 1),
      click: () => answer(option) }, h('span', { class: 'key', 'aria-hidden': 'true' }, String(at + 1)), option.label))),
    reason);
  element.addEventListener('keydown', (event) => {
    const option = event.target === reason || event.isComposing ? undefined : asked.options[Number(event.key) - 1];
    if (option && !event.ctrlKey && !event.metaKey && !event.altKey) answer(option);
  });
  return element;
}

export function questionCard(asked: Extract<Asked, { type: 'question' }>, page: Answers): HTMLElement {
  const chosen = new Set<string>();
  const text = h('input', { type: 'text', class: 'reason', placeholder: asked.options.length > 0 ? t('Or in your own words') : t('Your answer'), 'aria-label': t('Your answer') });
  const reply = (options: string[]) => page.send({ type: 'reply', call: asked.call, ...(options.length ? { options } : {}),
    ...(text.value.trim() ? { text: text.value.trim() } : {}) });
  /** An answer that says nothing is a slip; to give none there is a button. */
  const said = () => { if (chosen.size > 0 || text.value.trim()) reply([...chosen]); };
  const choose = (option: string) => {
    if (!asked.multiple) return reply([option]);
    if (!chosen.delete(option)) chosen.add(option);
    options.forEach((button, at) => button.setAttribute('aria-pressed', String(chosen.has(asked.options[at]!.option))));
  };
  text.addEventListener('keydown', (event) => { if (event.key === 'Enter' && !event.isComposing) said(); });
  const options = asked.options.map(({ option, label, description }, at) => h('button', { type: 'button', class: 'secondary option',
    'aria-keyshortcuts': String(at + 1), ...(asked.multiple ? { 'aria-pressed': 'false' } : {}), click: () => choose(option) },
    h('span', {}, h('span', { class: 'key', 'aria-hidden': 'true' }, String(at + 1)), label),
    description && h('span', { class: 'option-detail' }, description)));
  const element = card('question', asked.question, h('p', { class: 'asked-title' }, asked.question),
    h('div', { class: 'answers' }, ...options), asked.freeText && text,
    h('div', { class: 'answers' },
      (asked.multiple || asked.freeText) && h('button', { type: 'button', class: 'primary', click: said }, t('Answer')),
      h('button', { type: 'button', class: 'secondary', title: t('It goes on with what it thinks best'),
        click: () => page.send({ type: 'reply', call: asked.call }) }, t('No answer'))));
  element.addEventListener('keydown', (event) => {
    const option = event.target === text || event.isComposing ? undefined : asked.options[Number(event.key) - 1];
    if (option && !event.ctrlKey && !event.metaKey && !event.altKey) choose(option.option);
  });
  return element;
}

function card(name: string, label: string, ...children: (HTMLElement | string | undefined | false)[]): HTMLElement {
  return h('div', { class: 'asked', role: 'group', 'aria-label': label, tabindex: '-1' }, h('div', { class: 'asked-icon' }, icon(name)),
    h('div', { class: 'asked-body' }, ...children));
}

/** The command stands below; what the title says beyond it is kept. */
function titleOfCommand(title: string, command: string): string {
  const about = /\(([^()]*)\)\s*$/.exec(title)?.[1];
  return about && !command.includes(about) ? `${t('Run this command?')} ${about[0]!.toUpperCase()}${about.slice(1)}.` : t('Run this command?');
}
