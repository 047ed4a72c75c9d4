import assert from 'node:assert/strict';
import test from 'node:test';
import './page';
import type { Asked, FromPage } from '../../src/shared/messages';
import { questionCard } from '../../src/view/asked';

type Question = Extract<Asked, { type: 'question' }>;

const options = [{ option: '1', label: 'SQLite', description: 'One file.' }, { option: '2', label: 'PostgreSQL' }];
const question: Question = { type: 'question', pod: 'p1', call: 'c1', question: 'Which database?', options, multiple: false, freeText: true };

function shown(asked: Question) {
  const sent: FromPage[] = [];
  const card = questionCard(asked, { send: (message) => { sent.push(message); } });
  return {
    sent,
    card,
    press: (label: string) => [...card.querySelectorAll('button')].find((each) => each.textContent?.includes(label))!.click(),
    type: (words: string) => { (card.querySelector('input') as HTMLInputElement).value = words; },
  };
}

test('Answer with one option, and what is typed beside it', () => {
  const { sent, press, type, card } = shown(question);
  assert.match(card.textContent ?? '', /Which database\?.*SQLite.*One file\..*PostgreSQL/s);
  press('PostgreSQL');
  type(' a small one ');
  press('SQLite');
  assert.deepEqual(sent, [{ type: 'reply', call: 'c1', options: ['2'] }, { type: 'reply', call: 'c1', options: ['1'], text: 'a small one' }]);
});

test('Answer with several options at once', () => {
  const { sent, press, card } = shown({ ...question, multiple: true, freeText: false });
  assert.equal(card.querySelector('input'), null);
  press('PostgreSQL');
  press('SQLite');
  press('PostgreSQL');
  press('PostgreSQL');
  assert.deepEqual([...card.querySelectorAll('.option')].map((each) => each.getAttribute('aria-pressed')), ['true', 'true']);
  press('Answer');
  assert.deepEqual(sent, [{ type: 'reply', call: 'c1', options: ['1', '2'] }]);
});

test('Answer in words; an empty answer is a slip, and no answer has its own button', () => {
  const { sent, press, type } = shown({ ...question, options: [] });
  press('Answer');
  assert.deepEqual(sent, []);
  type('depot');
  press('Answer');
  press('No answer');
  assert.deepEqual(sent, [{ type: 'reply', call: 'c1', text: 'depot' }, { type: 'reply', call: 'c1' }]);
});
