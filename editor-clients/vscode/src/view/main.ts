// The page: what the extension tells is applied to the transcript at once and drawn once a frame.
import type { Part } from '../protocol';
import type { Asked, FromPage, Heading, ToPage } from '../shared/messages';
import { empty, plan, saying, stateOf, textOf, told, type Transcript } from '../shared/transcript';
import { Composer } from './composer';
import { h, icon } from './dom';
import { Meter } from './meter';
import { TranscriptView } from './render';
import { t } from '../shared/words';

interface Kept {
  session?: string | undefined;
  seq: number;
  draft: string;
  /** Pixels from the top; below zero: at the end. */
  scroll: number;
}

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void; getState(): Kept | undefined; setState(state: Kept): void };
const vscode = acquireVsCodeApi();
const kept = vscode.getState();
const send = (message: FromPage): void => vscode.postMessage(message);

let transcript: Transcript = empty;
let heading: Heading | undefined;
let asked: Asked[] = [];
/** What the person has just said, until the extension's transcript has it. */
let said: Part[] | undefined;
let follows = true;
/** Whether the person wants to what is asked, once it is drawn. */
let toAsked = false;
let frame = 0;
let restoring = kept?.scroll ?? -1;

const log = h('div', { class: 'log', role: 'log', 'aria-label': t('Conversation'), 'aria-live': 'off' });
const announcer = h('div', { class: 'hidden', 'aria-live': 'polite' });
const welcome = h('div', { class: 'welcome' });
const scroller = h('main', { class: 'scroller', tabindex: '0', 'aria-label': t('Conversation') }, welcome, log);
const down = h('button', { type: 'button', class: 'down', title: t('Scroll to the End'), 'aria-label': t('Scroll to the End'), hidden: true,
  click: () => { follows = true; toEnd(); } }, icon('arrow-down'));
const planStrip = h('details', { class: 'plan', hidden: true });
const waiting = h('div', { class: 'waiting', hidden: true });
const banner = h('div', { class: 'banner', role: 'status', hidden: true });
const model = h('button', { type: 'button', class: 'picker', title: t('Choose the Model and the Manifest'), click: () => send({ type: 'pickModel' }) });
const folder = h('button', { type: 'button', class: 'picker', title: t('Work in Another Workspace Folder'), hidden: true, click: () => send({ type: 'pickFolder' }) });
const meter = new Meter();

const view = new TranscriptView(log, { send, showThinking: false, edit(block) {
  composer.draft = textOf(block.parts);
  send({ type: 'rewind', item: block.id, files: false, preview: true });
} });
const composer = new Composer({
  send,
  say(input) {
    if (transcript.state === 'running') send({ type: 'steer', input });
    else send({ type: 'say', input });
    showSaid(input);
  },
  changed: () => keep(),
  lastSaid: () => {
    const last = transcript.blocks.findLast((block) => block.kind === 'user');
    return last?.kind === 'user' ? textOf(last.parts) : '';
  },
}, h('div', { class: 'footer' }, folder, model, meter.element));
scroller.prepend(h('h1', { class: 'hidden' }, t('Conversation with Podd')));
document.body.append(banner, scroller, h('section', { class: 'below', 'aria-label': t('Message') }, down, planStrip, waiting, composer.element), announcer);

function showSaid(input: Part[]): void {
  said = input;
  follows = true;
  draw();
}

function draw(): void {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    render();
  });
}

function render(): void {
  view.show(said ? saying(transcript, 'said', said, transcript.state === 'running') : transcript, asked);
  if (toAsked) (log.querySelector<HTMLElement>('.asked') ?? composer).focus();
  toAsked = false;
  composer.running(transcript.state);
  meter.show(transcript.tokens, transcript.usage, transcript.blocks);
  renderPlan();
  welcome.hidden = transcript.blocks.length > 0 || said !== undefined;
  if (restoring >= 0) scroller.scrollTop = restoring;
  else if (follows) toEnd();
  if (view.isWhole) restoring = -1;
  else draw();
}

function toEnd(): void {
  scroller.scrollTop = scroller.scrollHeight;
}

function renderPlan(): void {
  const steps = transcript.state === 'running' ? plan(transcript.blocks) : [];
  planStrip.hidden = steps.length === 0;
  if (steps.length === 0) return;
  const done = steps.filter(({ state }) => state === 'done').length;
  const now = steps.find(({ state }) => state === 'active')?.text ?? '';
  const label = JSON.stringify(steps);
  if (planStrip.dataset['shown'] === label) return;
  planStrip.dataset['shown'] = label;
  planStrip.replaceChildren(h('summary', {}, icon('checklist'), h('span', { class: 'plan-count' }, t('{0} of {1}', done, steps.length)), h('span', { class: 'plan-now' }, now)),
    h('ul', { class: 'steps' }, ...steps.map((step) => h('li', { class: step.state },
      icon(step.state === 'done' ? 'pass-filled' : step.state === 'active' ? 'circle-large-filled' : 'circle-large-outline'),
      h('span', { class: 'hidden' }, `${stateOf(step)}: `), h('span', {}, step.text)))));
}

function renderHeading(now: Heading): void {
  heading = now;
  model.replaceChildren(h('span', { class: 'picker-text' }, now.model || t('No model')), icon('chevron-down'));
  model.setAttribute('aria-label', t('Model {0}, manifest {1}', now.model, now.manifest));
  folder.hidden = now.folders < 2;
  folder.replaceChildren(icon('folder'), h('span', { class: 'picker-text' }, now.folder));
  const lost = now.connection === 'lost' ? t('The connection to Podd is lost; making a new one…')
    : now.connection === 'failed' ? now.problem : '';
  banner.hidden = !lost;
  banner.className = `banner ${now.connection}`;
  banner.replaceChildren(icon(now.connection === 'failed' ? 'error' : 'sync'), h('span', { class: 'notice-text' }, lost),
    ...(now.connection === 'failed' ? [h('button', { type: 'button', class: 'secondary', click: () => send({ type: 'restart' }) }, t('Try Again'))] : []));
  welcome.replaceChildren(h('p', { class: 'welcome-lead' }, now.connection === 'starting' ? t('Starting…') : t('What shall we do?')),
    h('p', { class: 'welcome-text' }, now.hint || (now.folder ? t('Podd reads {0} as it stands in your editor, unsaved changes included.', now.folder)
      : t('Podd reads what stands in your editor, unsaved changes included.'))),
    h('p', { class: 'welcome-keys' }, h('kbd', {}, '@'), ` ${t('adds a file or symbol')}  `, h('kbd', {}, '/'), ` ${t('lists commands')}`));
}

function announce(before: Transcript, now: Transcript): void {
  const finished = now.blocks.findLast((block) => block.kind === 'answer' && block.done);
  if (finished?.kind !== 'answer') return;
  const old = before.blocks.find(({ id }) => id === finished.id);
  if (!old || (old.kind === 'answer' && !old.done)) announcer.textContent = finished.text.slice(0, 2_000);
}

function receive(message: ToPage): void {
  switch (message.type) {
    case 'conversation':
      if (heading?.session !== message.heading.session) view.clear();
      transcript = message.transcript;
      said = undefined;
      asked = message.asked;
      prefer(message.preferences);
      renderHeading(message.heading);
      follows = restoring < 0;
      break;
    case 'heading': renderHeading(message.heading); break;
    case 'told': {
      const before = transcript;
      transcript = told(transcript, message.events);
      announce(before, transcript);
      break;
    }
    case 'transcript':
      transcript = { ...message.transcript, blocks: [...transcript.blocks.slice(0, message.from), ...message.transcript.blocks] };
      said = undefined;
      break;
    case 'asked':
      asked = message.asked;
      if (asked.length > 0) announcer.textContent = t('Podd asks: {0}', asked.map((each) => each.type === 'approval' ? each.title : each.question).join('; '));
      break;
    case 'waiting': renderWaiting(message.inputs); break;
    case 'selection': composer.selected(message.selection); break;
    case 'suggestions': composer.suggested(message.id, message.chips); break;
    case 'prompts': composer.offered(message.prompts); break;
    case 'chip': composer.attach(message.chip); break;
    case 'draft': composer.draft = message.text; composer.focus(); break;
    case 'refused': composer.draft = [message.text, composer.draft].filter(Boolean).join('\n'); break;
    case 'preferences': prefer(message.preferences); break;
    case 'focus':
      if (message.on) toAsked = true;
      else composer.focus();
      break;
    case 'usage': case 'rewinding': break;
  }
  keep();
  draw();
}

function prefer(preferences: Extract<ToPage, { type: 'preferences' }>['preferences']): void {
  composer.enterSends = preferences.enterSends;
  composer.preferSelection(preferences.attachSelection);
}

function renderWaiting(inputs: string[]): void {
  waiting.hidden = inputs.length === 0;
  waiting.replaceChildren(icon('clock'), h('span', { class: 'waiting-text' }, inputs.join(' · ')),
    h('button', { type: 'button', class: 'link', click: () => send({ type: 'takeBack' }) }, t('Take Back')));
}

let keeping = 0;
function keep(): void {
  clearTimeout(keeping);
  keeping = window.setTimeout(() => vscode.setState({ session: heading?.session, seq: transcript.seq, draft: composer.draft,
    scroll: follows ? -1 : scroller.scrollTop }), 200);
}

/** Turns grow as they come into sight: only a way up is the person's. */
let lastTop = 0;
scroller.addEventListener('scroll', () => {
  const now = scroller.scrollTop;
  if (scroller.scrollHeight - now - scroller.clientHeight < 40) follows = true;
  else if (now < lastTop - 4) follows = false;
  lastTop = now;
  down.hidden = follows;
  keep();
}, { passive: true });
const resized = new ResizeObserver(() => { if (follows) toEnd(); });
resized.observe(scroller);
resized.observe(log);

document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLElement>('a, [data-path]');
  if (!link) return;
  event.preventDefault();
  const { path, line } = link.dataset;
  send({ type: 'open', target: path ?? link.getAttribute('href') ?? '', ...(line ? { line: Number(line) } : {}) });
});
window.addEventListener('message', ({ data }) => receive(data as ToPage));
if (kept?.draft) composer.draft = kept.draft;
send({ type: 'ready', ...(kept?.session ? { session: kept.session } : {}) });
