// A unified diff as lines.
import { h } from './dom';
import { t } from '../shared/words';

export function diffView(diff: string): HTMLElement {
  const lines = diff.replace(/\n$/, '').split('\n').filter((line) => !/^(---|\+\+\+|diff |index )/.test(line));
  return h('pre', { class: 'diff', tabindex: '0', 'aria-label': t('Changes') }, ...lines.map((line) => {
    const sign = line[0];
    if (line.startsWith('@@')) return h('span', { class: 'hunk' }, line.replace(/^@@\s*|\s*@@.*$/g, ''), '\n');
    return h('span', { class: sign === '+' ? 'added' : sign === '-' ? 'removed' : 'same' }, `${line}\n`);
  }));
}
