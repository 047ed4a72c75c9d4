import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { document } from './page';
import { Streamed } from '../../src/view/markdown';

const actions = { copy() {}, insert() {}, apply() {} };

function shown(texts: string[]): string {
  const element = document.createElement('div');
  const streamed = new Streamed(element as never, actions);
  texts.forEach((text, at) => streamed.update(text, at === texts.length - 1));
  return element.innerHTML;
}

const pieces = fc.array(fc.constantFrom('# A heading\n', 'Some *words* and `code.ts:3`\n', 'of a paragraph\n', '\n', '- item one\n', '- item two\n', '  more of it\n',
  '\n1. first\n', '   ```js\n   let a = 1;\n   ```\n', '```ts src/a.ts\nconst a = "<b>";\n', '```\n', '| a | b |\n', '|---|--:|\n', '| 1 | 2 |\n', '> quoted\n', '---\n', '===\n',
  '    indented\n', '<script>alert(1)</script>\n', '[a]: http://b\n', '[a] and [c](http://d)\n', '~~~\n', '**bold', '** end\n', '#', 'foo\n', '* ', '![x](y.png)\n', '😀 ünïcode\n', '\t- tab\n'),
{ maxLength: 24 }).map((all) => all.join(''));

test('Show the same text however it arrived', () => {
  fc.assert(fc.property(pieces, fc.array(fc.nat(200), { maxLength: 12 }), (text, cuts) => {
    const places = [...new Set(cuts.map((cut) => Math.min(cut, text.length)))].sort((one, other) => one - other);
    assert.equal(shown([...places.map((place) => text.slice(0, place)), text]), shown([text]));
  }), { numRuns: 600 });
});

test('Show the same text when every character comes alone', () => {
  fc.assert(fc.property(pieces, (text) => {
    const prefixes = [...text].map((_, at, all) => all.slice(0, at + 1).join(''));
    assert.equal(shown([...prefixes, text]), shown([text]));
  }), { numRuns: 60 });
});

test('Leave what is finished as it is', () => {
  const element = document.createElement('div');
  const streamed = new Streamed(element as never, actions);
  streamed.update('# One\n\nTwo\n\nThr', false);
  const first = element.firstElementChild;
  streamed.update('# One\n\nTwo\n\nThree\n\nFour', false);
  assert.equal(element.firstElementChild, first);
});

test('Show HTML as text', () => {
  const html = shown(['<img src=x onerror=alert(1)> and <b>bold</b>\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))']);
  assert.doesNotMatch(html, /<(img|b|script)\b|href="javascript/);
});

test('Name the file that code belongs to', () => {
  assert.match(shown(['```ts src/retry.ts\nlet a;\n```\n']), /class="code-name">src\/retry\.ts</);
});

test('Use no inline style', () => {
  assert.doesNotMatch(shown(['| a | b |\n|--:|:-:|\n| 1 | 2 |\n']), /style=/);
});
