// Blocks of a transcript that are made in one go.
import type { Part } from '../protocol';
import { tokens } from '../shared/numbers';
import { type CompactionBlock, stateOf, type Step, type SystemBlock, type ToolBlock } from '../shared/transcript';
import { h, icon } from './dom';
import { t } from '../shared/words';

export function part(each: Part): HTMLElement {
  switch (each.type) {
    case 'text': return h('span', { class: 'said-text' }, each.text);
    case 'image': return h('img', { class: 'said-image', src: `data:${each.mimeType};base64,${each.data}`, alt: t('Picture') });
    case 'file': return chip('file', each.uri, each.range?.start.line);
    case 'selection': return chip('list-selection', each.uri, each.range.start.line, each.range.end.line);
    case 'diagnostics': return chip('warning', each.uri);
  }
}

function chip(name: string, uri: string, from?: number, to?: number): HTMLElement {
  const file = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
  const lines = from === undefined ? '' : to === undefined || to === from ? `:${from + 1}` : `:${from + 1}-${to + 1}`;
  return h('a', { class: 'chip', href: '#', 'data-path': uri, ...(from === undefined ? {} : { 'data-line': String(from) }) }, icon(name), `${file}${lines}`);
}

export function compaction(block: CompactionBlock): HTMLElement {
  const text = block.state === 'running' ? (block.background ? t('Summarising what is older, in the background') : t('Summarising what is older'))
    : block.state === 'failed' ? t('No summary: {0}', block.reason)
      : t('What is older is summarised: {0} → {1} tokens. Nothing is lost; you can go back to it.', tokens(block.before), tokens(block.after));
  return h('div', { class: `compaction ${block.state}`, role: 'note' }, icon(block.state === 'failed' ? 'warning' : 'fold'), h('span', {}, text));
}

export function system(block: SystemBlock): HTMLElement {
  return h('details', { class: 'line system' }, h('summary', {}, icon('note'), h('span', { class: 'line-verb' }, t('Podd told the model')),
    h('span', { class: 'line-object' }, block.text.split('\n')[0]!.replace(/^\[(.*)\]$/, '$1').slice(0, 120)), h('span', { class: 'line-status' }), icon('chevron-right')),
  h('div', { class: 'call' }, h('pre', { class: 'output', tabindex: '0' }, block.text)));
}

export function steps(call: ToolBlock): HTMLElement {
  const items = (call.arguments as { items?: { text: string; state: string }[] }).items ?? [];
  return h('ul', { class: 'steps' }, ...items.map((step) => h('li', { class: step.state },
    icon(step.state === 'done' ? 'pass-filled' : step.state === 'active' ? 'circle-large-filled' : 'circle-large-outline'),
    h('span', { class: 'hidden' }, `${stateOf(step as Step)}: `), h('span', {}, step.text))));
}

export function known(call: ToolBlock): boolean {
  return ['read', 'list', 'write', 'edit', 'glob', 'grep', 'shell', 'todo'].includes(call.name);
}
