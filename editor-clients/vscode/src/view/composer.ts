// Where the person writes: text, chips for what goes with it, completion of @ and /, pictures.
import type { Part, Prompt, State } from '../protocol';
import type { Chip, FromPage, Selection } from '../shared/messages';
import { h, icon, iconButton } from './dom';
import { Popup } from './popup';
import { t } from '../shared/words';

interface Command {
  name: string;
  label: string;
  message: FromPage;
}

const commands: Command[] = [
  { name: 'new', label: t('Begin a new conversation'), message: { type: 'new' } },
  { name: 'sessions', label: t('Go on with another conversation'), message: { type: 'sessions' } },
  { name: 'model', label: t('Choose the model and the manifest'), message: { type: 'pickModel' } },
  { name: 'compact', label: t('Summarise what is older'), message: { type: 'compact' } },
  { name: 'rewind', label: t('Go back to an earlier message'), message: { type: 'rewind', item: '', files: false, preview: true } },
  { name: 'scope', label: t('Show what may be read and written'), message: { type: 'showScope' } },
  { name: 'folder', label: t('Work in another workspace folder'), message: { type: 'pickFolder' } },
  { name: 'stop', label: t('Stop the running turn'), message: { type: 'stop' } },
];

/** How the arguments of a prompt are written. */
function usage({ arguments: all }: Prompt): string {
  return all.map(({ name, required }) => (required ? `${name}=…` : `[${name}=…]`)).join(' ');
}

const imageLimit = 5_000_000;

export interface ComposerOwner {
  send(message: FromPage): void;
  /** The person said something; the page shows it at once. */
  say(input: Part[]): void;
  changed(draft: string): void;
  lastSaid(): string;
}

export class Composer {
  readonly element: HTMLElement;
  readonly #text: HTMLTextAreaElement;
  readonly #chips = h('div', { class: 'chips', role: 'list', 'aria-label': t('Goes with the message') });
  readonly #sendButton: HTMLButtonElement;
  readonly #stopButton: HTMLButtonElement;
  readonly #popup: Popup<Chip | Command | Prompt>;
  readonly #problem = h('div', { class: 'composer-problem', role: 'alert' });
  /** Of MCP servers. */
  #prompts: Prompt[] = [];
  #attached: Chip[] = [];
  #selection: Selection | undefined;
  #withSelection = true;
  #state: State = 'idle';
  #question = 0;
  #escaped = 0;
  enterSends = true;

  constructor(private readonly owner: ComposerOwner, footer: HTMLElement) {
    this.#text = h('textarea', { rows: '1', 'aria-label': t('Message to Podd'), placeholder: t('Ask, or say what to change'), spellcheck: 'true',
      'aria-haspopup': 'listbox', 'aria-autocomplete': 'list', 'aria-controls': 'suggestions',
      input: () => this.#typed(), keydown: (event: KeyboardEvent) => this.#key(event), paste: (event: ClipboardEvent) => this.#paste(event) });
    this.#popup = new Popup('suggestions', this.#text, (choice) => this.#choose(choice));
    this.#sendButton = iconButton('send', t('Send'), () => this.#send(), 'send');
    this.#stopButton = iconButton('debug-stop', t('Stop'), () => owner.send({ type: 'stop' }), 'stop');
    footer.append(h('span', { class: 'grow' }), this.#stopButton, this.#sendButton);
    footer.prepend(iconButton('mention', t('Add Context'), () => this.#ask('@')));
    this.element = h('div', { class: 'composer', dragover: (event: DragEvent) => { event.preventDefault(); },
      drop: (event: DragEvent) => this.#drop(event) }, this.#popup.element, this.#problem, this.#chips, this.#text, footer);
    this.#refresh();
  }

  get draft(): string {
    return this.#text.value;
  }

  set draft(text: string) {
    this.#text.value = text;
    this.#typed();
  }

  focus(): void {
    this.#text.focus();
  }

  attach(chip: Chip): void {
    if (!this.#attached.some(({ part }) => JSON.stringify(part) === JSON.stringify(chip.part))) this.#attached.push(chip);
    this.#refresh();
  }

  selected(selection: Selection | undefined): void {
    this.#selection = selection;
    this.#refresh();
  }

  preferSelection(attach: boolean): void {
    this.#withSelection = attach;
    this.#refresh();
  }

  running(state: State): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#text.placeholder = state === 'running' ? t('Say more while it works') : t('Ask, or say what to change');
    this.#refresh();
  }

  suggested(id: number, chips: Chip[]): void {
    if (id === this.#question && this.#mention()) {
      this.#popup.show(chips, (chip) => [icon(chip.icon ?? 'file'), h('span', { class: 'choice' }, chip.label),
        h('span', { class: 'choice-detail' }, chip.detail ?? '')], t('No file or symbol of that name'));
    }
  }

  #ask(sign: string): void {
    const { selectionStart: at, value } = this.#text;
    const gap = at > 0 && !/\s/.test(value[at - 1]!) ? ' ' : '';
    this.#text.setRangeText(`${gap}${sign}`, at, at, 'end');
    this.focus();
    this.#typed();
  }

  /** What stands between an @ and the cursor. */
  #mention(): { from: number; query: string } | undefined {
    const before = this.#text.value.slice(0, this.#text.selectionStart);
    const found = /(?:^|\s)@([^\s@]*)$/.exec(before);
    return found ? { from: before.length - found[1]!.length - 1, query: found[1]! } : undefined;
  }

  #typed(): void {
    this.#text.style.height = 'auto';
    this.#text.style.height = `${Math.min(this.#text.scrollHeight, Math.max(120, window.innerHeight * 0.4))}px`;
    this.#problem.textContent = '';
    const mention = this.#mention();
    const slash = this.#slash();
    if (mention) {
      this.owner.send({ type: 'suggest', id: ++this.#question, query: mention.query });
    } else if (slash !== undefined) {
      if (slash === '') this.owner.send({ type: 'prompts' });
      this.#showCommands(slash);
    } else {
      this.#popup.hide();
    }
    this.#refresh();
    this.owner.changed(this.draft);
  }

  /** What stands behind a / that begins the message, up to the first blank. */
  #slash(): string | undefined {
    return /^\/([\w.-]*)$/.exec(this.#text.value)?.[1];
  }

  #showCommands(begun: string): void {
    this.#popup.show<Command | Prompt>([...commands.filter(({ name }) => name.startsWith(begun)), ...this.#prompts.filter(({ command }) => command.startsWith(`/${begun}`))],
      (choice) => 'message' in choice
        ? [h('span', { class: 'choice' }, `/${choice.name}`), h('span', { class: 'choice-detail' }, choice.label)]
        : [h('span', { class: 'choice' }, choice.command), h('span', { class: 'choice-detail' }, [usage(choice), choice.description].filter(Boolean).join(' · '))],
      t('No such command'));
  }

  /** The prompts of MCP servers are known. */
  offered(prompts: Prompt[]): void {
    this.#prompts = prompts;
    const slash = this.#slash();
    if (slash !== undefined) this.#showCommands(slash);
  }

  #choose(choice: Chip | Command | Prompt): void {
    if ('command' in choice) {
      this.draft = `${choice.command} `;
      this.focus();
      return;
    }
    if ('message' in choice) {
      this.draft = '';
      this.owner.send(choice.message);
      return;
    }
    const mention = this.#mention();
    if (mention) this.#text.setRangeText('', mention.from, this.#text.selectionStart, 'end');
    this.attach(choice);
    this.#typed();
    this.focus();
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229) return; // an input method has the key
    if (this.#popup.key(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey && (this.enterSends || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#send();
    } else if (event.key === 'Escape') {
      this.#escape(event.timeStamp);
    } else if (event.key === 'ArrowUp' && this.draft === '' && this.#state !== 'running') {
      const last = this.owner.lastSaid();
      if (last) { event.preventDefault(); this.draft = last; }
    } else if (event.key === 'Backspace' && this.draft === '' && this.#attached.length > 0) {
      this.#attached.pop();
      this.#refresh();
    }
  }

  /** Once stops what runs, twice goes back. */
  #escape(at: number): void {
    if (this.#state === 'running' && this.draft === '') this.owner.send({ type: 'stop' });
    else if (this.#state !== 'running' && at - this.#escaped < 600) this.owner.send({ type: 'rewind', item: '', files: false, preview: true });
    this.#escaped = at;
  }

  #send(): void {
    const text = this.draft.trim();
    if (!text && this.#attached.length === 0) return;
    const command = commands.find(({ name }) => text === `/${name}`);
    if (command) return this.#choose(command);
    const parts: Part[] = text ? [{ type: 'text', text }] : [];
    parts.push(...this.#attached.map(({ part }) => part));
    if (this.#selection && this.#withSelection) parts.push({ type: 'selection', uri: this.#selection.uri, range: this.#selection.range });
    this.#attached = [];
    this.draft = '';
    this.owner.say(parts);
  }

  #refresh(): void {
    const selection = this.#selection;
    this.#chips.replaceChildren(
      ...this.#attached.map((chip) => this.#chip(chip)),
      ...(selection ? [h('button', { type: 'button', class: `chip automatic ${this.#withSelection ? '' : 'off'}`, role: 'listitem',
        'aria-pressed': String(this.#withSelection), title: this.#withSelection ? t('The selection goes with the message; click to leave it out') : t('The selection is left out; click to add it'),
        click: () => { this.#withSelection = !this.#withSelection; this.#refresh(); } },
      icon(this.#withSelection ? 'list-selection' : 'eye-closed'), selection.label)] : []));
    const something = this.draft.trim() !== '' || this.#attached.length > 0;
    this.#stopButton.hidden = this.#state !== 'running';
    this.#sendButton.hidden = this.#state === 'running' && !something;
    this.#sendButton.disabled = !something;
  }

  #chip(chip: Chip): HTMLElement {
    const image = chip.part.type === 'image' ? h('img', { class: 'thumb', src: `data:${chip.part.mimeType};base64,${chip.part.data}`, alt: '' }) : icon(chip.icon);
    return h('span', { class: 'chip', role: 'listitem', title: chip.detail }, image, h('span', {}, chip.label),
      iconButton('close', t('Leave {0} out', chip.label), () => {
        this.#attached = this.#attached.filter((each) => each !== chip);
        this.#refresh();
        this.focus();
      }));
  }

  #paste(event: ClipboardEvent): void {
    const images = [...event.clipboardData?.files ?? []].filter(({ type }) => type.startsWith('image/'));
    if (images.length === 0) return;
    event.preventDefault();
    images.forEach((image) => void this.#image(image));
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    const data = event.dataTransfer;
    for (const image of data?.files ?? []) if (image.type.startsWith('image/')) void this.#image(image);
    const list = data?.getData('application/vnd.code.uri-list') || data?.getData('text/uri-list') || '';
    const uris = list.split(/\r?\n/).filter((uri) => uri && !uri.startsWith('#'));
    if (uris.length > 0) this.owner.send({ type: 'drop', uris });
    this.focus();
  }

  async #image(file: File): Promise<void> {
    if (file.size > imageLimit) {
      this.#problem.textContent = t('{0} is larger than {1} MB', file.name, imageLimit / 1_000_000);
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
    this.attach({ part: { type: 'image', mimeType: file.type, data: btoa(text) }, label: file.name || t('Picture'), icon: 'file-media' });
  }
}
