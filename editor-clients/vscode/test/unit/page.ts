// A page without a browser, for what only makes elements.
import { parseHTML } from 'linkedom';

const { document, Node, HTMLElement, Element } = parseHTML('<!DOCTYPE html><html><head></head><body></body></html>');
Object.assign(globalThis, { document, Node, HTMLElement, Element, window: { innerHeight: 800 } });

export { document };
