import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import './page';
import { speak, t } from '../../src/shared/words';

const bundle = 'l10n/bundle.l10n.json';
const translated = /\bt\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/g;
const modules = ['host', 'shared', 'view'].flatMap((folder) => readdirSync(`src/${folder}`).filter((name) => name.endsWith('.ts')).map((name) => `src/${folder}/${name}`));
const source = (file: string) => readFileSync(file, 'utf8').replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/^\s*\/\/.*$|\s\/\/ .*$/gm, '');

/** Names, and what only the daemon and those who work on this read. */
const unspoken = new Set(['Podd', '$(…) Podd', 'Library', 'Application Support', 'Path', 'Roaming', 'Local', 'Enter', 'Escape', 'Tab', 'Backspace', "the page sent …, which is nobody's", 'no language server answers …', '[a picture that this version of VS Code does not show to models]']);

/** The texts in quotes of a piece of code, a place in them as …; not those that are translated or go to the log. */
function literals(code: string): string[] {
  const found: string[] = [];
  let at = 0;
  const scan = (end: string) => {
    for (; at < code.length && code[at] !== end; at++) {
      const sign = code[at]!;
      if (sign === '{') { at++; scan('}'); }
      if (sign !== "'" && sign !== '"' && sign !== '`') continue;
      const before = code.slice(0, at);
      let text = '';
      for (at++; at < code.length && code[at] !== sign; at++) {
        if (code[at] === '\\') text += code[++at];
        else if (sign === '`' && code.startsWith('${', at)) {
          at += 2;
          scan('}');
          text += '…';
        } else text += code[at];
      }
      if (!/\bt\(\s*$|\blog(?:\.\w+)?\($/.test(before)) found.push(text);
    }
  };
  scan('');
  return found;
}

/** Those that read like words to a person. */
function words(code: string): string[] {
  return literals(code).filter((text) => !unspoken.has(text) && !/^(?:default-src|<|kind = |line |secondary |chip |codicon )/.test(text)
    && (/(?:^|[^\w$.-])[A-Za-z]{2,} [a-z]{2,}/.test(text) || /^(?:\$\(\S+\) )?[A-Z][a-z]{2,}(?: …|…)?$/.test(text)));
}

test('Have every text that a person sees translatable', () => {
  assert.deepEqual(modules.flatMap((file) => words(source(file)).map((text) => `${file}: ${text}`)), []);
});

test('Notice a text that is not', () => {
  assert.deepEqual(words("show(`Podd: ${what} is not ${l10n.t('there')}`, 'Go on', l10n.t('Keep it'), 'Keep', 'keep');"), ['Podd: … is not …', 'Go on', 'Keep']);
});

test('List all texts for those who translate', () => {
  const texts = [...new Set(modules.flatMap((file) => [...source(file).matchAll(translated)].map(([, one, other]) => (one ?? other)!.replace(/\\(.)/g, '$1'))))].sort();
  const listed = `${JSON.stringify(Object.fromEntries(texts.map((text) => [text, text])), null, 2)}\n`;
  if (process.env['GOLDEN'] === 'write') writeFileSync(bundle, listed);
  assert.equal(readFileSync(bundle, 'utf8'), listed, 'GOLDEN=write npm test writes it');
});

test('Say a text in the language of the editor, in English where it is missing', () => {
  speak({ '{0} of {1} tokens': '{1} Token, davon {0}' });
  assert.deepEqual([t('{0} of {1} tokens', 'a', 2), t('Stopped.'), t('{0} tokens', '{1}')], ['2 Token, davon a', 'Stopped.', '{1} tokens']);
  speak(undefined);
});

test('Describe every setting and each of its choices', () => {
  type Setting = { enum?: string[]; markdownDescription?: string; enumDescriptions?: string[] };
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as { contributes: { configuration: { properties: Record<string, Setting> } } };
  const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
  for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
    for (const described of [setting.markdownDescription, ...(setting.enum ?? []).map((_, at) => setting.enumDescriptions?.[at])]) {
      assert.match(texts[/^%(.+)%$/.exec(described ?? '')?.[1] ?? ''] ?? '', /\w.*\.$/, name);
    }
  }
});
