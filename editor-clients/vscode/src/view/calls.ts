// A tool call in a line, and what is behind it.
import type { ToolKind } from '../protocol';
import type { ToolBlock } from '../shared/transcript';
import { t } from '../shared/words';

const icons: Record<ToolKind, string> = { read: 'file', edit: 'edit', search: 'search', execute: 'terminal', think: 'checklist',
  fetch: 'globe', other: 'tools' };

const verbs: Record<string, { kind: ToolKind; act: string; doing: string; done: string; of: string }> = {
  read: { kind: 'read', act: t('Read'), doing: t('Reading'), done: t('Read'), of: 'path' },
  list: { kind: 'read', act: t('List'), doing: t('Listing'), done: t('Listed'), of: 'path' },
  write: { kind: 'edit', act: t('Write'), doing: t('Writing'), done: t('Wrote'), of: 'path' },
  edit: { kind: 'edit', act: t('Edit'), doing: t('Editing'), done: t('Edited'), of: 'path' },
  glob: { kind: 'search', act: t('Find'), doing: t('Finding'), done: t('Found'), of: 'pattern' },
  grep: { kind: 'search', act: t('Search'), doing: t('Searching'), done: t('Searched'), of: 'pattern' },
  shell: { kind: 'execute', act: t('Run'), doing: t('Running'), done: t('Ran'), of: 'command' },
  todo: { kind: 'think', act: t('Plan'), doing: t('Planning'), done: t('Planned'), of: '' },
  ask: { kind: 'other', act: t('Ask'), doing: t('Asking'), done: t('Asked'), of: 'question' },
};

export interface Line {
  icon: string;
  verb: string;
  /** What it is about: a path, a pattern, a command. */
  object: string;
  /** Whether the object is a file that can be opened. */
  isFile: boolean;
  status: string;
}

/** The same whether the call was seen live or came back with its session. */
export function line(call: ToolBlock): Line {
  const known = verbs[call.name];
  const given = (typeof call.arguments === 'object' && call.arguments !== null ? call.arguments : {}) as Record<string, unknown>;
  const named = known ? given[known.of] : Object.values(given).find((value) => typeof value === 'string');
  const kind = known?.kind ?? call.toolKind;
  return {
    icon: icons[kind],
    verb: known ? verb(call, known) : call.name,
    object: typeof named === 'string' ? named.replace(/\s+/g, ' ') : known?.of === 'path' ? '.' : '',
    isFile: known?.of === 'path' && call.name !== 'list' && typeof named === 'string',
    status: status(call),
  };
}

function verb(call: ToolBlock, known: { act: string; doing: string; done: string }): string {
  if (!call.outcome) return known.doing;
  return call.outcome === 'denied' || call.outcome === 'cancelled' ? known.act : known.done;
}

function status(call: ToolBlock): string {
  switch (call.outcome) {
    case 'denied': return t('not allowed');
    case 'cancelled': return t('stopped');
    case 'error': return /exit code \d+/.exec(call.summary)?.[0] ?? t('failed');
    case 'ok': return counted(call);
    default: return '';
  }
}

/** What came of it, in a word or two. */
function counted(call: ToolBlock): string {
  if (call.name === 'ask') return call.summary.replace(/^(?:chosen|answered): /, '').slice(0, 80);
  const diff = diffOf(call);
  if (diff) {
    const lines = diff.split('\n');
    const added = lines.filter((each) => each.startsWith('+') && !each.startsWith('+++')).length;
    const removed = lines.filter((each) => each.startsWith('-') && !each.startsWith('---')).length;
    return `+${added} −${removed}`;
  }
  return /\d[\d,]* (?:lines?|matches|match|files?|entries|entry)\b/.exec(call.summary)?.[0] ?? '';
}

/** What the call changed; where the daemon does not say it any more, what the model asked for. */
export function diffOf(call: ToolBlock): string {
  if (call.diff) return call.diff;
  const given = call.arguments as { edits?: { old_string?: unknown; new_string?: unknown }[]; content?: unknown } | undefined;
  if (call.outcome !== 'ok') return '';
  if (call.name === 'edit' && Array.isArray(given?.edits)) {
    return given.edits.map((edit) => ['@@', ...prefixed('-', edit.old_string), ...prefixed('+', edit.new_string)].join('\n')).join('\n');
  }
  if (call.name === 'write' && typeof given?.content === 'string') return ['@@', ...prefixed('+', given.content)].join('\n');
  return '';
}

function prefixed(sign: string, text: unknown): string[] {
  return typeof text === 'string' && text ? text.replace(/\n$/, '').split('\n').map((each) => sign + each) : [];
}
