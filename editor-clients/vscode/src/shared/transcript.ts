// A conversation as it is shown: a pure function of the items that the daemon has and the events that follow them.
import type { Event, Item, Location, Part, PodEventParams, State, Tokens, ToolKind, ToolOutcome, TurnError, Usage } from '../protocol';
import { t } from './words';

/** One piece of a conversation; `id` is unique in it and stays. */
export type Block = UserBlock | TextBlock | ToolBlock | CompactionBlock | NoticeBlock | SystemBlock;

export interface UserBlock {
  kind: 'user';
  id: string;
  parts: Part[];
  /** Sent while a turn ran: it belongs to that turn. */
  steered: boolean;
  /** Not known to be accepted yet. */
  sending?: boolean;
}

export interface TextBlock {
  kind: 'answer' | 'thinking';
  id: string;
  text: string;
  done: boolean;
  /** The rest was lost. */
  incomplete: boolean;
}

export interface ToolBlock {
  kind: 'tool';
  id: string;
  name: string;
  arguments: unknown;
  title: string;
  toolKind: ToolKind;
  locations: Location[];
  output: string;
  outcome?: ToolOutcome;
  summary: string;
  body: string;
  diff: string;
}

export interface CompactionBlock {
  kind: 'compaction';
  id: string;
  state: 'running' | 'done' | 'failed';
  background: boolean;
  before: number;
  after: number;
  reason: string;
}

export interface NoticeBlock {
  kind: 'notice';
  id: string;
  tone: 'info' | 'warning' | 'error';
  text: string;
  /** Whether the turn that ended so can be gone on with. */
  resumable: boolean;
}

/** What Podd itself told the model. */
export interface SystemBlock {
  kind: 'system';
  id: string;
  text: string;
}

export interface Transcript {
  /** Number of the last event that is in it. */
  seq: number;
  blocks: Block[];
  /** How many older items the daemon has. */
  itemsBefore: number;
  state: State;
  /** What is going on where no block says it. */
  activity: string;
  usage?: Usage;
  tokens?: Tokens;
  /** The blocks as they were before the events of the running turn, while those are being told again; see `restored`. */
  base?: Block[];
}

export const empty: Transcript = { seq: 0, blocks: [], itemsBefore: 0, state: 'idle', activity: '' };

/** The model's plan: what its last call of `todo` noted. */
export interface Step {
  text: string;
  state: 'open' | 'active' | 'done';
}

/**
 * A conversation from the daemon's items. Where a turn runs, its events may be told again from any earlier one on: those of
 * older turns leave no trace, those of the running turn add what the items do not have.
 */
export function restored(items: Item[], itemsBefore: number, state: State): Transcript {
  const transcript = { ...empty, itemsBefore, state, blocks: items.reduce(withItem, [] as Block[]) };
  return state === 'running' ? { ...transcript, base: transcript.blocks } : transcript;
}

/** Adds what the daemon's newest items have and the transcript has not: prompts of other windows, ids of one's own. */
export function merged(transcript: Transcript, items: Item[]): Transcript {
  let blocks = transcript.blocks;
  let after = -1;
  for (const item of items) {
    const id = item.type === 'toolResult' || item.type === 'toolCall' ? item.call : item.id;
    const at = blocks.findIndex((block) => block.id === id);
    if (at >= 0) {
      after = at;
      if (item.type === 'toolResult') blocks = withItem(blocks, item);
      continue;
    }
    const own = block(item)?.kind === 'user'
      ? blocks.findIndex((block, index) => index > after && block.kind === 'user' && block.sending === true) : -1;
    if (own >= 0) {
      blocks = blocks.with(own, block(item)!);
      after = own;
    } else if (after >= 0 || blocks.length === 0 || item === items[0]) {
      const made = block(item);
      if (made) blocks = blocks.toSpliced(after < 0 ? blocks.length : ++after, 0, made);
      if (after < 0) after = blocks.length - 1;
    }
  }
  return { ...transcript, blocks };
}

/** The person's own words, at once. */
export function saying(transcript: Transcript, id: string, parts: Part[], steered: boolean): Transcript {
  return { ...transcript, blocks: [...transcript.blocks, { kind: 'user', id, parts, steered, sending: true }] };
}

/** What was said did not arrive. */
export function unsaid(transcript: Transcript, id: string): Transcript {
  return { ...transcript, blocks: transcript.blocks.filter((each) => each.id !== id) };
}

/** All events in their order; those that are in it already change nothing. */
export function told(transcript: Transcript, events: readonly PodEventParams[]): Transcript {
  let now = transcript;
  for (const { seq, event } of events) {
    if (seq > now.seq) now = { ...happened(now, event, seq), seq };
  }
  return now;
}

/** The events of the running turn have all been told. */
export function settled(transcript: Transcript): Transcript {
  const { base, ...rest } = transcript;
  return rest;
}

/** How far a step is, in words. */
export function stateOf({ state }: Step): string {
  return { open: t('open'), active: t('under way'), done: t('done') }[state];
}

/** The newest plan of the last turn, if it has one. */
export function plan(blocks: readonly Block[]): Step[] {
  const turn = blocks.slice(blocks.findLastIndex((each) => each.kind === 'user' && !each.steered) + 1);
  const call = turn.findLast((each): each is ToolBlock => each.kind === 'tool' && each.name === 'todo' && each.outcome !== 'error');
  const items = (call?.arguments as { items?: unknown } | undefined)?.items;
  return Array.isArray(items) ? items.filter((each): each is Step => typeof each?.text === 'string') : [];
}

function happened(now: Transcript, event: Event, seq: number): Transcript {
  const { blocks } = now;
  switch (event.type) {
    case 'turnStarted':
      return { ...now, blocks: now.base ?? blocks, state: 'running', activity: '' };
    case 'requestStarted':
      return { ...now, activity: '' };
    case 'textDelta':
      return { ...now, activity: '', blocks: written(blocks, 'answer', event.item, event.text) };
    case 'reasoningDelta':
      return { ...now, activity: '', blocks: written(blocks, 'thinking', event.item, event.text) };
    case 'itemDone':
      return { ...now, blocks: withItem(blocks, event.item) };
    case 'toolCallStarted':
      return { ...now, blocks: withCall(blocks, event.call, { name: event.name, title: event.title, toolKind: event.kind,
        locations: event.locations }) };
    case 'toolCallOutput':
      return { ...now, blocks: changed(blocks, event.call, (each) => each.outcome ? each : { ...each, output: tail(each.output + event.text) }) };
    case 'toolCallDone':
      return { ...now, blocks: changed(blocks, event.call, (each) =>
        ({ ...each, outcome: event.outcome, summary: event.summary, body: event.body ?? '', diff: event.diff ?? each.diff })) };
    case 'usage':
      return { ...now, usage: event.session, tokens: event.tokens };
    case 'retry':
      return { ...now, activity: t('{0}; trying again ({1})', event.reason, event.attempt) };
    case 'steered':
      return { ...now, blocks: entered(blocks, event.item) };
    case 'compactionStarted':
      return { ...now, blocks: [...blocks, { kind: 'compaction', id: `compaction-${seq}`, state: 'running', background: event.background,
        before: 0, after: 0, reason: '' }] };
    case 'compactionDone':
      return { ...now, blocks: compacted(blocks, seq, { state: 'done', before: event.before, after: event.after }) };
    case 'compactionFailed':
      return { ...now, blocks: compacted(blocks, seq, { state: 'failed', reason: event.reason }) };
    case 'sessionForked':
      return notice(now, seq, 'warning', t('Someone else wrote to this conversation: it goes on in one of its own.'));
    case 'warning':
      return notice(now, seq, 'warning', event.message);
    case 'turnDone':
      return ended({ ...now, state: event.outcome === 'paused' ? 'paused' : 'idle', activity: '' }, event.outcome, event.error, seq);
    default:
      return now; // an event of a newer daemon
  }
}

function ended(now: Transcript, outcome: string, error: TurnError | undefined, seq: number): Transcript {
  const blocks = now.blocks.map((each) =>
    (each.kind === 'answer' || each.kind === 'thinking') && !each.done ? { ...each, done: true, incomplete: true } : each);
  const all = { ...now, blocks };
  switch (outcome) {
    case 'error': return notice(all, seq, 'error', error?.message ?? t('The turn failed.'), true);
    case 'cancelled': return notice(all, seq, 'info', t('Stopped.'), true);
    case 'limitReached': return notice(all, seq, 'info', t('The turn needed more requests than it may make.'), true);
    case 'paused': return notice(all, seq, 'info', t('Paused.'), true);
    default: return all;
  }
}

function notice(now: Transcript, seq: number, tone: NoticeBlock['tone'], text: string, resumable = false): Transcript {
  return { ...now, blocks: [...now.blocks, { kind: 'notice', id: `notice-${seq}`, tone, text, resumable }] };
}

function written(blocks: Block[], kind: TextBlock['kind'], id: string, text: string): Block[] {
  const at = blocks.findLastIndex((each) => each.id === id);
  const found = blocks[at];
  if (!found) return [...blocks, { kind, id, text, done: false, incomplete: false }];
  if ((found.kind !== 'answer' && found.kind !== 'thinking') || found.done) return blocks;
  return blocks.with(at, { ...found, text: found.text + text });
}

function withItem(blocks: Block[], item: Item): Block[] {
  if (item.type === 'toolResult') {
    return changed(blocks, item.call, (each) => each.outcome ? each
      : { ...each, outcome: item.outcome, summary: item.summary, body: item.body ?? '' });
  }
  if (item.type === 'toolCall') {
    return withCall(blocks, item.call, { name: item.name, arguments: item.arguments });
  }
  const at = blocks.findLastIndex((each) => each.id === item.id);
  const made = block(item);
  return !made ? blocks : at < 0 ? [...blocks, made] : blocks.with(at, made);
}

function withCall(blocks: Block[], call: string, known: Partial<Omit<ToolBlock, 'kind' | 'id'>>): Block[] {
  const at = blocks.findLastIndex((each) => each.id === call);
  const found = blocks[at];
  const before: ToolBlock = found?.kind === 'tool' ? found : { kind: 'tool', id: call, name: '', arguments: undefined, title: '',
    toolKind: 'other', locations: [], output: '', summary: '', body: '', diff: '' };
  const made = { ...before, ...known };
  return found ? blocks.with(at, made) : [...blocks, made];
}

function changed(blocks: Block[], call: string, change: (block: ToolBlock) => ToolBlock): Block[] {
  const at = blocks.findLastIndex((each) => each.id === call);
  const found = blocks[at];
  return found?.kind === 'tool' ? blocks.with(at, change(found)) : blocks;
}

function compacted(blocks: Block[], seq: number, change: Partial<CompactionBlock>): Block[] {
  const at = blocks.findLastIndex((each) => each.kind === 'compaction' && each.state === 'running');
  const found = blocks[at];
  const made: CompactionBlock = { ...(found?.kind === 'compaction' ? found : { kind: 'compaction', id: `compaction-${seq}`,
    state: 'running', background: false, before: 0, after: 0, reason: '' }), ...change } as CompactionBlock;
  return found ? blocks.with(at, made) : [...blocks, made];
}

/** A message that waited has been heard: it stands where it was heard. */
function entered(blocks: Block[], item: Item): Block[] {
  if (item.type !== 'message') return blocks;
  if (blocks.some((each) => each.id === item.id)) return blocks;
  const waiting = blocks.findIndex((each) => each.kind === 'user' && each.sending === true && each.steered);
  const rest = waiting < 0 ? blocks : blocks.toSpliced(waiting, 1);
  return [...rest, { kind: 'user', id: item.id, parts: item.parts, steered: true }];
}

function block(item: Item): Block | undefined {
  switch (item.type) {
    case 'message':
      if (item.role === 'user') return { kind: 'user', id: item.id, parts: item.parts, steered: false };
      if (item.role === 'system') return { kind: 'system', id: item.id, text: textOf(item.parts) };
      return { kind: 'answer', id: item.id, text: textOf(item.parts), done: true, incomplete: item.incomplete === true };
    case 'reasoning':
      return { kind: 'thinking', id: item.id, text: item.text, done: true, incomplete: false };
    case 'toolCall':
      return withCall([], item.call, { name: item.name, arguments: item.arguments })[0];
    case 'toolResult':
      return undefined;
  }
}

export function textOf(parts: readonly Part[]): string {
  return parts.map((part) => part.type === 'text' ? part.text : '').filter(Boolean).join('\n');
}

/** A command may print without end; its last lines are what a person looks at. */
function tail(text: string): string {
  return text.length > 40_000 ? text.slice(-30_000) : text;
}
