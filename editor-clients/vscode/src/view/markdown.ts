// Markdown as it streams in: blocks that are finished are made once and never touched again; only the last one is made anew.
import hljs from 'highlight.js/lib/common';
import MarkdownIt from 'markdown-it';
import { t } from '../shared/words';
import { h, icon, iconButton, patch } from './dom';

const markdown = new MarkdownIt({ html: false, linkify: true });
// A definition may come after what refers to it, which would then be finished already.
markdown.disable(['reference', 'image']);
markdown.renderer.rules.code_inline = (tokens, at) => {
  const text = tokens[at]!.content;
  const code = `<code>${escape(text)}</code>`;
  return /^[\w.@~-]*[\w@-](\/[\w.@-]+)*\.[A-Za-z]\w{0,7}(:\d+){0,2}$/.test(text)
    ? `<a class="path" href="#" data-path="${escape(text)}">${code}</a>` : code;
};
markdown.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>';
markdown.renderer.rules.table_close = () => '</table></div>';

// Alignment is an inline style, which the page's policy refuses.
for (const cell of ['th_open', 'td_open']) {
  markdown.renderer.rules[cell] = (tokens, at) => {
    const align = /text-align:(\w+)/.exec(String(tokens[at]!.attrGet('style') ?? ''))?.[1];
    return `<${tokens[at]!.tag}${align ? ` class="${align}"` : ''}>`;
  };
}

/** Above this, in characters, code is shown without colours. */
const highlightLimit = 60_000;

type Token = ReturnType<typeof markdown.parse>[number];

export interface CodeActions {
  copy(text: string): void;
  insert(text: string): void;
  apply(text: string, file?: string): void;
}

export class Streamed {
  /** How much of the text is in finished blocks. */
  #frozen = 0;
  #tail: HTMLElement;

  constructor(element: HTMLElement, private readonly actions: CodeActions) {
    this.#tail = h('div', { class: 'tail' });
    element.append(this.#tail);
  }

  /** Shows all of the text; it begins with what was shown before. */
  update(text: string, done: boolean): void {
    this.#freeze(text.slice(0, done ? text.length : text.lastIndexOf('\n') + 1), done);
    if (done) {
      this.#tail.remove();
    } else {
      this.#showTail(text.slice(this.#frozen));
    }
  }

  /** Blocks of whole lines that another block follows are finished: no later text can change them. */
  #freeze(text: string, all: boolean): void {
    const rest = text.slice(this.#frozen);
    if (!rest) return;
    const blocks = topLevel(markdown.parse(rest, {}));
    const finished = all ? blocks : blocks.slice(0, -1);
    if (finished.length === 0) return;
    for (const block of finished) this.#tail.before(...this.#made(block));
    if (all) this.#frozen = text.length;
    else this.#frozen += offsetOfLine(rest, blocks.at(-1)![0]!.map![0]);
  }

  #showTail(text: string): void {
    const [block] = topLevel(markdown.parse(text, {})).slice(-1);
    const code = this.#tail.firstElementChild?.querySelector('code');
    if (block?.[0]?.type === 'fence' && code && this.#tail.childElementCount === 1 && this.#tail.dataset['fence'] === block[0].info) {
      // An open fence: only what is new is added, without colours until it closes.
      const content = block[0].content;
      const shown = code.firstChild?.nodeValue ?? '';
      if (content.startsWith(shown) && code.firstChild) (code.firstChild as Text).appendData(content.slice(shown.length));
      else code.textContent = content;
      return;
    }
    const made = h('div', {}, ...topLevel(markdown.parse(text, {})).flatMap((tokens) => this.#made(tokens, true)));
    if (block?.[0]?.type === 'fence') {
      this.#tail.dataset['fence'] = block[0].info;
      this.#tail.replaceChildren(...made.childNodes);
    } else {
      delete this.#tail.dataset['fence'];
      patch(this.#tail, made);
    }
  }

  #made(tokens: Token[], isOpen = false): Node[] {
    const first = tokens[0]!;
    if (first.type === 'fence' || first.type === 'code_block') return [codeBlock(first.content, first.info, isOpen, this.actions)];
    const template = document.createElement('template');
    template.innerHTML = markdown.renderer.render(tokens, markdown.options, {});
    const nodes = [...template.content.childNodes].filter((node) => node.nodeType === 1);
    if (!isOpen) nodes.forEach((node) => this.#nestedCode(node as Element));
    return nodes;
  }

  /** Code within lists and quotes. */
  #nestedCode(element: Element): void {
    for (const code of element.querySelectorAll('pre > code')) {
      const language = /language-(\S+)/.exec(code.className)?.[1] ?? '';
      code.parentElement!.replaceWith(codeBlock(code.textContent ?? '', language, false, this.actions));
    }
  }
}

function topLevel(tokens: Token[]): Token[][] {
  const blocks: Token[][] = [];
  for (const token of tokens) {
    if (token.level === 0 && token.nesting >= 0) blocks.push([]);
    blocks.at(-1)!.push(token);
  }
  return blocks;
}

function offsetOfLine(text: string, line: number): number {
  let at = 0;
  for (let i = 0; i < line; i++) at = text.indexOf('\n', at) + 1;
  return at;
}

/** A block of code with what can be done with it. The info may name a file after the language, as in `ts src/a.ts`. */
function codeBlock(content: string, info: string, isOpen: boolean, actions: CodeActions): HTMLElement {
  const [language = '', ...rest] = info.trim().split(/[\s:]+/);
  const file = [language, ...rest].find((word) => /\w\.\w/.test(word) || word.includes('/'));
  const text = content.replace(/\n$/, '');
  const code = h('code', { class: 'hljs' });
  const grammar = hljs.getLanguage(language) ? language : undefined;
  if (!isOpen && grammar && text.length < highlightLimit) code.innerHTML = hljs.highlight(text, { language: grammar, ignoreIllegals: true }).value;
  else code.append(document.createTextNode(isOpen ? content : text));
  const copy = iconButton('copy', t('Copy'), () => {
    actions.copy(text);
    copy.replaceChildren(icon('check'));
    setTimeout(() => copy.replaceChildren(icon('copy')), 1_200);
  });
  const tools = isOpen ? undefined : h('span', { class: 'code-tools' },
    copy,
    iconButton('insert', t('Insert at Cursor'), () => actions.insert(text)),
    iconButton('git-pull-request-go-to-changes', file ? t('Apply to {0}', file) : t('Apply to File'), () => actions.apply(text, file)));
  return h('div', { class: 'code', role: 'group', 'aria-label': language ? t('Code: {0}', language) : t('Code') },
    h('div', { class: 'code-head' }, h('span', { class: 'code-name' }, file ?? language), tools),
    h('pre', { tabindex: '0' }, code));
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
