// Elements in one expression, and a tree made equal to another with the fewest changes.

type Child = Node | string | undefined | false;
type Attributes = Record<string, string | boolean | undefined | ((event: never) => void)>;

/** An element; attributes that are functions are listeners, those that are false or undefined are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value as EventListener);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return element;
}

export function icon(name: string): HTMLElement {
  return h('span', { class: `codicon codicon-${name}`, 'aria-hidden': 'true' });
}

/** A button that shows an icon alone; its name is for the screen reader and the tooltip. */
export function iconButton(name: string, label: string, click: (event: MouseEvent) => void, extra = ''): HTMLButtonElement {
  return h('button', { type: 'button', class: `icon-button ${extra}`.trim(), title: label, 'aria-label': label, click }, icon(name));
}

/** Makes the children of one element those of another; nodes that are equal stay the nodes that they are. */
export function patch(shown: Node, wanted: Node): void {
  const old = [...shown.childNodes];
  const fresh = [...wanted.childNodes];
  fresh.forEach((node, at) => {
    const before = old[at];
    if (!before) shown.appendChild(node);
    else if (before.isEqualNode(node)) return;
    else if (before.nodeType === 3 && node.nodeType === 3) before.nodeValue = node.nodeValue;
    else if (before.nodeType === 1 && before.nodeName === node.nodeName && sameAttributes(before as Element, node as Element)) patch(before, node);
    else shown.replaceChild(node, before);
  });
  for (const node of old.slice(fresh.length)) shown.removeChild(node);
}

function sameAttributes(one: Element, other: Element): boolean {
  return one.attributes.length === other.attributes.length
    && [...one.attributes].every(({ name, value }) => other.getAttribute(name) === value);
}
